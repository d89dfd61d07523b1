import { named } from '../company/manifest.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';
import { deploymentRef, editTemplate, pickService, strikeAt, workerNodes } from './targets.ts';

export const unschedulableTaint: Scenario = {
  id: 'unschedulable-taint',
  title: 'Every worker node was tainted for other work and a service finds no place',
  kind: 'scheduling',
  aim(cluster, random) {
    const service = pickService(random);
    const { namespace, name } = service;
    const nodes = workerNodes(cluster);
    const inject = (stage: Stage): void => {
      for (const node of nodes) {
        stage.edit({ resource: 'nodes', name: node }, (draft) => {
          draft.spec.taints = [
            ...(draft.spec.taints ?? []),
            { key: 'dedicated', value: 'batch', effect: 'NoSchedule' },
          ];
        });
      }
      stage.restart(namespace, name);
    };
    return strikeAt(
      service,
      inject,
      nodes.map((node) => `Node/${node}`),
    );
  },
};

export const unschedulableResources: Scenario = {
  id: 'unschedulable-resources',
  title: 'A service asks for more than any node has left',
  kind: 'scheduling',
  aim(_cluster, random) {
    const service = pickService(random, ({ namespace }) => namespace !== 'payments');
    const [resource, amount] = random.pick([['cpu', '5'] as const, ['memory', '17Gi'] as const]);
    return strikeAt(service, (stage) =>
      editTemplate(stage, service, (_spec, main) => {
        main.resources = { requests: { ...main.resources?.requests, [resource]: amount } };
      }),
    );
  },
};

export const unschedulableAffinity: Scenario = {
  id: 'unschedulable-affinity',
  title: 'A service insists on a zone the cluster has no node in',
  kind: 'scheduling',
  aim(_cluster, random) {
    const service = pickService(random);
    const expression = { key: 'topology.kubernetes.io/zone', operator: 'In', values: ['eu-west-1f'] };
    return strikeAt(service, (stage) =>
      editTemplate(stage, service, (spec) => {
        const nodeSelectorTerms = [{ matchExpressions: [expression] }];
        spec.affinity = {
          nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
        };
      }),
    );
  },
};

export const unschedulableSelector: Scenario = {
  id: 'unschedulable-node-selector',
  title: 'A service selects nodes by a label no node carries',
  kind: 'scheduling',
  aim(_cluster, random) {
    const service = pickService(random);
    return strikeAt(service, (stage) =>
      editTemplate(stage, service, (spec) => {
        spec.nodeSelector = { 'harbour.example/pool': 'gpu' };
      }),
    );
  },
};

export const quotaExceeded: Scenario = {
  id: 'quota-exceeded',
  title: 'A namespace quota is used up and a service cannot grow',
  kind: 'quota',
  aim(cluster, random) {
    const service = pickService(
      random,
      ({ namespace, autoscale }) => (namespace === 'shop' || namespace === 'payments') && !autoscale,
    );
    const name = `${service.namespace}-quota`;
    return strikeAt(
      service,
      (stage) => {
        const quota = cluster.store.get('resourcequotas', service.namespace, name);
        stage.edit({ resource: 'resourcequotas', namespace: service.namespace, name }, (draft) => {
          draft.spec.hard = { ...draft.spec.hard, pods: quota?.status.used?.pods ?? '1' };
        });
        stage.edit(deploymentRef(service), (draft) => {
          draft.spec.replicas = (draft.spec.replicas ?? 1) + 2;
        });
      },
      [`ResourceQuota/${name}`],
    );
  },
};

export const webhookMissing: Scenario = {
  id: 'webhook-missing',
  title: 'An admission webhook whose service does not exist refuses every new pod of a namespace',
  kind: 'admission',
  aim(_cluster, random) {
    const service = pickService(random);
    const { namespace, name } = service;
    const labels = { 'kubernetes.io/metadata.name': namespace };
    return strikeAt(
      service,
      (stage) => {
        stage.add({
          ...named('ValidatingWebhookConfiguration', 'pod-policy'),
          webhooks: [
            {
              name: 'pods.policy.harbour.example',
              admissionReviewVersions: ['v1'],
              sideEffects: 'None',
              failurePolicy: 'Fail',
              timeoutSeconds: 10,
              namespaceSelector: { matchLabels: labels },
              clientConfig: {
                service: { name: 'pod-policy', namespace: 'platform', path: '/validate', port: 443 },
                caBundle: '',
              },
              rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
            },
          ],
        });
        stage.restart(namespace, name);
      },
      ['ValidatingWebhookConfiguration/pod-policy'],
    );
  },
};
