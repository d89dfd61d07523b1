import { capitalise } from '#ground/text';
import type { PrometheusConnector } from '#connectors/prometheus';
import { fact, type Block } from '../../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../../answer/markdown.ts';
import type { SkillContext } from '../skill.ts';
import { dimensionOf, signalInWords } from './asked.ts';
import { measure, type Measured, type Series } from './measure.ts';
import { told } from './value.ts';
import { during, whenIn, type When } from './when.ts';
import { cite, SHOWN } from './words.ts';

/** What differs by less is about the same. */
const ALIKE = 0.05;

interface Pair {
  name: string;
  now: number;
  then: number;
  change: number;
}

function pairOf(now: Series, then: Series | undefined): Pair[] {
  if (now.mean === null || then === undefined || then.mean === null) return [];
  const change = then.mean === 0 ? (now.mean === 0 ? 0 : Infinity) : now.mean / then.mean - 1;
  return [{ name: now.name, now: now.mean, then: then.mean, change }];
}

function wayOf(change: number): string {
  if (Math.abs(change) < ALIKE) return 'about the same';
  if (!Number.isFinite(change)) return 'up from nothing';
  return `${Math.abs(Math.round(change * 100))} % ${change > 0 ? 'higher' : 'lower'}`;
}

interface Told {
  what: string;
  unit: string;
  then: string;
}

function ofOne(context: SkillContext, pair: Pair, { what, unit, then }: Told): Markdown {
  const name = context.slots.objects[0]?.name ?? pair.name;
  return inline`The ${what} of ${code(name)} is ${wayOf(pair.change)} now: ${told(context, pair.now, unit)} on average in the last hour, ${told(context, pair.then, unit)} ${then}.`;
}

function ofMany(context: SkillContext, pairs: readonly Pair[], { what, unit, then }: Told): Block[] {
  const rows = pairs.map(({ name, now, then: before, change }) => [
    code(name),
    inline`${told(context, now, unit)}`,
    inline`${told(context, before, unit)}`,
    inline`${wayOf(change)}`,
  ]);
  const by = dimensionOf(context) ?? 'series';
  const head = [capitalise(by), 'Last hour', then, `${what} is`];
  return [{ type: 'table', head, rows, cap: SHOWN }];
}

/** The numbers of the last hour held against those of the time that was told; undefined when one side has none. */
export async function heldAgainstThen(
  context: SkillContext,
  prometheus: PrometheusConnector,
  now: Measured,
): Promise<Block[] | undefined> {
  const when: When = whenIn(context);
  const before = await measure(context, prometheus, when);
  if (!before.ok) return undefined;
  const { series } = before.value;
  const pairs = now.series
    .flatMap((one) =>
      pairOf(one, now.series.length === 1 ? series[0] : series.find(({ name }) => name === one.name)),
    )
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
  const [first] = pairs;
  if (first === undefined) return undefined;
  const then = when.at === undefined ? `on average ${during(when, context)}` : during(when, context);
  const words = { what: signalInWords(context.slots.metrics ?? {}), unit: now.unit, then };
  const head = ofOne(
    pairs.length === 1 ? context : { ...context, slots: { ...context.slots, objects: [] } },
    first,
    words,
  );
  const evidence = cite(
    context,
    now.queries[0] ?? '',
    `${words.what} of ${first.name}: ${first.now} now, ${first.then} then`,
  );
  return [fact(bold(head), [evidence]), ...(pairs.length === 1 ? [] : ofMany(context, pairs, words))];
}

/** The last hour, whatever time was told. */
export const lastHour = ({ now }: SkillContext): When => ({
  from: now - 3_600_000,
  to: now,
  said: 'the last hour',
  isPast: false,
  isTold: false,
});
