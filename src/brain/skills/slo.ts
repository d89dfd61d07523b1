import type { PrometheusConnector } from '#connectors/prometheus';
import { codeBlock, fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, inline, prose } from '../answer/markdown.ts';
import { citeSaid, unread } from './elsewhere/words.ts';
import { measureShares } from './promising/error-shares.ts';
import {
  budget,
  grounds,
  headline,
  judged,
  kept,
  latencies,
  overview,
  windows,
  type Judged,
} from './promising/in-words.ts';
import { readObjectives } from './promising/objectives.ts';
import type { Skill, SkillContext } from './skill.ts';

function citeJudged(context: SkillContext, query: string, { of, report }: Judged): string {
  const rate = report.rate === null ? 'unknown' : `${Number(report.rate.toFixed(2))}`;
  const says = `${of.service}: ${kept(of.month)} over 30 days, budget ${budget(report)}, burn rate ${rate}`;
  return citeSaid(context, { system: 'prometheus', query, says });
}

function nothingCounted(service: string | undefined): Draft {
  const of = service === undefined ? '' : ` of ${service}`;
  const why = `Prometheus counts no requests${of}. No data does not mean that all is well.`;
  return unread('service levels', [why]);
}

/** The numbers are of 30 and 7 days up to now, whatever was said. */
function unheeded({ slots: { time } }: SkillContext): Block[] {
  const isOther =
    time !== undefined && !/\b(?:30|7|thirty|seven) ?-?d(?:ays?)?\b|\b(?:week|month)\b|now/i.test(time.said);
  if (!isOther) return [];
  return [
    say(
      inline`${bold(inline`“${time.said}” is not taken into account`)}: these numbers are of 30 and 7 days up to now.`,
    ),
  ];
}

/** Whether a service is one of those that were named, or of the namespaces that were. */
function isMeant({ slots, snapshot }: SkillContext): (one: Judged) => boolean {
  const { objects, namespaces, clusters } = slots;
  const deployed = clusters.flatMap((cluster) => snapshot(cluster)?.objects.Deployment ?? []);
  const there = new Set(
    deployed.flatMap(({ metadata }) => (namespaces.includes(metadata.namespace) ? [metadata.name] : [])),
  );
  return ({ of }) =>
    objects.length > 0
      ? objects.length === 1 || objects.some(({ name }) => name === of.service)
      : namespaces.length === 0 || there.has(of.service);
}

async function levels(context: SkillContext, prometheus: PrometheusConnector): Promise<Draft> {
  const { objects } = context.slots;
  const service = objects.length === 1 ? objects[0]?.name : undefined;
  const [measured, promised, latency] = await Promise.all([
    measureShares(context, prometheus, service),
    readObjectives(context),
    service === undefined ? new Map<string, number>() : latencies(context, prometheus, service),
  ]);
  if (!measured.ok) return unread('service levels', [measured.message]);
  const { query, missing } = measured;
  const all = judged(measured, promised, latency).filter(isMeant(context));
  const [first] = all;
  if (first === undefined) return nothingCounted(service);
  const evidence = all.slice(0, 3).map((one) => citeJudged(context, query, one));
  const burns = all.some(
    ({ report, promised: { rule } }) => report.severity === 'page' && rule !== undefined,
  );
  const { service: worst } = first.of;
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(headline(context, all)), evidence),
      ...unheeded(context),
      overview(context, all),
      ...(all.length === 1 ? [windows(first)] : []),
      ...grounds(context, all),
      ...missing.slice(0, 2).map((gap) => say(inline`${bold(inline`Not counted`)}: ${prose(gap)}`)),
      ...(all.length === 1 ? [codeBlock('promql', query)] : []),
    ],
    focus: context.slots.objects,
    severity: burns ? 'critical' : undefined,
    suggestions: [{ label: `Why does ${worst} fail?`, message: `why does ${worst} return errors?` }],
  };
}

/** Answers from Prometheus: what is kept, what is left, and whether it burns. */
async function slo(context: SkillContext): Promise<Draft> {
  const { prometheus } = context.systems;
  context.think('Counting what failed over 30 days and in the last hours');
  return prometheus === undefined
    ? unread('service levels', ['Prometheus is not connected.'])
    : levels(context, prometheus);
}

export const sloSkill: Skill = {
  id: 'slo',
  answers:
    'Service levels: what is kept over 30 and 7 days, the error budget that is left, and whether it burns.',
  examples: ["Let's check the SLAs", 'Error budget of checkout', 'Are we burning?'],
  answer: slo,
};
