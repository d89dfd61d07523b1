import type { PrometheusConnector } from '#connectors/prometheus';
import type { Item } from '../../answer/draft.ts';
import { bold, code, inline, prose, type Markdown } from '../../answer/markdown.ts';
import { clock } from '../../answer/phrase.ts';
import { citeSaid } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';

/** What the connector answers. */
export type Value<Name extends 'listAlerts' | 'listRules' | 'listTargets' | 'listSilences'> = Extract<
  Awaited<ReturnType<PrometheusConnector[Name]>>,
  { ok: true }
>['value'];
export type Alert = Value<'listAlerts'>['alerts'][number];

/** Lines of a list at most. */
export const SHOWN = 12;
/** Alerts and rules that are read at most. */
export const MOST = 200;

/** Cites what Prometheus says now, of all clusters; gives the evidence id. */
export const cite = (context: SkillContext, query: string, says: string): string =>
  citeSaid(context, { system: 'prometheus', query, says });

/** Where an alert is about, from the labels that tell. */
function subjectOf({ labels }: Alert): Markdown {
  const told = ['service', 'pod', 'deployment', 'node', 'instance', 'namespace', 'cluster'].flatMap(
    (label) => {
      const value = labels[label];
      return value === undefined ? [] : [inline`${label} ${code(value)}`];
    },
  );
  return told
    .slice(0, 3)
    .reduce((all, part, at) => (at === 0 ? inline` (${part}` : inline`${all}, ${part}`), inline``);
}

/** One alert in a line, with where it is about and since when. */
export function inWords(context: SkillContext, alert: Alert): Item {
  const { name, state, severity, since, summary, silenced } = alert;
  const subject = subjectOf(alert);
  const where = subject.markdown === '' ? subject : inline`${subject})`;
  const when = since === undefined ? '' : `, ${state} since ${clock(since, context.now, context.timeZone)}`;
  const quiet =
    silenced === undefined ? inline`` : inline`; silenced by ${silenced.by}: ${prose(silenced.comment)}`;
  const says = summary === '' ? inline`` : inline`: ${prose(summary)}`;
  const evidence = cite(context, `ALERTS{alertname="${name}"}`, `${name} ${state}${when}: ${summary}`);
  return {
    text: inline`${bold(code(name))} ${severity}${where}${when}${says}${quiet}`,
    evidence: [evidence],
  };
}
