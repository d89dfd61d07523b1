import { iso } from '../answer/phrase.ts';
import type { PrometheusConnector } from '#connectors/prometheus';
import { findChangePoints, forecastSaturation } from '#diagnosis';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, prose, type Markdown } from '../answer/markdown.ts';
import { clock } from '../answer/phrase.ts';
import { chosen, dimensionOf, rangeOf, signalInWords } from './measuring/asked.ts';
import { queried } from './measuring/queried.ts';
import { inUnit } from './measuring/unit.ts';
import { cite, failed, POINTS, SHOWN } from './measuring/words.ts';
import { suggest, WHY } from './ask.ts';
import type { Skill, SkillContext } from './skill.ts';

type Prometheus = PrometheusConnector;
type Measured = Extract<Awaited<ReturnType<Prometheus['measureSignal']>>, { ok: true }>['value'];
type Series = Measured['series'][number];

const SHARES: ReadonlySet<string> = new Set(['ratio']);

/** "last hour: 240 ms to 310 ms, 251 ms on average". */
function course({ min, max, mean }: Series, unit: string): string {
  return `${inUnit(min, unit)} to ${inUnit(max, unit)}, ${inUnit(mean, unit)} on average`;
}

/** When the level of a series last changed and stayed. */
function shift(context: SkillContext, series: Series, unit: string): Markdown {
  const samples = series.points.map(([seconds, value]) => ({ at: seconds * 1000, value }));
  const last = findChangePoints(samples).at(-1);
  if (last === undefined) return inline``;
  const way = last.after > last.before ? 'rose' : 'fell';
  const when = clock(iso(last.at), context.now, context.timeZone);
  return inline` It ${way} at about ${when}, from ${inUnit(last.before, unit)} to ${inUnit(last.after, unit)}, and stayed there.`;
}

function forecast(context: SkillContext, series: Series, unit: string): Markdown {
  if (context.slots.metrics?.forecast !== true || !SHARES.has(unit)) return inline``;
  const samples = series.points.map(([seconds, value]) => ({ at: seconds * 1000, value }));
  const ahead = forecastSaturation(samples, 1);
  const told = (at: number): string => clock(iso(at), context.now, context.timeZone);
  switch (ahead.kind) {
    case 'saturated':
      return inline` It is full, since ${told(ahead.since)}.`;
    case 'saturates': {
      const latest = ahead.latest === undefined ? 'later, or never' : told(ahead.latest);
      return inline` At this pace it is full at about ${told(ahead.at)} (between ${told(ahead.earliest)} and ${latest}).`;
    }
    case 'not-soon':
      return inline` At this pace it is not full before ${told(ahead.notBefore)}.`;
    case 'receding':
      return inline` It is getting less full.`;
    case 'no-trend':
      return inline` It has no clear trend, so I cannot say when it would be full.`;
    case 'too-little-data':
      return inline` There are too few values yet to say when it would be full.`;
  }
}

function one(context: SkillContext, answer: Measured, series: Series): Block[] {
  const { slots } = context;
  const { said } = rangeOf(context);
  const of = slots.objects[0]?.name ?? (answer.series.length === 1 ? undefined : series.name);
  const where = of === undefined ? inline`` : inline` of ${code(of)}`;
  const value = inUnit(series.last, answer.unit);
  const what = signalInWords(slots.metrics ?? {});
  const evidence = [
    cite(context, answer.query, `${what}: ${value} (${said}: ${course(series, answer.unit)})`),
  ];
  const head = bold(inline`The ${what}${where} is ${value}.`);
  const more = inline` In ${said}: ${course(series, answer.unit)}. ${code(series.sparkline)}`;
  return [
    fact(
      inline`${head}${more}${shift(context, series, answer.unit)}${forecast(context, series, answer.unit)}`,
      evidence,
    ),
  ];
}

function ranked(context: SkillContext, answer: Measured): Series[] {
  const sign = context.slots.metrics?.order === 'lowest' ? 1 : -1;
  const known = answer.series.filter(({ last }) => last !== null);
  return known.toSorted((a, b) => sign * ((a.last ?? 0) - (b.last ?? 0)));
}

function many(context: SkillContext, answer: Measured, sorted: Series[]): Block[] {
  const what = signalInWords(context.slots.metrics ?? {});
  const by = dimensionOf(context) ?? 'series';
  const [first] = sorted;
  if (first === undefined) return [];
  const end = context.slots.metrics?.order === 'lowest' ? 'lowest' : 'highest';
  const value = inUnit(first.last, answer.unit);
  const evidence = [cite(context, answer.query, `${what} by ${by}: ${end} is ${first.name} with ${value}`)];
  const rows = sorted.map((series) => [
    code(series.name),
    inline`${inUnit(series.last, answer.unit)}`,
    inline`${inUnit(series.max, answer.unit)}`,
    code(series.sparkline),
  ]);
  return [
    fact(bold(inline`${code(first.name)} has the ${end} ${what}: ${value}.`), evidence),
    {
      type: 'table',
      head: [by[0]?.toUpperCase() + by.slice(1), 'Now', 'Highest', rangeOf(context).said],
      rows,
      cap: SHOWN,
    },
  ];
}

function nothing({ note = 'there is no such series' }: Measured, what: string): Draft {
  return {
    outcome: 'unknown',
    blocks: [
      say(
        inline`${bold(inline`Prometheus has no ${what} for that.`)} ${prose(note)} No data does not mean that all is well.`,
      ),
    ],
    suggestions: [],
    gap: { outcome: 'no-such-name', detail: note.slice(0, 200) },
  };
}

function notTold({ ignored }: Measured): Block[] {
  if (ignored.length === 0) return [];
  return [
    say(
      inline`These metrics cannot tell ${ignored.join(' or ')} apart, so this is for all of them together.`,
    ),
  ];
}

/** Targets of what is asked about that cannot be scraped: their part is missing from every number. */
async function notScraped(context: SkillContext, prometheus: Prometheus): Promise<Block[]> {
  const [object] = context.slots.objects;
  if (object === undefined) return [];
  const result = await prometheus.listTargets({ downOnly: true });
  const down = result.ok
    ? result.value.targets.filter(({ job, labels }) => [job, ...Object.values(labels)].includes(object.name))
    : [];
  if (down.length === 0) return [];
  const says = `${down.length} of its targets cannot be scraped`;
  return [
    fact(inline`But ${says}, so that part is missing from this number: ${prose(down[0]?.error ?? '')}.`, [
      cite(context, 'up == 0', `${object.name}: ${says}`),
    ]),
  ];
}

const source = (query: string): Block[] => [
  say(inline`Asked of Prometheus; change it and send it to me if you like:`),
  { type: 'code', language: 'promql', text: query },
];

async function measured(context: SkillContext, prometheus: Prometheus): Promise<Draft> {
  const { slots } = context;
  const { signal = 'latency', percentile } = slots.metrics ?? {};
  const { from, to } = rangeOf(context);
  const [object] = slots.objects;
  const [cluster] = slots.clusters;
  const place = slots.namespaces.length === 1 ? { namespace: slots.namespaces[0] } : {};
  const of = object === undefined ? place : chosen(context, object);
  const range = { start: iso(from), end: iso(to), maxPoints: POINTS, limit: 100 };
  const wish = { signal, by: dimensionOf(context), percentile, cluster: object?.cluster ?? cluster };
  const what = signalInWords(slots.metrics ?? {});
  context.think(`Asking Prometheus for the ${what}`);
  const [result, unseen] = await Promise.all([
    prometheus.measureSignal({ ...wish, ...of, ...range }),
    notScraped(context, prometheus),
  ]);
  if (!result.ok) return failed(context, result.error.message, what);
  const { value: answer } = result;
  const sorted = ranked(context, answer);
  const [first] = sorted;
  if (first === undefined) return nothing(answer, what);
  const told = sorted.length === 1 ? one(context, answer, first) : many(context, answer, sorted);
  return {
    outcome: 'answered',
    blocks: [...told, ...unseen, ...notTold(answer), ...source(answer.query)],
    focus: slots.objects,
    suggestions: slots.objects.slice(0, 1).map((ref) => suggest(context.clusters, ref, WHY)),
  };
}

/** Answers from Prometheus; the reading comes only when it is connected. */
async function metrics(context: SkillContext): Promise<Draft> {
  const { prometheus } = context.systems;
  const { promql } = context.slots.metrics ?? {};
  if (prometheus === undefined) return failed(context, 'it is not connected', 'metrics');
  return promql === undefined ? measured(context, prometheus) : queried(context, prometheus, promql);
}

export const metricsSkill: Skill = {
  id: 'metrics',
  answers: 'Metrics over time, in words or PromQL: error rates, latencies, traffic, saturation, disks.',
  examples: [
    'What is the p95 latency of checkout over the last hour?',
    'Which service has the highest error rate?',
    'When will the disks be full?',
  ],
  answer: metrics,
};
