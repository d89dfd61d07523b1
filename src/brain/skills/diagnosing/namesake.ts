import type { ObjectRef } from '#diagnosis/evidence';
import { say, type Block } from '../../answer/draft.ts';
import { inline } from '../../answer/markdown.ts';
import { fullName, kindWord, shortName } from '../../cluster/name.ts';
import { indexOf } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';

/** Kinds that are never well or unwell themselves. */
const LIFELESS: ReadonlySet<string> = new Set([
  'IngressClass',
  'StorageClass',
  'ServiceAccount',
  'ConfigMap',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
]);
const RUNNING = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

const bears = (name: string, part: string): boolean => `-${name}-`.includes(`-${part}-`);

/** Whether a message says of which kind an object is. */
function isSaid(message: string, kind: string): boolean {
  const words = message.toLowerCase().replaceAll(' ', '');
  return words.includes(kind.toLowerCase()) || words.includes(kindWord(kind).replaceAll(' ', ''));
}

/** The one workload that bears the name of something that cannot be unwell ("nginx", an ingress class): most likely it is meant. */
export function workloadMeant(
  context: SkillContext,
  { cluster, kind, name }: ObjectRef,
): { ref: ObjectRef; note: Block } | undefined {
  const index = indexOf(context, cluster);
  if (index === undefined || !LIFELESS.has(kind) || isSaid(context.message, kind)) return undefined;
  const found = RUNNING.flatMap((one) =>
    index
      .list(one)
      .filter(({ metadata }) => bears(metadata.name, name))
      .map((object) => index.ref(one, object)),
  );
  const [ref, ...others] = found;
  if (ref === undefined || others.length > 0) return undefined;
  const other = shortName({ cluster, kind, namespace: '', name });
  return { ref, note: say(inline`I took it for ${fullName(ref)}; ${other} runs nothing itself.`) };
}
