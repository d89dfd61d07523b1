import type { Namespace, WebhookConfiguration } from '../../evidence/index.ts';
import { backendFault } from '../../facts/backend.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlGet, kubectlList } from '../../facts/refs.ts';
import { MINUTE, sinceMs, spanInWords } from '../../facts/time.ts';
import { joinWords, oneLine, sentence } from '../../facts/wording.ts';
import { fact } from '../draft.ts';
import type { CheckFamily, Draft } from '../draft.ts';

type Webhook = WebhookConfiguration['webhooks'][number];
type Kind = 'ValidatingWebhookConfiguration' | 'MutatingWebhookConfiguration';

/** What a workload needs to be created: refusing one of these is felt at once. */
const VITAL = new Set([
  '*',
  '*/*',
  'pods',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
]);

const stopsWorkloads = ({ rules }: Webhook) =>
  rules.some(({ resources }) => resources.some((one) => VITAL.has(one)));

function guards({ rules }: Webhook): string {
  const resources = [...new Set(rules.flatMap((rule) => rule.resources))];
  return resources.length ? joinWords(resources) : 'what it is registered for';
}

function checkWebhook(index: ClusterIndex, kind: Kind, configuration: WebhookConfiguration): Draft[] {
  const ref = index.ref(kind, configuration);
  return configuration.webhooks.flatMap((webhook) => {
    const { service } = webhook.clientConfig;
    if (!service || (webhook.failurePolicy ?? 'Fail') !== 'Fail') return [];
    const fault = backendFault(index, { ...service, port: service.port ?? 443 });
    if (!fault) return [];
    return [
      {
        check: 'webhook-down',
        severity: stopsWorkloads(webhook) ? ('critical' as const) : ('warning' as const),
        object: ref,
        title: fault.kind === 'missing' ? 'its service does not exist' : 'its service does not answer',
        cause: `The admission webhook ${webhook.name} must be asked (failurePolicy Fail), but ${fault.words}: the API server refuses changes to ${guards(webhook)}.`,
        evidence: [
          fact(
            index,
            ref,
            `Webhook ${webhook.name} calls ${service.namespace}/${service.name}: ${fault.words}`,
          ),
        ],
        next: `Bring the service back, or remove the webhook if its software is gone. ${kubectlList('service', service.namespace, service.name)}`,
        explainedBy: [fault.service],
        related: fault.kind === 'missing' ? [] : [fault.service],
        group: `${ref.kind}/${ref.name} ${fault.words}`,
      },
    ];
  });
}

const TERMINATING_GRACE = 5 * MINUTE;
const WHAT_REMAINS = [
  'NamespaceContentRemaining',
  'NamespaceFinalizersRemaining',
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
];

/** A namespace whose deletion does not end, with what is still in it. */
function checkNamespace(index: ClusterIndex, namespace: Namespace): Draft[] {
  const since = sinceMs(namespace.metadata.deletionTimestamp, index.now);
  if (namespace.status.phase !== 'Terminating' || since === undefined || since < TERMINATING_GRACE) return [];
  const ref = index.ref('Namespace', namespace);
  const remains = namespace.status.conditions.filter(
    ({ type, status }) => status === 'True' && WHAT_REMAINS.includes(type),
  );
  const words = remains.map(({ message, reason }) =>
    oneLine(message ?? reason ?? '', 200).replace(/\.$/, ''),
  );
  return [
    {
      check: 'namespace-stuck-terminating',
      severity: 'warning',
      object: ref,
      title: 'stuck in Terminating',
      cause: sentence(
        `namespace ${ref.name} has been terminating for ${spanInWords(since)}: ${words.join('; ') || 'it does not say what remains'}`,
      ),
      evidence: remains.length
        ? remains.slice(0, 3).map(({ type, message }) => fact(index, ref, `${type}: ${message ?? ''}`))
        : [
            fact(
              index,
              ref,
              `phase Terminating, deletionTimestamp ${namespace.metadata.deletionTimestamp ?? ''}`,
            ),
          ],
      explainedBy: index
        .inNamespace('Pod', ref.name)
        .filter(({ metadata }) => metadata.deletionTimestamp)
        .map((pod) => index.ref('Pod', pod)),
      next: `See what is left and which controller should remove its finalizer. ${kubectlGet(ref)}`,
    },
  ];
}

/** Webhooks that block the API, and namespaces that do not end. */
export const ADMISSION_CHECKS: CheckFamily = {
  checks: [
    {
      id: 'webhook-down',
      title: 'A webhook that must be asked cannot be',
      looksAt: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'Service', 'EndpointSlice'],
    },
    {
      id: 'namespace-stuck-terminating',
      title: 'A namespace’s deletion does not end',
      looksAt: ['Namespace'],
    },
  ],
  run: (index) => [
    ...index
      .list('ValidatingWebhookConfiguration')
      .flatMap((one) => checkWebhook(index, 'ValidatingWebhookConfiguration', one)),
    ...index
      .list('MutatingWebhookConfiguration')
      .flatMap((one) => checkWebhook(index, 'MutatingWebhookConfiguration', one)),
    ...index.list('Namespace').flatMap((one) => checkNamespace(index, one)),
  ],
};
