import { ask, at, itemsOf } from '../http-client.ts';
import type { Door } from '../http-client.ts';
import { FLEET, ROOMY, TIGHT } from './fleet.ts';
import { normal, outline } from './outline.ts';

/** Which object of the fleet is looked at under which name; a selector finds one whose name is made up. */
const SUBJECTS: Record<string, { path: string; selector?: string }> = {
  deployment: { path: `/apis/apps/v1/namespaces/${ROOMY}/deployments/web` },
  'replica-set': { path: `/apis/apps/v1/namespaces/${ROOMY}/replicasets`, selector: 'app=web' },
  pod: { path: `/api/v1/namespaces/${ROOMY}/pods`, selector: 'app=web' },
  service: { path: `/api/v1/namespaces/${ROOMY}/services/web` },
  'endpoint-slice': {
    path: `/apis/discovery.k8s.io/v1/namespaces/${ROOMY}/endpointslices`,
    selector: 'kubernetes.io/service-name=web',
  },
  job: { path: `/apis/batch/v1/namespaces/${ROOMY}/jobs/once` },
  'job-pod': { path: `/api/v1/namespaces/${ROOMY}/pods`, selector: 'job-name=once' },
  'cron-job': { path: `/apis/batch/v1/namespaces/${ROOMY}/cronjobs/nightly` },
  'stateful-set': { path: `/apis/apps/v1/namespaces/${ROOMY}/statefulsets/store` },
  'stateful-pod': { path: `/api/v1/namespaces/${ROOMY}/pods/store-0` },
  'daemon-set': { path: `/apis/apps/v1/namespaces/${ROOMY}/daemonsets/agent` },
  claim: { path: `/api/v1/namespaces/${ROOMY}/persistentvolumeclaims/data` },
  'claim-classless': { path: `/api/v1/namespaces/${ROOMY}/persistentvolumeclaims/classless` },
  autoscaler: { path: `/apis/autoscaling/v2/namespaces/${ROOMY}/horizontalpodautoscalers/aimless` },
  'disruption-budget': { path: `/apis/policy/v1/namespaces/${ROOMY}/poddisruptionbudgets/web` },
  ingress: { path: `/apis/networking.k8s.io/v1/namespaces/${ROOMY}/ingresses/web` },
  'network-policy': { path: `/apis/networking.k8s.io/v1/namespaces/${ROOMY}/networkpolicies/web` },
  'config-map': { path: `/api/v1/namespaces/${ROOMY}/configmaps/settings` },
  secret: { path: `/api/v1/namespaces/${ROOMY}/secrets/key` },
  'service-account': { path: `/api/v1/namespaces/${ROOMY}/serviceaccounts/default` },
  namespace: { path: `/api/v1/namespaces/${ROOMY}` },
  'unschedulable-pod': { path: `/api/v1/namespaces/${ROOMY}/pods/huge` },
  'unselected-pod': { path: `/api/v1/namespaces/${ROOMY}/pods/picky` },
  'gated-pod': { path: `/api/v1/namespaces/${ROOMY}/pods/gated` },
  quota: { path: `/api/v1/namespaces/${TIGHT}/resourcequotas/one-pod` },
  'refused-deployment': { path: `/apis/apps/v1/namespaces/${TIGHT}/deployments/refused` },
  'refused-replica-set': { path: `/apis/apps/v1/namespaces/${TIGHT}/replicasets`, selector: 'app=refused' },
};

export const SUBJECT_NAMES = [...Object.keys(SUBJECTS), 'events'];

/** What tells that the controllers have had their say. */
const SETTLED: [subject: string, path: string, value: unknown][] = [
  ['deployment', 'status.availableReplicas', 3],
  ['job', 'status.succeeded', 1],
  ['stateful-set', 'status.availableReplicas', 2],
  ['daemon-set', 'status.observedGeneration', 1],
  ['claim', 'status.phase', 'Bound'],
  ['disruption-budget', 'status.currentHealthy', 3],
  ['unschedulable-pod', 'status.conditions.0.reason', 'Unschedulable'],
  ['unselected-pod', 'status.conditions.0.reason', 'Unschedulable'],
  ['quota', 'status.used.pods', '1'],
  ['refused-deployment', 'status.unavailableReplicas', 1],
  ['refused-deployment', 'status.availableReplicas', 1],
  ['autoscaler', 'status.conditions.0.type', 'AbleToScale'],
];

/** Creates the fleet, waits until every controller has had its say, and outlines each object and the events. */
export async function gatherOutlines(door: Door): Promise<Record<string, string[]>> {
  for (const { path, body } of FLEET) {
    const { status, text } = await ask(door, path, { body });
    if (status >= 300) throw new Error(`${path} answered ${status}: ${text}`);
  }
  await untilSettled(door);
  const outlines: Record<string, string[]> = {};
  for (const subject of Object.keys(SUBJECTS)) outlines[subject] = outline(await fetchSubject(door, subject));
  return { ...outlines, events: await outlineEvents(door) };
}

async function untilSettled(door: Door): Promise<void> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const missing: string[] = [];
    for (const [subject, path, value] of SETTLED) {
      const found = at(await fetchSubject(door, subject), path);
      if (found !== value) missing.push(`${subject} ${path} is ${String(found)}, not ${String(value)}`);
    }
    if (missing.length === 0) return;
    if (Date.now() > deadline) throw new Error(`The fleet does not settle: ${missing.join('; ')}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function fetchSubject(door: Door, subject: string): Promise<unknown> {
  const { path, selector } = SUBJECTS[subject] ?? { path: '' };
  if (selector === undefined) return (await ask(door, path)).body;
  const { body } = await ask(door, `${path}?labelSelector=${encodeURIComponent(selector)}`);
  return itemsOf(body)[0];
}

/** One line an event that is unlike the others: who says what of what kind, and which fields it has. */
async function outlineEvents(door: Door): Promise<string[]> {
  const events = [];
  for (const within of [ROOMY, TIGHT]) {
    events.push(...itemsOf((await ask(door, `/api/v1/namespaces/${within}/events`)).body));
  }
  return [...new Set(events.map(describeEvent))].sort();
}

function describeEvent(event: unknown): string {
  const says = (path: string) => normal(String(at(event, path)));
  const fields = outline(event)
    .filter(
      (line) =>
        !/^(metadata|message|reason|type|involvedObject\.(uid|name|resourceVersion|namespace))/.test(line),
    )
    .filter((line) => !/^(count|series\.)/.test(line));
  const head = `${says('type')} ${says('reason')} on ${says('involvedObject.kind')}: ${says('message')}`;
  return `${head} { ${fields.join(', ')} }`;
}
