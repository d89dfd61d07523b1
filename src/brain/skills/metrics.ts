import type { PrometheusConnector } from '#connectors/prometheus';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, inline, prose } from '../answer/markdown.ts';
import { signalInWords } from './measuring/asked.ts';
import { heldAgainstThen, lastHour } from './measuring/compared.ts';
import { measure, type Measured } from './measuring/measure.ts';
import { metricNames } from './measuring/names.ts';
import { queried } from './measuring/queried.ts';
import { ranked, tellMany } from './measuring/tell-many.ts';
import { tellOne } from './measuring/tell-one.ts';
import { during, whenIn, type When } from './measuring/when.ts';
import { cite, failed } from './measuring/words.ts';
import { suggest, WHY } from './ask.ts';
import type { Skill, SkillContext } from './skill.ts';

type Prometheus = PrometheusConnector;

function nothing(context: SkillContext, { note = 'there is no such series' }: Measured, when: When): Draft {
  const what = signalInWords(context.slots.metrics ?? {});
  const time = when.isTold ? inline` ${during(when, context)}` : inline``;
  return {
    outcome: 'unknown',
    blocks: [
      say(
        inline`${bold(inline`Prometheus has no ${what} for that${time}.`)} ${prose(note)} No data does not mean that all is well.`,
      ),
    ],
    suggestions: [],
    gap: { outcome: 'no-such-name', detail: note.slice(0, 200) },
  };
}

/** What was said and is not in the number: told before the number is. */
function leftOut({ slots }: SkillContext): Block[] {
  const { unread = [] } = slots.metrics ?? {};
  if (unread.length === 0) return [];
  return [
    say(
      inline`${bold(inline`I cannot take “${unread.join('”, “')}” into account`)}: what follows is without it.`,
    ),
  ];
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

const source = ([query = '']: readonly string[]): Block[] => [
  say(inline`Asked of Prometheus; change it and send it to me if you like:`),
  { type: 'code', language: 'promql', text: query },
];

async function measured(context: SkillContext, prometheus: Prometheus): Promise<Draft> {
  const { slots } = context;
  const isCompared = slots.metrics?.compared === true;
  const when = isCompared ? lastHour(context) : whenIn(context);
  const what = signalInWords(slots.metrics ?? {});
  context.think(`Asking Prometheus for the ${what}`);
  const [result, unseen] = await Promise.all([
    measure(context, prometheus, when),
    notScraped(context, prometheus),
  ]);
  if (!result.ok) return failed(context, result.message, what);
  const { value: answer } = result;
  const sorted = ranked(context, answer, when);
  if (sorted.length === 0) return nothing(context, answer, when);
  const held = isCompared ? await heldAgainstThen(context, prometheus, answer) : undefined;
  const told =
    held ??
    (sorted.length === 1
      ? tellOne(context, { ...answer, series: sorted.map(({ series }) => series) }, when)
      : tellMany(context, { answer, when, sorted }));
  const unheld =
    isCompared && held === undefined
      ? [say(inline`Of that other time there is nothing to hold it against.`)]
      : [];
  return {
    outcome: 'answered',
    blocks: [
      ...leftOut(context),
      ...told,
      ...unheld,
      ...unseen,
      ...notTold(answer),
      ...source(answer.queries),
    ],
    focus: slots.objects,
    suggestions: slots.objects.slice(0, 1).map((ref) => suggest(context.clusters, ref, WHY)),
  };
}

/** Answers from Prometheus; the reading comes only when it is connected. */
async function metrics(context: SkillContext): Promise<Draft> {
  const { prometheus } = context.systems;
  const { promql, names } = context.slots.metrics ?? {};
  if (prometheus === undefined) return failed(context, 'it is not connected', 'metrics');
  if (names !== undefined) return metricNames(context, prometheus, names);
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
