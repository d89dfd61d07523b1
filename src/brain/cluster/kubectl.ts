import type { ClusterInfo } from '#connectors/kubernetes';
import type { ObjectRef } from '#diagnosis/evidence';

const SAFE = /^[\w.:/=@%+,-]+$/;

/** One word of a command line, quoted for a POSIX shell when it needs to be. */
export const shellWord = (word: string): string =>
  SAFE.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** Where a command runs: the context is only named when it is not the default one. */
export interface Place {
  clusters: ClusterInfo[];
  cluster: string;
  namespace?: string;
}

/** The kubectl command with its words quoted, and the context and namespace where they are needed. */
export function kubectl({ clusters, cluster, namespace }: Place, words: string[]): string {
  const isDefault = clusters.some((info) => info.name === cluster && info.isDefault);
  const context = isDefault ? [] : ['--context', cluster];
  const scope = namespace === undefined || namespace === '' ? [] : ['-n', namespace];
  return ['kubectl', ...context, ...scope, ...words].map(shellWord).join(' ');
}

/** `kubectl <words>` about one object, ending in its kind and name. */
export function kubectlOn(clusters: ClusterInfo[], ref: ObjectRef, words: string[]): string {
  return kubectl({ clusters, cluster: ref.cluster, namespace: ref.namespace }, [
    ...words,
    ref.kind.toLowerCase(),
    ref.name,
  ]);
}

/** `kubectl -n web logs ...` of a pod or workload. */
export function kubectlLogs(clusters: ClusterInfo[], ref: ObjectRef, flags: string[]): string {
  const subject = ref.kind === 'Pod' ? ref.name : `${ref.kind.toLowerCase()}/${ref.name}`;
  return kubectl({ clusters, cluster: ref.cluster, namespace: ref.namespace }, ['logs', subject, ...flags]);
}
