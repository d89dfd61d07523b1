import { whenInWords, windowOf } from '../elsewhere/words.ts';
import type { PortAnswer } from '#connectors/kit';
import type { TempoConnector } from '#connectors/tempo';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import type { SkillContext } from '../skill.ts';
import { asked, cite, failed, nothing, placeInWords, took, type TempoQuestion } from './asking.ts';

type Graph = PortAnswer<TempoConnector, 'mapServices'>;
type Edge = Graph['edges'][number];

const READ = 80;
const SHOWN = 30;
const CALLERS =
  /\b(?:who|callers?|called by|upstream|dependents?)\b|\b(?:what|which \w+)(?: all| else)? depends? (?:up)?on\b|\bwhat calls\b|\bwhich \w+ calls?\b/i;
const KINDS: Record<Edge['kind'], string> = {
  service: 'service',
  database: 'database',
  queue: 'queue',
  unseen: 'no spans of its own',
};

const rowOf = ({ from, to, kind, calls, errors, p50Ms, p95Ms }: Edge): Markdown[] => [
  code(from),
  code(to),
  inline`${KINDS[kind]}`,
  inline`${calls}`,
  inline`${errors || '–'}`,
  inline`${took(p50Ms)}`,
  inline`${took(p95Ms)}`,
];

const table = (edges: readonly Edge[]): Block => ({
  type: 'table',
  head: ['Caller', 'Called', 'Kind', 'Calls', 'Errors', 'Median', '95 %'],
  rows: edges.map(rowOf),
  cap: SHOWN,
});

function headline(context: SkillContext, { place, time }: TempoQuestion, edges: readonly Edge[]): Markdown {
  const when = whenInWords(context, time);
  const { service } = place;
  if (service === undefined) {
    const known = new Set(edges.flatMap(({ from, to }) => [from, to]));
    return inline`${bold(inline`${plural(edges.length, 'call path')} between ${plural(known.size, 'service')}${placeInWords(place)}`)}, from the traces of ${when}.`;
  }
  const toCall = [...new Set(edges.filter(({ from }) => from === service).map(({ to }) => to))];
  const callers = [...new Set(edges.filter(({ to }) => to === service).map(({ from }) => from))];
  const calls = toCall.length === 0 ? inline`calls nothing` : inline`calls ${listed(toCall.map(code))}`;
  const called =
    callers.length === 0
      ? inline`is called by no other service`
      : inline`is called by ${listed(callers.map(code))}`;
  const told = CALLERS.test(context.message)
    ? inline`${code(service)} ${called}; it ${calls}.`
    : inline`${code(service)} ${calls}; it ${called}.`;
  return inline`${bold(told)} That is what the traces of ${when} show.`;
}

/** Who calls whom, as the traces of a time show it. */
export async function mapped(context: SkillContext, question: TempoQuestion): Promise<Draft> {
  const { tempo, place, time } = question;
  const result = await tempo.mapServices({ ...place, ...windowOf(time), traces: READ });
  if (!result.ok) return failed(result.error.message);
  const { edges, query, traces, unread, note } = result.value;
  const { service } = place;
  const own =
    service === undefined ? edges : edges.filter(({ from, to }) => from === service || to === service);
  if (own.length === 0)
    return nothing(context, inline`calls${placeInWords(place)}, ${whenInWords(context, time)}`, {
      query,
      note,
    });
  const evidence = own
    .slice(0, SHOWN)
    .map(({ from, to, calls, errors }) =>
      cite(context, query, `${from} called ${to} ${calls} times in ${traces} traces, ${errors} failed`),
    );
  const missed = unread > 0 ? ` ${unread} more could not be read.` : '';
  return {
    outcome: 'answered',
    blocks: [
      fact(headline(context, question, own), evidence),
      table(own),
      say(
        inline`Counted in a sample of ${plural(traces, 'trace')}: a path that is rarely taken may be missing.${missed}`,
      ),
      ...asked(query),
    ],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: [],
  };
}
