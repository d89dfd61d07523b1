import type { Manifest } from '../engine/write.ts';
import type { CustomResourceDefinition } from '../kube/cluster-kinds.ts';
import { named } from './manifest.ts';

interface Definition {
  group: string;
  kind: string;
  plural: string;
  shortNames?: string[];
  cluster?: boolean;
  columns: [name: string, type: string, jsonPath: string][];
}

const DEFINITIONS: Definition[] = [
  {
    group: 'cert-manager.io',
    kind: 'Certificate',
    plural: 'certificates',
    shortNames: ['cert', 'certs'],
    columns: [
      ['Ready', 'string', '.status.conditions[?(@.type=="Ready")].status'],
      ['Secret', 'string', '.spec.secretName'],
    ],
  },
  {
    group: 'cert-manager.io',
    kind: 'ClusterIssuer',
    plural: 'clusterissuers',
    cluster: true,
    columns: [['Ready', 'string', '.status.conditions[?(@.type=="Ready")].status']],
  },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'GatewayClass',
    plural: 'gatewayclasses',
    shortNames: ['gc'],
    cluster: true,
    columns: [['Controller', 'string', '.spec.controllerName']],
  },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    plural: 'gateways',
    shortNames: ['gtw'],
    columns: [['Class', 'string', '.spec.gatewayClassName']],
  },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'HTTPRoute',
    plural: 'httproutes',
    columns: [['Hostnames', 'string', '.spec.hostnames']],
  },
];

const ESTABLISHED = ['NamesAccepted', 'Established'].map((type) => ({
  type,
  status: 'True',
  reason: 'InitialNamesAccepted',
  message: 'the initial names have been accepted',
}));

function version(columns: Definition['columns']): CustomResourceDefinition['spec']['versions'][number] {
  return {
    name: 'v1',
    served: true,
    storage: true,
    schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
    subresources: { status: {} },
    additionalPrinterColumns: columns.map(([name, type, jsonPath]) => ({ name, type, jsonPath })),
  };
}

function definition({ group, kind, plural, shortNames, cluster, columns }: Definition): Manifest {
  const singular = kind.toLowerCase();
  const names = { plural, singular, kind, listKind: `${kind}List`, ...(shortNames ? { shortNames } : {}) };
  return {
    ...named('CustomResourceDefinition', `${plural}.${group}`),
    spec: { group, scope: cluster ? 'Cluster' : 'Namespaced', names, versions: [version(columns)] },
    status: { acceptedNames: names, storedVersions: ['v1'], conditions: ESTABLISHED },
  };
}

/** Definitions of the custom resources in use. */
export function customDefinitions(): Manifest[] {
  return DEFINITIONS.map(definition);
}

function ready(reason: string, message: string): object {
  return { type: 'Ready', status: 'True', reason, message, observedGeneration: 1 };
}

function accepted(types: string[]): object[] {
  return types.map((type) => ({ type, status: 'True', reason: type, message: '', observedGeneration: 1 }));
}

const CONTROLLER = 'gateway.harbour.example/controller';

const PARTNERS = { name: 'partners', namespace: 'platform' };

function gateway(): Manifest {
  const supportedKinds = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }];
  const conditions = accepted(['Accepted', 'Programmed', 'ResolvedRefs']);
  const allowedRoutes = { namespaces: { from: 'All' } };
  return {
    ...named('Gateway', PARTNERS.name, { namespace: PARTNERS.namespace }),
    spec: {
      gatewayClassName: 'harbour',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes }],
    },
    status: {
      addresses: [{ type: 'IPAddress', value: '203.0.113.21' }],
      conditions: accepted(['Accepted', 'Programmed']),
      listeners: [{ name: 'http', attachedRoutes: 1, supportedKinds, conditions }],
    },
  };
}

function partnerRoute(): Manifest {
  const matches = [{ path: { type: 'PathPrefix', value: '/search' } }];
  const conditions = accepted(['Accepted', 'ResolvedRefs']);
  return {
    ...named('HTTPRoute', 'partner-search', { namespace: 'shop' }),
    spec: {
      parentRefs: [PARTNERS],
      hostnames: ['partners.harbour.example'],
      rules: [{ matches, backendRefs: [{ name: 'search', port: 80 }] }],
    },
    status: { parents: [{ parentRef: PARTNERS, controllerName: CONTROLLER, conditions }] },
  };
}

/** What the gateway serves: search, for partners. */
export function gatewayManifests(): Manifest[] {
  const gatewayClass = {
    ...named('GatewayClass', 'harbour'),
    spec: { controllerName: CONTROLLER },
    status: { conditions: accepted(['Accepted']) },
  };
  return [gatewayClass, gateway(), partnerRoute()];
}

/** The certificate of the shop, as cert-manager keeps it. */
export function certificateManifests(times: {
  notBefore: string;
  notAfter: string;
  renewal: string;
}): Manifest[] {
  return [
    {
      ...named('ClusterIssuer', 'internal-ca'),
      spec: { ca: { secretName: 'internal-ca' } },
      status: { conditions: [ready('KeyPairVerified', 'Signing CA verified')] },
    },
    {
      ...named('Certificate', 'storefront', { namespace: 'shop' }),
      spec: {
        secretName: 'storefront-tls',
        dnsNames: ['shop.harbour.example'],
        issuerRef: { name: 'internal-ca', kind: 'ClusterIssuer' },
      },
      status: {
        notBefore: times.notBefore,
        notAfter: times.notAfter,
        renewalTime: times.renewal,
        revision: 1,
        conditions: [ready('Ready', 'Certificate is up to date and has not expired')],
      },
    },
  ];
}
