import { whenInWords, windowOf } from '../elsewhere/words.ts';
import { compareTraces, type OperationChange } from '#diagnosis';
import type { PortAnswer } from '#connectors/kit';
import type { TempoConnector } from '#connectors/tempo';
import { formatShare, plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { clock } from '../../answer/phrase.ts';
import type { TimeRange } from '../../understand/slot-types.ts';
import type { SkillContext } from '../skill.ts';
import { cite, failed, nothing, placeInWords, took, type TempoQuestion } from './asking.ts';

type Sample = PortAnswer<TempoConnector, 'sampleSpans'>;

const READ = 40;
const SHOWN = 12;
const DAY = 24 * 3_600_000;
const ENOUGH = 5;

/** The time that it is compared with: what was told, the same hour of a day that was told, else right before. */
function baselineOf({ slots, now }: SkillContext, { time }: TempoQuestion): TimeRange {
  const told = slots.time;
  const length = time.to - time.from;
  if (told === undefined || told.to >= now - 60_000)
    return {
      from: time.from - length,
      to: time.from,
      said: `the ${plural(Math.round(length / 60_000), 'minute')} before`,
    };
  const isDay = told.to - told.from >= DAY * 0.9;
  if (!isDay) return told;
  const days = Math.max(1, Math.floor((time.from - told.from) / DAY));
  return { from: time.from - days * DAY, to: time.to - days * DAY, said: `the same hour of ${told.said}` };
}

const KINDS: Record<OperationChange['kind'], string> = {
  slower: 'slower',
  faster: 'faster',
  new: 'new',
  gone: 'gone',
  'as-before': 'as before',
};

/** Seen in so many calls that its absence is no accident of the sample. */
const isOften = ({ baseline, window }: Pick<OperationChange, 'baseline' | 'window'>): boolean =>
  READ * Math.max(baseline.callsPerTrace, window.callsPerTrace) >= 2 * ENOUGH;

const rowOf = ({ operation, kind, baseline, window, share }: OperationChange): Markdown[] => [
  code(operation),
  inline`${isOften({ baseline, window }) || kind === 'slower' || kind === 'faster' ? KINDS[kind] : 'rare'}`,
  inline`${took(baseline.perTrace)}`,
  inline`${took(window.perTrace)}`,
  inline`${share < 0.01 ? '–' : formatShare(share)}`,
  inline`${Number(baseline.callsPerTrace.toFixed(1))} → ${Number(window.callsPerTrace.toFixed(1))}`,
  inline`${formatShare(baseline.failing)} → ${formatShare(window.failing)}`,
];

function told(changes: readonly OperationChange[]): Markdown {
  const often = changes.filter(isOften);
  const slower = changes.filter(({ kind }) => kind === 'slower');
  const appeared = often.filter(({ kind }) => kind === 'new');
  const gone = often.filter(({ kind }) => kind === 'gone');
  const parts = [
    ...(slower.length === 0
      ? []
      : [inline`slower: ${listed(slower.slice(0, 3).map(({ operation }) => code(operation)))}`]),
    ...(appeared.length === 0
      ? []
      : [inline`new: ${listed(appeared.slice(0, 3).map(({ operation }) => code(operation)))}`]),
    ...(gone.length === 0
      ? []
      : [inline`gone: ${listed(gone.slice(0, 3).map(({ operation }) => code(operation)))}`]),
  ];
  return parts.length === 0 ? inline`no operation is clearly slower than before` : listed(parts);
}

const sum = (changes: readonly OperationChange[], side: 'baseline' | 'window'): number =>
  changes.reduce((total, one) => total + one[side].perTrace, 0);

function table(all: readonly OperationChange[]): Block {
  const often = all.filter((one) => isOften(one) || one.kind === 'slower' || one.kind === 'faster');
  const changes = often.length > 0 ? often : all;
  return {
    type: 'table',
    head: ['Operation', '', 'Own time before', 'Now', 'Of the growth', 'Calls a trace', 'Failing'],
    rows: changes.map(rowOf),
    cap: SHOWN,
  };
}

interface Samples {
  now: Sample;
  before: Sample;
  /** When that was. */
  range: TimeRange;
}

function inWords(
  context: SkillContext,
  { place, time }: TempoQuestion,
  { now, before, range }: Samples,
): Block[] {
  const changes = compareTraces(before.spans, now.spans);
  const [start, end] = [range.from, range.to].map((at) =>
    clock(new Date(at).toISOString(), context.now, context.timeZone),
  );
  const few = Math.min(now.traces, before.traces) < ENOUGH;
  const evidence = [now, before].map((one) =>
    cite(context, one.query, `${one.traces} traces from ${one.start} to ${one.end}`),
  );
  const head = bold(
    inline`A trace${placeInWords(place)} takes ${took(sum(changes, 'window'))} of work in all, ${took(sum(changes, 'baseline'))} before; ${told(changes)}.`,
  );
  return [
    fact(
      inline`${head} Compared: ${whenInWords(context, time)} with ${range.said} (${start ?? ''} to ${end ?? ''}).`,
      evidence,
    ),
    table(changes),
    say(
      inline`From samples of ${now.traces} and ${plural(before.traces, 'trace')}; own time is what an operation spent itself, not waiting for others.`,
    ),
    ...(few ? [say(inline`So few traces cannot tell slower from chance.`)] : []),
  ];
}

/** What each operation took itself in a time, against another time. */
export async function compared(context: SkillContext, question: TempoQuestion): Promise<Draft> {
  const { tempo, place, time } = question;
  const range = baselineOf(context, question);
  const [now, before] = await Promise.all([
    tempo.sampleSpans({ ...place, ...windowOf(time), traces: READ }),
    tempo.sampleSpans({ ...place, ...windowOf(range), traces: READ }),
  ]);
  if (!now.ok) return failed(now.error.message);
  if (!before.ok) return failed(before.error.message);
  const empty = [now.value, before.value].find(({ traces }) => traces === 0);
  if (empty !== undefined) {
    const when = whenInWords(context, empty === now.value ? time : range);
    return nothing(context, inline`traces${placeInWords(place)}, ${when}, so nothing can be compared`, empty);
  }
  return {
    outcome: 'answered',
    blocks: inWords(context, question, { now: now.value, before: before.value, range }),
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: [],
  };
}
