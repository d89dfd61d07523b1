import type { Manifest } from '../engine/write.ts';
import { selfSign } from '../kube/certificate.ts';
import { DAY, stamp } from '../kube/time.ts';
import { certificateManifests, gatewayManifests } from './custom.ts';
import { base64, named } from './manifest.ts';
import { daemonSet } from './system.ts';
import type { Setting } from './workloads.ts';

const NS = 'platform';
export const SHOP_HOST = 'shop.harbour.example';

function ingressController({ production }: Setting): Manifest[] {
  const name = 'ingress-nginx-controller';
  const labels = { app: 'ingress-nginx', 'app.kubernetes.io/name': 'ingress-nginx' };
  const ports = [
    ['http', 80],
    ['https', 443],
  ] as const;
  return [
    { ...named('ServiceAccount', 'ingress-nginx', NS) },
    {
      ...named('IngressClass', 'nginx'),
      metadata: { name: 'nginx', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
      spec: { controller: 'k8s.io/ingress-nginx' },
    },
    {
      ...named('Deployment', name, NS, labels),
      spec: {
        replicas: production ? 2 : 1,
        selector: { matchLabels: { app: 'ingress-nginx' } },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: 'ingress-nginx',
            containers: [
              {
                name: 'controller',
                image: 'registry.k8s.io/ingress-nginx/controller:v1.11.3',
                args: [
                  '/nginx-ingress-controller',
                  '--ingress-class=nginx',
                  '--publish-service=$(POD_NAMESPACE)/ingress-nginx-controller',
                ],
                ports: ports.map(([port, containerPort]) => ({ name: port, containerPort })),
                resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
                readinessProbe: { httpGet: { path: '/healthz', port: 10254 } },
                livenessProbe: {
                  httpGet: { path: '/healthz', port: 10254 },
                  initialDelaySeconds: 10,
                  failureThreshold: 5,
                },
              },
            ],
          },
        },
      },
    },
    {
      ...named('Service', name, NS, labels),
      spec: {
        type: 'LoadBalancer',
        selector: { app: 'ingress-nginx' },
        externalTrafficPolicy: 'Local',
        ports: ports.map(([port, number]) => ({ name: port, port: number, targetPort: port })),
      },
      status: { loadBalancer: { ingress: [{ ip: '203.0.113.20' }] } },
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
    ...named('Ingress', name, namespace, { app: name }),
    spec: {
      ingressClassName: 'nginx',
      ...(rule.tls ? { tls: [{ hosts: [rule.host], secretName: rule.tls }] } : {}),
      rules: [{ host: rule.host, http: { paths } }],
    },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.20' }] } },
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
    ...named('Secret', name, namespace),
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
  const labels = { app: 'cert-manager', 'app.kubernetes.io/name': 'cert-manager' };
  return [
    { ...named('ServiceAccount', 'cert-manager', NS) },
    {
      ...named('Deployment', 'cert-manager', NS, labels),
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'cert-manager' } },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: 'cert-manager',
            containers: [
              {
                name: 'controller',
                image: 'quay.io/jetstack/cert-manager-controller:v1.16.2',
                resources: { requests: { cpu: '20m', memory: '96Mi' }, limits: { memory: '192Mi' } },
              },
            ],
          },
        },
      },
    },
  ];
}

/** The shared platform. `now` is the real present, which certificates are dated by. */
export function platformManifests(setting: Setting, now: number): Manifest[] {
  return [
    ...ingressController(setting),
    { ...named('ServiceAccount', 'log-agent', NS) },
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
