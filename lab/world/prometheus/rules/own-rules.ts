import type { Cluster } from '../../engine/cluster.ts';
import type { Rule, RuleGroup } from '../backend.ts';

const KEY = 'own-rules';
const INTERVAL = 30_000;

/** The rules that somebody added for one cluster. */
function rulesAdded({ memory }: Cluster): readonly Rule[] {
  return (memory.get(KEY) as readonly Rule[] | undefined) ?? [];
}

/** Adds an alerting rule beside those of the rule book; the result takes it out again. */
export function addRule(cluster: Cluster, rule: Rule): () => void {
  cluster.memory.set(KEY, [...rulesAdded(cluster), rule]);
  return () =>
    void cluster.memory.set(
      KEY,
      rulesAdded(cluster).filter((one) => one !== rule),
    );
}

/** What was added, as a group for each cluster. */
export function addedGroups(clusters: readonly Cluster[]): RuleGroup[] {
  return clusters
    .filter((cluster) => rulesAdded(cluster).length > 0)
    .map((cluster) => ({
      name: `${cluster.name}.added`,
      file: '/etc/prometheus/rules/added.yml',
      intervalMs: INTERVAL,
      rules: [...rulesAdded(cluster)],
    }));
}
