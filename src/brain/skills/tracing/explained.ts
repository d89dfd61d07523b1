import { few, whenInWords } from '../elsewhere/words.ts';
import { bottleneck, buildTrace, criticalPath, errorOrigins, findRepeats } from '#diagnosis';
import type { PortAnswer } from '#connectors/kit';
import type { TempoConnector } from '#connectors/tempo';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { clock } from '../../answer/phrase.ts';
import type { SkillContext } from '../skill.ts';
import { citeTrace, failed, nothing, took, type TempoQuestion } from './asking.ts';
import { search, slowest, what } from './found.ts';

type Trace = PortAnswer<TempoConnector, 'readTrace'>;
type Tree = ReturnType<typeof buildTrace>;
type Path = ReturnType<typeof criticalPath>;

const BAR = 20;
const MOST_STEPS = 14;

const nameOf = ({ service, name }: { service: string; name: string }): string => `${service} ${name}`;
const percent = (part: number, whole: number): string =>
  `${Math.round((100 * part) / Math.max(whole, 1e-9))} %`;

/** A bar in place and length as in a waterfall. */
function bar(from: number, to: number, whole: number): string {
  const at = (ms: number): number => Math.round((BAR * ms) / Math.max(whole, 1e-9));
  const start = Math.min(BAR - 1, Math.max(0, at(from)));
  const length = Math.max(1, Math.min(BAR - start, at(to) - start));
  return `${'·'.repeat(start)}${'█'.repeat(length)}${'·'.repeat(BAR - start - length)}`;
}

/** What is long enough to be seen; parts of one operation that follow one another are one step. */
function stepsOf(path: Path): Path {
  const least = ((path.at(-1)?.to ?? 0) - (path[0]?.from ?? 0)) / 100;
  const steps: Path = [];
  for (const segment of path.filter(({ from, to }) => to - from >= least)) {
    const last = steps.at(-1);
    if (last !== undefined && nameOf(last.span) === nameOf(segment.span))
      steps[steps.length - 1] = { ...last, to: segment.to };
    else steps.push(segment);
  }
  return steps;
}

function pathTable(path: Path): Block[] {
  const begin = path[0]?.from ?? 0;
  const whole = (path.at(-1)?.to ?? 0) - begin;
  return [
    say(inline`What it waited for, from beginning to end:`),
    {
      type: 'table',
      head: ['After', 'Waited', '', 'Service', 'Operation'],
      rows: stepsOf(path).map(({ span, from, to }) => [
        inline`${from - begin < 1 ? '0' : took(from - begin)}`,
        inline`${took(to - from)}`,
        code(bar(from - begin, to - begin, whole)),
        code(span.service),
        code(span.name),
      ]),
      cap: MOST_STEPS,
    },
  ];
}

function bottleneckOf(path: Path, { durationMs }: Trace, evidence: string[]): Block[] {
  const slow = bottleneck(path);
  if (slow === undefined) return [];
  const { span, waited } = slow;
  return [
    fact(
      inline`Bottleneck: ${code(nameOf(span))} itself, ${took(waited)} of ${took(durationMs)} (${percent(waited, durationMs)}).`,
      evidence,
    ),
  ];
}

function errorsOf(tree: Tree, evidence: string[]): Block[] {
  return errorOrigins(tree)
    .slice(0, 3)
    .map(({ span, through, surfaced }) => {
      const said = span.message === undefined ? inline`` : inline`: ${code(span.message)}`;
      const way =
        through.length === 0
          ? inline``
          : inline` It came up through ${listed(through.toReversed().map((one) => code(nameOf(one))))}.`;
      const end = surfaced ? inline`` : inline` It did not fail the whole request.`;
      return fact(inline`The error began in ${code(nameOf(span))}${said}.${way}${end}`, evidence);
    });
}

function repeatsOf(tree: Tree, evidence: string[]): Block[] {
  return findRepeats(tree)
    .slice(0, 3)
    .map(({ kind, caller, operation, count, failures, spent, succeeded }) =>
      kind === 'retry'
        ? fact(
            inline`${code(nameOf(caller))} tried ${code(operation)} ${count} times; ${failures} failed, which cost ${took(spent)}, and the last ${succeeded ? 'succeeded' : 'failed as well'}.`,
            evidence,
          )
        : fact(
            inline`${code(nameOf(caller))} called ${code(operation)} ${count} times one after the other (${took(spent)}): one call for all of them may do (n+1).`,
            evidence,
          ),
    );
}

function headline(context: SkillContext, trace: Trace): Markdown {
  const errors = trace.errors === 0 ? 'none failed' : `${trace.errors} failed`;
  const at = clock(trace.at, context.now, context.timeZone);
  return inline`${bold(inline`${code(nameOf({ service: trace.service, name: trace.operation }))} took ${took(trace.durationMs)}`)} at ${at}: ${plural(trace.total, 'span')} of ${few(trace.services)}, ${errors}. Trace ${code(trace.traceId)}.`;
}

const unseen = ({ orphans, isPartial, total, spans }: Trace): Block[] => [
  ...(orphans > 0
    ? [
        say(
          inline`${plural(orphans, 'span')} came without the caller: part of this trace was not recorded, or is still to come.`,
        ),
      ]
    : []),
  ...(isPartial || spans.length < total ? [say(inline`Not all of its spans could be read.`)] : []),
];

async function one(context: SkillContext, { tempo }: TempoQuestion, traceId: string): Promise<Draft> {
  const result = await tempo.readTrace({ traceId });
  if (!result.ok) return failed(result.error.message, result.error.code);
  const trace = result.value;
  const tree = buildTrace(trace.spans);
  const path = criticalPath(tree);
  const says = `${nameOf({ service: trace.service, name: trace.operation })} took ${took(trace.durationMs)}, ${trace.errors} of ${trace.total} spans failed`;
  const evidence = [citeTrace(context, trace, says)];
  return {
    outcome: 'answered',
    blocks: [
      fact(headline(context, trace), evidence),
      ...bottleneckOf(path, trace, evidence),
      ...errorsOf(tree, evidence),
      ...repeatsOf(tree, evidence),
      ...pathTable(path),
      ...unseen(trace),
    ],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: [],
  };
}

/** The traces that the last answer showed, in its order. */
function shownTraces({ focus }: SkillContext): string[] {
  return (focus.evidence ?? []).flatMap(({ source }) => {
    const id = source.system === 'tempo' ? /^trace ([0-9a-f]+)$/.exec(source.query)?.[1] : undefined;
    return id === undefined ? [] : [id];
  });
}

async function newest(question: TempoQuestion): Promise<Awaited<ReturnType<typeof slowest>>> {
  const result = await search(question);
  return result.ok ? result.value : { error: result.error.message };
}

/** One trace: the one that was named or shown, else the slowest of what is asked about. */
export async function explained(context: SkillContext, question: TempoQuestion): Promise<Draft> {
  const { traceId, shown } = question.traces;
  const id = traceId ?? (shown === undefined ? undefined : shownTraces(context)[shown]);
  if (id !== undefined) return one(context, question, id);
  const found = await (question.traces.latest === true ? newest(question) : slowest(question));
  if ('error' in found) return failed(found.error);
  const [first] = found.traces;
  if (first !== undefined) return one(context, question, first.traceId);
  const none = inline`${what(question)}, ${whenInWords(context, question.time)}`;
  return nothing(context, none, { query: found.query, note: found.note });
}
