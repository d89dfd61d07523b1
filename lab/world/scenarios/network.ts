import { named } from '../company/manifest.ts';
import { SERVICES } from '../company/services.ts';
import type { Scenario } from './scenario.ts';
import { isServing, pickService, serviceRef, strikeAt } from './targets.ts';

function isNeeded(name: string): boolean {
  return SERVICES.some((service) =>
    (service.dependencies ?? []).some((dependency) => dependency.service === name),
  );
}

export const wrongSelector: Scenario = {
  id: 'wrong-selector',
  title: 'A Service selects a label no pod carries, so it has no endpoints',
  kind: 'service',
  aim(_cluster, random) {
    const service = pickService(random, (candidate) => isServing(candidate) && isNeeded(candidate.name));
    return {
      namespace: service.namespace,
      objects: [`Service/${service.name}`],
      inject: (stage) =>
        stage.edit(serviceRef(service), (draft) => {
          draft.spec.selector = { ...draft.spec.selector, app: `${service.name}-v2` };
        }),
    };
  },
};

export const wrongTargetPort: Scenario = {
  id: 'wrong-target-port',
  title: 'A Service sends traffic to a port its pods do not listen on',
  kind: 'service',
  aim(_cluster, random) {
    const service = pickService(random, (candidate) => isServing(candidate) && isNeeded(candidate.name));
    return {
      namespace: service.namespace,
      objects: [`Service/${service.name}`],
      inject: (stage) =>
        stage.edit(serviceRef(service), (draft) => {
          for (const port of draft.spec.ports ?? []) port.targetPort = (service.port ?? 8080) + 1;
        }),
    };
  },
};

export const networkPolicyBlocks: Scenario = {
  id: 'network-policy-blocks',
  title: 'A new network policy keeps services away from their datastore',
  kind: 'network',
  aim(_cluster, random) {
    const store = random.pick([
      { app: 'redis', port: 6379 },
      { app: 'postgres', port: 5432 },
    ]);
    const name = store.app === 'postgres' ? 'postgres-clients' : 'redis-lockdown';
    const ingress = [{ from: [{ podSelector: {} }], ports: [{ protocol: 'TCP', port: store.port }] }];
    return {
      namespace: 'data',
      objects: [`NetworkPolicy/${name}`, `Service/${store.app}`],
      inject(stage) {
        if (store.app === 'redis') {
          const podSelector = { matchLabels: { app: 'redis' } };
          stage.add({
            ...named('NetworkPolicy', name, { namespace: 'data' }),
            spec: { podSelector, policyTypes: ['Ingress'], ingress },
          });
          return;
        }
        stage.edit({ resource: 'networkpolicies.networking.k8s.io', namespace: 'data', name }, (draft) => {
          draft.spec.ingress = ingress;
        });
      },
    };
  },
};

export const dnsCrash: Scenario = {
  id: 'dns-coredns-crash',
  title: 'CoreDNS crashes, and names resolve nowhere in the cluster',
  kind: 'dns',
  aim() {
    return {
      namespace: 'kube-system',
      objects: ['Deployment/coredns', 'Service/kube-dns'],
      inject(stage) {
        stage.edit({ resource: 'configmaps', namespace: 'kube-system', name: 'coredns' }, (draft) => {
          if (draft.data?.Corefile)
            draft.data.Corefile = draft.data.Corefile.replace('forward .', 'forwrad .');
        });
        const logs = ["/etc/coredns/Corefile:12 - Error during parsing: Unknown directive 'forwrad'"];
        stage.fault({
          type: 'crash',
          namespace: 'kube-system',
          app: 'kube-dns',
          container: 'coredns',
          exitCode: 1,
          afterMs: 700,
          logs,
        });
      },
    };
  },
};

export const dnsEgressBlocked: Scenario = {
  id: 'dns-egress-blocked',
  title: 'An egress policy forgot DNS, so the pods of a namespace resolve no names',
  kind: 'dns',
  aim(_cluster, random) {
    const namespace = random.pick(['payments', 'platform']);
    const to = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } } }];
    return {
      namespace,
      objects: ['NetworkPolicy/restrict-egress'],
      inject: (stage) =>
        void stage.add({
          ...named('NetworkPolicy', 'restrict-egress', { namespace }),
          spec: {
            podSelector: {},
            policyTypes: ['Egress'],
            egress: [{ to, ports: [{ port: 5432 }, { port: 6379 }] }],
          },
        }),
    };
  },
};

export const ingressBackendMissing: Scenario = {
  id: 'ingress-backend-missing',
  title: 'An Ingress sends its traffic to a Service that does not exist',
  kind: 'ingress',
  aim(_cluster, random) {
    const [namespace, name] = random.pick([
      ['shop', 'storefront'] as const,
      ['platform', 'accounts'] as const,
    ]);
    return {
      namespace,
      objects: [`Ingress/${name}`],
      inject: (stage) =>
        stage.edit({ resource: 'ingresses.networking.k8s.io', namespace, name }, (draft) => {
          const backend = draft.spec.rules?.[0]?.http?.paths[0]?.backend.service;
          if (backend) backend.name = `${backend.name}-blue`;
        }),
    };
  },
};

export const routeBackendMissing: Scenario = {
  id: 'gateway-route-backend-missing',
  title: 'An HTTPRoute sends partners to a Service that does not exist',
  kind: 'gateway',
  aim() {
    const reference = {
      resource: 'httproutes.gateway.networking.k8s.io' as const,
      namespace: 'shop',
      name: 'partner-search',
    };
    return {
      namespace: 'shop',
      objects: ['HTTPRoute/partner-search'],
      inject(stage) {
        const before = stage.cluster.store.get(
          reference.resource,
          reference.namespace,
          reference.name,
        )?.status;
        stage.edit(reference, (draft) => {
          for (const backend of draft.spec.rules[0]?.backendRefs ?? []) backend.name = 'search-partners';
          const unresolved = {
            type: 'ResolvedRefs',
            status: 'False',
            reason: 'BackendNotFound',
            message: 'service "search-partners" not found in namespace "shop"',
            observedGeneration: 2,
          };
          for (const parent of draft.status.parents) {
            parent.conditions = [
              ...parent.conditions.filter(({ type }) => type !== 'ResolvedRefs'),
              unresolved,
            ];
          }
        });
        stage.restoreStatus(reference, before);
      },
    };
  },
};

export const serviceBehindPolicy: Scenario = {
  id: 'service-isolated',
  title: 'A deny-all policy cuts one service off from its callers',
  kind: 'network',
  aim(_cluster, random) {
    const service = pickService(
      random,
      (candidate) => isServing(candidate) && isNeeded(candidate.name) && candidate.namespace !== 'payments',
    );
    const name = `${service.name}-isolate`;
    return strikeAt(
      service,
      (stage) =>
        void stage.add({
          ...named('NetworkPolicy', name, { namespace: service.namespace }),
          spec: { podSelector: { matchLabels: { app: service.name } }, policyTypes: ['Ingress'] },
        }),
      [`NetworkPolicy/${name}`],
    );
  },
};
