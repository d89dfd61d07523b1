import type { Manifest } from '../engine/write.ts';
import { base64, named } from './manifest.ts';
import { REGISTRY } from './services.ts';
import { readerManifests } from './rbac.ts';
import { PULL_SECRET } from './workloads.ts';

export const NAMESPACES = ['shop', 'payments', 'platform', 'data'] as const;

const QUOTAS: Record<string, Record<string, string>> = {
  shop: { pods: '60', 'requests.cpu': '10', 'requests.memory': '24Gi', 'limits.memory': '32Gi' },
  payments: { pods: '20', 'requests.cpu': '4', 'requests.memory': '8Gi' },
};

function pullSecret(namespace: string): Manifest {
  const login = {
    auths: { [REGISTRY]: { username: 'puller', auth: Buffer.from('puller:lab-only').toString('base64') } },
  };
  return {
    ...named('Secret', PULL_SECRET, { namespace }),
    type: 'kubernetes.io/dockerconfigjson',
    data: base64({ '.dockerconfigjson': JSON.stringify(login) }),
  };
}

/** A namespace with its quota, its pull secret and its reader. */
export function namespaceManifests(name: string): Manifest[] {
  const labels = { 'harbour.example/uses-data': 'true', 'pod-security.kubernetes.io/enforce': 'baseline' };
  const hard = QUOTAS[name];
  return [
    named('Namespace', name, { labels }),
    pullSecret(name),
    ...readerManifests(name),
    ...(hard ? [{ ...named('ResourceQuota', `${name}-quota`, { namespace: name }), spec: { hard } }] : []),
  ];
}

function paymentPolicies(): Manifest[] {
  const shopAndPlatform = ['shop', 'platform'].map((name) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  }));
  return [
    {
      ...named('NetworkPolicy', 'default-deny', { namespace: 'payments' }),
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    },
    {
      ...named('NetworkPolicy', 'payments-api', { namespace: 'payments' }),
      spec: {
        podSelector: { matchLabels: { app: 'payments-api' } },
        policyTypes: ['Ingress'],
        ingress: [
          { from: [...shopAndPlatform, { podSelector: {} }], ports: [{ protocol: 'TCP', port: 8443 }] },
        ],
      },
    },
  ];
}

function outsideEndpoint(): Manifest[] {
  const labels = {
    'kubernetes.io/service-name': 'legacy-erp',
    'endpointslice.kubernetes.io/managed-by': 'harbour-ops',
  };
  return [
    {
      ...named('Service', 'legacy-erp', { namespace: 'shop' }),
      spec: { ports: [{ name: 'https', port: 443, targetPort: 8443 }] },
    },
    {
      ...named('EndpointSlice', 'legacy-erp-1', { namespace: 'shop', labels }),
      addressType: 'IPv4',
      endpoints: [
        { addresses: ['10.20.0.15'], conditions: { ready: true, serving: true, terminating: false } },
      ],
      ports: [{ name: 'https', port: 8443, protocol: 'TCP' }],
    },
  ];
}

/** Things that look odd and are quite all right. */
export function quirkManifests(): Manifest[] {
  const labels = { app: 'promo-landing' };
  return [
    ...paymentPolicies(),
    ...outsideEndpoint(),
    {
      ...named('Service', 'mail', { namespace: 'platform' }),
      spec: { type: 'ExternalName', externalName: 'mail.harbour.example' },
    },
    {
      ...named('Deployment', 'promo-landing', { namespace: 'shop', labels }),
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            containers: [
              {
                name: 'web',
                image: 'docker.io/library/nginx:1.27-alpine',
                ports: [{ containerPort: 80 }],
                resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
              },
            ],
          },
        },
      },
    },
  ];
}
