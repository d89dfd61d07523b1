import type { PrometheusConnector } from '#connectors/prometheus';
import { codeBlock, fact, say, type Draft } from '../answer/draft.ts';
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

async function levels(context: SkillContext, prometheus: PrometheusConnector): Promise<Draft> {
  const service = context.slots.objects[0]?.name;
  const [measured, promised, latency] = await Promise.all([
    measureShares(context, prometheus, service),
    readObjectives(context),
    service === undefined ? new Map<string, number>() : latencies(context, prometheus, service),
  ]);
  if (!measured.ok) return unread('service levels', [measured.message]);
  const { query, missing } = measured;
  const all = judged(measured, promised, latency);
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
