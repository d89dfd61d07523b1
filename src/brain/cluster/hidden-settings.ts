import type { ObjectRef } from '#diagnosis/evidence';
import { explainNetworkPath } from '#diagnosis';
import type { ClusterIndex } from './facts.ts';
import { podsFor, type Target } from './target.ts';

/** A variable whose value comes from a secret, and so stays unread. */
interface HiddenSetting {
  from: ObjectRef;
  variable: string;
  secret: string;
}

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;
const DATABASE = /database|postgres|mysql|maria|mongo|sql|(?:^|[-_./])(?:db|pg)(?:$|[-_./:])/i;

function hiddenIn(index: ClusterIndex): HiddenSetting[] {
  return KINDS.flatMap((kind) => index.list(kind).map((object) => ({ kind, object }))).flatMap(
    ({ kind, object }) =>
      object.spec.template.spec.containers
        .flatMap(({ env }) => env)
        .flatMap(({ name, valueFrom }) =>
          valueFrom?.secretKeyRef === undefined
            ? []
            : [{ from: index.ref(kind, object), variable: name, secret: valueFrom.secretKeyRef.name }],
        ),
  );
}

const squeezed = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The variables from secrets that by their names may hold an object's address, of those whom network policies let through to it. */
export function maybePointing(target: Target): HiddenSetting[] {
  const { index, ref } = target;
  const pods = podsFor(target);
  const [goal] = pods;
  const images = pods.flatMap(({ spec }) => spec.containers.map(({ image }) => image));
  const isDatabase = [ref.name, ...images].some((text) => DATABASE.test(text));
  const isLike = ({ variable }: HiddenSetting): boolean =>
    squeezed(variable).includes(squeezed(ref.name)) || (isDatabase && DATABASE.test(variable));
  const isOpen = ({ from }: HiddenSetting): boolean => {
    const pod = index.list('Pod').find((one) => fromWorkload(index, from, one.metadata));
    return (
      pod === undefined ||
      goal === undefined ||
      explainNetworkPath(index, { from: pod, to: goal }).length === 0
    );
  };
  return hiddenIn(index).filter((one) => isLike(one) && isOpen(one));
}

function fromWorkload(
  index: ClusterIndex,
  { kind, namespace, name }: ObjectRef,
  pod: { namespace: string; labels: Record<string, string> },
): boolean {
  if (pod.namespace !== namespace) return false;
  const workload = KINDS.find((one) => one === kind);
  const labels = workload && index.get(workload, namespace, name)?.spec.template.metadata.labels;
  const wanted = Object.entries(labels ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => pod.labels[key] === value);
}
