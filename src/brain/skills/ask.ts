import type { ClusterInfo } from '#connectors/kubernetes';
import type { ObjectRef } from '#diagnosis/evidence';
import { kindWord } from '../cluster/name.ts';
import type { Suggestion } from '../turn-event.ts';

/** An object in words that are complete on their own: understood without the conversation. */
function inWords(clusters: ClusterInfo[], { cluster, kind, namespace, name }: ObjectRef): string {
  const where = namespace === '' ? '' : ` in namespace ${namespace}`;
  const isDefault = clusters.length < 2 || clusters.some((info) => info.name === cluster && info.isDefault);
  return `${kindWord(kind).toLowerCase()} ${name}${where}${isDefault ? '' : ` on cluster ${cluster}`}`;
}

/** What to ask next about an object; `{}` in the label is its name, in the message its name in full. */
export function suggest(
  clusters: ClusterInfo[],
  ref: ObjectRef,
  wording: { label: string; message: string },
): Suggestion {
  return {
    label: wording.label.replace('{}', () => ref.name),
    message: wording.message.replace('{}', () => inWords(clusters, ref)),
  };
}

export const WHY = { label: 'Why is {} not healthy?', message: 'why is {} not healthy?' };
export const LOGS = { label: 'Logs of {}', message: 'show the logs of {}' };
export const EVENTS = { label: 'Events of {}', message: 'show the events of {}' };
export const CHANGES = { label: 'What changed in {}?', message: 'what changed in {}?' };
export const DESCRIBE = { label: 'Details of {}', message: 'describe {}' };
