import type { Manifest } from '../engine/write.ts';
import { selfSign } from '../kube/certificate.ts';
import { DAY, stamp } from '../kube/time.ts';
import { certificateManifests, gatewayManifests } from './custom.ts';
import { base64, deployment, named } from './manifest.ts';
import { daemonSet } from './system.ts';
import type { Setting } from './workloads.ts';

const NS = 'platform';
export const SHOP_HOST = 'shop.harbour.example';

const INGRESS_LABELS = { app: 'ingress-nginx', 'app.kubernetes.io/name': 'ingress-nginx' };
const INGRESS_PORTS = [
  ['http', 80],
  ['https', 443],
] as const;
const BALANCER = { loadBalancer: { ingress: [{ ip: '203.0.113.20' }] } };

const INGRESS_POD = {
  serviceAccountName: 'ingress-nginx',
  containers: [
    {
      name: 'controller',
      image: 'registry.k8s.io/ingress-nginx/controller:v1.11.3',
      args: ['/nginx-ingress-controller', '--ingress-class=nginx'],
      ports: INGRESS_PORTS.map(([name, containerPort]) => ({ name, containerPort })),
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
      readinessProbe: { httpGet: { path: '/healthz', port: 10254 } },
      livenessProbe: {
        httpGet: { path: '/healthz', port: 10254 },
        initialDelaySeconds: 10,
        failureThreshold: 5,
      },
    },
  ],
};

function ingressController({ production }: Setting): Manifest[] {
  const name = 'ingress-nginx-controller';
  const place = { namespace: NS, labels: INGRESS_LABELS };
  const annotations = { 'ingressclass.kubernetes.io/is-default-class': 'true' };
  const selector = { app: 'ingress-nginx' };
  const ports = INGRESS_PORTS.map(([port, number]) => ({ name: port, port: number, targetPort: port }));
  return [
    named('ServiceAccount', 'ingress-nginx', { namespace: NS }),
    {
      ...named('IngressClass', 'nginx'),
      metadata: { name: 'nginx', annotations },
      spec: { controller: 'k8s.io/ingress-nginx' },
    },
    deployment({ name, ...place, selector, replicas: production ? 2 : 1, spec: INGRESS_POD }),
    {
      ...named('Service', name, place),
      spec: { type: 'LoadBalancer', selector, externalTrafficPolicy: 'Local', ports },
      status: BALANCER,
    },
  ];
}

function ingress(
  name: string,
  namespace: string,
  rule: { host: string; paths: [path: string, service: string][]; tls?: string },
): Manifest {
  const backend = (service: string): object => ({ service: { name: service, port: { name: 'http' } } });
  const paths = rule.paths.map(([path, service]) => ({
    path,
    pathType: 'Prefix',
    backend: backend(service),
  }));
  return {
    ...named('Ingress', name, { namespace, labels: { app: name } }),
    spec: {
      ingressClassName: 'nginx',
      ...(rule.tls ? { tls: [{ hosts: [rule.host], secretName: rule.tls }] } : {}),
      rules: [{ host: rule.host, http: { paths } }],
    },
    status: BALANCER,
  };
}

function ingresses(): Manifest[] {
  return [
    ingress('storefront', 'shop', {
      host: SHOP_HOST,
      paths: [
        ['/', 'storefront'],
        ['/search', 'search'],
      ],
      tls: 'storefront-tls',
    }),
    ingress('accounts', NS, { host: 'accounts.harbour.example', paths: [['/', 'auth-api']] }),
  ];
}

/** A TLS secret with a real certificate in it. */
export function tlsSecret(
  name: string,
  namespace: string,
  life: { notBefore: number; notAfter: number },
): Manifest {
  const { certificate, key } = selfSign({ commonName: SHOP_HOST, names: [SHOP_HOST], ...life });
  return {
    ...named('Secret', name, { namespace }),
    metadata: {
      name,
      namespace,
      annotations: {
        'cert-manager.io/certificate-name': 'storefront',
        'cert-manager.io/common-name': SHOP_HOST,
        'cert-manager.io/issuer-name': 'internal-ca',
      },
    },
    type: 'kubernetes.io/tls',
    data: base64({ 'tls.crt': certificate, 'tls.key': key }),
  };
}

function certificates(now: number): Manifest[] {
  const life = { notBefore: now - 8 * DAY, notAfter: now + 82 * DAY };
  return [
    ...certificateManifests({
      notBefore: stamp(life.notBefore),
      notAfter: stamp(life.notAfter),
      renewal: stamp(life.notAfter - 30 * DAY),
    }),
    tlsSecret('storefront-tls', 'shop', life),
  ];
}

function certManager(): Manifest[] {
  const name = 'cert-manager';
  const container = {
    name: 'controller',
    image: 'quay.io/jetstack/cert-manager-controller:v1.16.2',
    resources: { requests: { cpu: '20m', memory: '96Mi' }, limits: { memory: '192Mi' } },
  };
  const labels = { app: name, 'app.kubernetes.io/name': name };
  const spec = { serviceAccountName: name, containers: [container] };
  return [
    named('ServiceAccount', name, { namespace: NS }),
    deployment({ name, namespace: NS, labels, selector: { app: name }, replicas: 1, spec }),
  ];
}

/** The shared platform. `now` is the real present, which certificates are dated by. */
export function platformManifests(setting: Setting, now: number): Manifest[] {
  return [
    ...ingressController(setting),
    { ...named('ServiceAccount', 'log-agent', { namespace: NS }) },
    daemonSet({
      name: 'log-agent',
      namespace: NS,
      image: 'docker.io/fluent/fluent-bit:3.1.9',
      container: { resources: { requests: { cpu: '30m', memory: '64Mi' }, limits: { memory: '128Mi' } } },
    }),
    ...certManager(),
    ...certificates(now),
    ...ingresses(),
    ...gatewayManifests(),
  ];
}
