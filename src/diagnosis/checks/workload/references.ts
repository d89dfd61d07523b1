import type { AnyObject, PodSpec } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { memoByIdentity } from '../../facts/memo.ts';
import { isPodReady } from '../../facts/pod-status.ts';
import { requiredReferences } from '../../facts/references.ts';
import { kubectlList } from '../../facts/refs.ts';
import { MINUTE, ageMs } from '../../facts/time.ts';
import { joinWords } from '../../facts/wording.ts';
import { podsOf } from '../../facts/workload.ts';
import { fact } from '../draft.ts';
import type { Draft } from '../draft.ts';

const NEW = 2 * MINUTE;
const referencesOf = memoByIdentity((spec: PodSpec) => requiredReferences(spec));

type Kind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob';

interface Template {
  kind: Kind;
  object: AnyObject;
  spec: PodSpec;
}

function templates(index: ClusterIndex): Template[] {
  const replicated = (['Deployment', 'StatefulSet'] as const).flatMap((kind) =>
    index
      .list(kind)
      .filter(({ spec }) => spec.replicas > 0)
      .map((object): Template => ({ kind, object, spec: object.spec.template.spec })),
  );
  const daemons = index
    .list('DaemonSet')
    .map((object): Template => ({ kind: 'DaemonSet', object, spec: object.spec.template.spec }));
  const crons = index.list('CronJob').flatMap((object): Template[] => {
    const spec = object.spec.jobTemplate.spec.template?.spec;
    return spec && !object.spec.suspend ? [{ kind: 'CronJob', object, spec }] : [];
  });
  return [...replicated, ...daemons, ...crons];
}

/** Claims of StatefulSets come from their templates, so only named ones are looked for. */
function missingOf(index: ClusterIndex, { object, spec }: Template) {
  const { namespace } = object.metadata;
  return referencesOf(spec).filter(
    ({ kind, name }) => index.sees(kind, namespace) && !index.get(kind, namespace, name),
  );
}

function checkTemplate(index: ClusterIndex, template: Template): Draft[] {
  const missing = missingOf(index, template);
  if (!missing.length || (ageMs(template.object, index.now) ?? NEW) < NEW) return [];
  const ref = index.ref(template.kind, template.object);
  const pods = podsOf(index, template.kind, template.object);
  const words = joinWords(missing.map(({ kind, name }) => `${kind} ${name}`));
  const verb = missing.length === 1 ? 'does' : 'do';
  return [
    {
      check: 'workload-missing-reference',
      severity: 'warning',
      explainsNothing: true,
      object: ref,
      title: `${words} ${missing.length === 1 ? 'is' : 'are'} missing`,
      cause: `${ref.kind} ${ref.name} needs ${words}, which ${verb} not exist in ${ref.namespace}: pods that run go on, the next one will not start.`,
      evidence: [fact(index, ref, `its pod template names ${words}; none of that name in ${ref.namespace}`)],
      next: `Create what is missing or correct the name. ${kubectlList(missing[0]?.kind ?? 'configmap', ref.namespace)}`,
      explainedBy: pods.filter((pod) => !isPodReady(pod)).map((pod) => index.ref('Pod', pod)),
    },
  ];
}

/** Workloads whose next pod could not start, because something they name is not there. */
export function checkReferences(index: ClusterIndex): Draft[] {
  return templates(index).flatMap((template) => checkTemplate(index, template));
}
