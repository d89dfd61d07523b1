import type { ClusterSnapshot } from '#diagnosis/evidence';

const NAMED = ['Namespace', 'Service', 'Deployment', 'StatefulSet', 'DaemonSet', 'Node'] as const;

/** The plain words that are names of objects, read once when first asked. */
export function namesOf(
  clusters: readonly { name: string }[],
  snapshot: (cluster: string) => ClusterSnapshot | undefined,
): (word: string) => boolean {
  let known: Set<string> | undefined;
  const read = (): Set<string> =>
    new Set(
      clusters.flatMap(({ name }) => {
        const objects = snapshot(name)?.objects;
        const named = NAMED.flatMap((kind) =>
          (objects?.[kind] ?? []).map(({ metadata }) => metadata.name.toLowerCase()),
        );
        return [name.toLowerCase(), ...named];
      }),
    );
  return (word) => (known ??= read()).has(word.toLowerCase());
}
