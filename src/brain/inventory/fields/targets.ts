import { matchesSelector, workloadOf } from '#diagnosis';
import type { AnyObject, PodSpec, StatefulSet } from '#diagnosis/evidence';
import type { Cell } from '../result.ts';
import { usedBy } from './containers.ts';
import { listed, type Scope } from './scope.ts';

interface Template {
  name: string;
  labels: Record<string, string>;
  spec: PodSpec;
}

const RUN_PODS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

/** What the workloads of a namespace make their pods from, by the name of the workload. */
function templates({ index }: Scope, namespace: string): Template[] {
  const lasting = RUN_PODS.flatMap((kind) =>
    index.inNamespace(kind, namespace).map(({ metadata, spec: { template } }) => ({
      name: metadata.name,
      labels: template.metadata.labels,
      spec: template.spec,
    })),
  );
  const scheduled = index.inNamespace('CronJob', namespace).flatMap(({ metadata, spec }) => {
    const { template } = spec.jobTemplate.spec;
    return template === undefined
      ? []
      : [{ name: metadata.name, labels: template.metadata.labels, spec: template.spec }];
  });
  return [...lasting, ...scheduled];
}

const named = (scope: Scope, namespace: string, fits: (template: Template) => boolean) =>
  listed(
    templates(scope, namespace)
      .filter(fits)
      .map(({ name }) => name),
  );

/** The workloads whose pods a selector picks. */
export const selectedBy = (
  scope: Scope,
  namespace: string,
  selector: Parameters<typeof matchesSelector>[0],
): Cell => named(scope, namespace, ({ labels }) => matchesSelector(selector, labels));

/** The claims of a StatefulSet are its own even while it has no pods. */
const isClaimOf = ({ metadata, spec }: StatefulSet, claim: string) =>
  spec.volumeClaimTemplates.some((template) => {
    const prefix = `${template.metadata.name}-${metadata.name}-`;
    return claim.startsWith(prefix) && /^\d+$/.test(claim.slice(prefix.length));
  });

/** The workloads that mount or read an object of a kind; the claims of a StatefulSet are named only in its pods. */
export const targetsOf =
  (kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim') =>
  ({ metadata: { namespace, name } }: AnyObject, scope: Scope): Cell => {
    const { index } = scope;
    const uses = (spec: PodSpec) => usedBy(spec)?.includes(`${kind}/${name}`) ?? false;
    const ofPods = index
      .inNamespace('Pod', namespace)
      .filter(({ spec }) => uses(spec))
      .map((pod) => workloadOf(index, pod).name);
    const ofClaims =
      kind === 'PersistentVolumeClaim'
        ? index
            .inNamespace('StatefulSet', namespace)
            .filter((set) => isClaimOf(set, name))
            .map(({ metadata }) => metadata.name)
        : [];
    const ofTemplates = templates(scope, namespace)
      .filter(({ spec }) => uses(spec))
      .map((template) => template.name);
    return listed([...ofTemplates, ...ofClaims, ...ofPods]);
  };

/** The workloads whose pods run under a service account. */
export const runAs = (scope: Scope, namespace: string, account: string): Cell =>
  named(scope, namespace, ({ spec }) => (spec.serviceAccountName ?? 'default') === account);
