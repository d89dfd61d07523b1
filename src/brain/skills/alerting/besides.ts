import type { Severity } from '#diagnosis';
import { plural } from '#ground/text';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, inline, prose } from '../../answer/markdown.ts';
import type { SkillContext } from '../skill.ts';
import { cite, inWords, MOST, type Alert } from './words.ts';

const SHOWN = 5;

/** What fires in the places that are looked over, whatever Kubernetes shows. */
interface Firing {
  blocks: Block[];
  severity?: Severity;
}

const isCritical = ({ severity }: Alert): boolean => /critical|page|emergency/i.test(severity);

/** The alerts that fire about some clusters, or about namespaces of them; nothing where no Prometheus is connected. */
export async function firingBesides(context: SkillContext, clusters: readonly string[]): Promise<Firing> {
  const { prometheus } = context.systems;
  const { namespaces, kind } = context.slots;
  if (prometheus === undefined || clusters.length === 0 || kind !== undefined) return { blocks: [] };
  const result = await prometheus.listAlerts({ state: 'firing', limit: MOST });
  if (!result.ok)
    return { blocks: [say(inline`Whether alerts fire I could not read: ${prose(result.error.message)}`)] };
  const loud = result.value.alerts.filter(
    ({ heartbeat, silenced, labels }) =>
      !heartbeat &&
      silenced === undefined &&
      (labels['cluster'] === undefined || clusters.includes(labels['cluster'])) &&
      (namespaces.length === 0 || namespaces.includes(labels['namespace'] ?? '')),
  );
  if (loud.length === 0) return { blocks: [] };
  const evidence = cite(context, 'ALERTS{alertstate="firing"}', `${loud.length} firing`);
  const verb = loud.length === 1 ? 'fires' : 'fire';
  return {
    blocks: [
      fact(bold(inline`${plural(loud.length, 'alert')} ${verb}.`), [evidence]),
      { type: 'list', items: loud.map((alert) => inWords(context, alert)), cap: SHOWN },
    ],
    severity: loud.some(isCritical) ? 'critical' : 'warning',
  };
}
