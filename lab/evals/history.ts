import type { ClusterTruth } from './truth.ts';

const DAY = 24 * 3_600_000;

/** Deployments whose newest replica set was made at least `from` and less than `to` days ago. */
export function released(cluster: ClusterTruth, from: number, to: number): string[] {
  const ages = new Map<string, number>();
  for (const { metadata } of cluster.all('ReplicaSet')) {
    const name = metadata.ownerReferences?.[0]?.name ?? '';
    const age = (Date.now() - Date.parse(metadata.creationTimestamp)) / DAY;
    ages.set(name, Math.min(age, ages.get(name) ?? Infinity));
  }
  return [...ages].filter(([, age]) => age >= from && age < to).map(([name]) => name);
}
