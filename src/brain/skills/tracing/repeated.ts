import { whenInWords } from '../elsewhere/words.ts';
import { buildTrace, findRepeats } from '#diagnosis';
import { plural } from '#ground/text';
import { fact, say, type Draft, type Item } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import type { SkillContext } from '../skill.ts';
import { citeTrace, failed, nothing, placeInWords, took, type TempoQuestion } from './asking.ts';
import { search, slowest, what } from './found.ts';

type Repeat = ReturnType<typeof findRepeats>[number];

const READ_EACH = 8;
const SHOWN = 8;

interface Seen {
  repeat: Repeat;
  traces: Set<string>;
  evidence: string[];
  most: number;
}

const RETRIES = /\bretr(?:y|ies|ied|ying)\b/i;
const QUERIES = /\bn ?\+ ?1\b|\bn-plus/i;

/** The newest and the slowest: what is repeated shows in both. */
async function idsOf(question: TempoQuestion): Promise<string[] | { error: string }> {
  const [newest, slow] = await Promise.all([search(question), slowest(question)]);
  if (!newest.ok) return { error: newest.error.message };
  const late = 'error' in slow ? [] : slow.traces.slice(0, READ_EACH);
  const all = [...newest.value.traces.slice(0, READ_EACH), ...late];
  return [...new Set(all.map(({ traceId }) => traceId))];
}

function itemOf({ repeat, traces, evidence, most }: Seen): Item {
  const { kind, caller, operation, failures, succeeded } = repeat;
  const often = inline`in ${plural(traces.size, 'trace')}, up to ${most} times in one`;
  const end = succeeded ? 'the last succeeded' : 'the last failed as well';
  const what =
    kind === 'retry'
      ? inline`tried ${code(operation)} again after a failure, ${often} (${failures} failed, ${end})`
      : inline`called ${code(operation)} over and over, one after the other, ${often} (${took(repeat.spent)}): n+1`;
  return { text: inline`${code(`${caller.service} ${caller.name}`)} ${what}`, evidence };
}

async function seenIn(
  context: SkillContext,
  question: TempoQuestion,
  ids: readonly string[],
): Promise<Seen[]> {
  const { tempo, place } = question;
  const read = await Promise.all(ids.map((traceId) => tempo.readTrace({ traceId })));
  const seen = new Map<string, Seen>();
  for (const result of read) {
    if (!result.ok) continue;
    const trace = result.value;
    for (const repeat of findRepeats(buildTrace(trace.spans))) {
      const { kind, caller, operation, count } = repeat;
      if (place.service !== undefined && caller.service !== place.service) continue;
      const key = `${kind} ${caller.service} ${caller.name} ${operation}`;
      const known = seen.get(key) ?? { repeat, traces: new Set<string>(), evidence: [], most: 0 };
      known.traces.add(trace.traceId);
      known.most = Math.max(known.most, count);
      if (known.evidence.length === 0)
        known.evidence.push(citeTrace(context, trace, `${operation} ${count} times by ${caller.service}`));
      seen.set(key, known);
    }
  }
  return [...seen.values()].toSorted((a, b) => b.traces.size - a.traces.size);
}

/** Calls that traces show over and over: retries, and one query for each of many. */
export async function repeated(context: SkillContext, question: TempoQuestion): Promise<Draft> {
  const ids = await idsOf(question);
  if ('error' in ids) return failed(ids.error);
  const when = whenInWords(context, question.time);
  if (ids.length === 0) return nothing(context, inline`${what(question)}, ${when}`, { query: '{}' });
  const wanted = RETRIES.test(context.message)
    ? 'retry'
    : QUERIES.test(context.message)
      ? 'n-plus-one'
      : undefined;
  const seen = (await seenIn(context, question, ids)).filter(
    ({ repeat }) => wanted === undefined || repeat.kind === wanted,
  );
  const kind = wanted === 'retry' ? 'retries' : wanted === undefined ? 'repeated calls' : 'n+1 calls';
  const of = placeInWords(question.place);
  const [first] = ids;
  const evidence =
    seen.length > 0 || first === undefined
      ? seen.flatMap((one) => one.evidence)
      : [citeTrace(context, { traceId: first, at: new Date(context.now).toISOString() }, `no ${kind}`)];
  const head =
    seen.length === 0
      ? inline`No ${kind}${of} in the ${plural(ids.length, 'trace')} that I read`
      : inline`${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)}${of} in the ${plural(ids.length, 'trace')} that I read`;
  return {
    outcome: 'answered',
    blocks: [
      fact(
        inline`${bold(head)}, the newest and the slowest of ${when}${seen.length === 0 ? '.' : ':'}`,
        evidence,
      ),
      ...(seen.length === 0 ? [] : [{ type: 'list' as const, items: seen.map(itemOf), cap: SHOWN }]),
      say(inline`Traces are sampled: what is rare may not be among these.`),
    ],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: first === undefined ? [] : [{ label: 'Explain one', message: `explain trace ${first}` }],
  };
}
