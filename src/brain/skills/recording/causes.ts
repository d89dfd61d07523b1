import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import { citeSaid, moment, rangeOf, unread, windowOf } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';

type Context = SkillContext;
type Servicenow = NonNullable<Context['systems']['servicenow']>;
type Pagerduty = NonNullable<Context['systems']['pagerduty']>;
type Row = Extract<
  Awaited<ReturnType<Servicenow['searchRecords']>>,
  { ok: true }
>['value']['records'][number];

const HALF_YEAR_HOURS = 179 * 24;
const MOST = 30;
const NOTES = 6;

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .match(/[a-z]{4,}/g)
    ?.map((word) => word.replace(/(?:ions?|ing|ed|s)$/, '')) ?? [];

/** The one whose title has most of the words that were said; among equals the first, which is the latest. */
function nearest<T extends { title: string }>(message: string, rows: readonly T[]): T | undefined {
  const said = new Set(wordsOf(message));
  const score = ({ title }: T): number => new Set(wordsOf(title).filter((word) => said.has(word))).size;
  return rows.toSorted((a, b) => score(b) - score(a))[0];
}

async function rowsOf(
  context: Context,
  servicenow: Servicenow,
  about: string | undefined,
): Promise<Row[] | string> {
  const { from, to } = rangeOf({ ...context, slots: { ...context.slots, time: undefined } }, HALF_YEAR_HOURS);
  const of = { ...(about === undefined ? {} : { service: about }), ...windowOf({ from, to }), limit: MOST };
  const [problems, incidents] = await Promise.all([
    servicenow.searchRecords({ table: 'problem', state: 'all', ...of }),
    servicenow.searchRecords({ table: 'incident', state: 'closed', ...of }),
  ]);
  if (!problems.ok && !incidents.ok) return problems.error.message;
  return [...(problems.ok ? problems.value.records : []), ...(incidents.ok ? incidents.value.records : [])];
}

async function fromServicenow(context: Context, servicenow: Servicenow, row: Row): Promise<Block[]> {
  const told = await servicenow.readRecord({ number: row.number });
  if (!told.ok) return [say(inline`What ${row.number} says I could not read: ${prose(told.error.message)}`)];
  const { record, description, workNotes, closeNotes } = told.value;
  const { number, title, state, item, assignedTo, openedAt, resolvedAt, link } = record;
  const cited = citeSaid(context, {
    system: 'servicenow',
    query: number,
    says: `${title}: ${description}`,
    link,
  });
  const who = assignedTo === '' ? inline`` : inline`, with ${assignedTo}`;
  const end = resolvedAt === undefined ? inline`` : inline`, ended ${moment(context, resolvedAt)}`;
  return [
    fact(
      inline`${bold(inline`${number}: ${prose(title)}`)}, ${state}, about ${code(item)}${who}; ${moment(context, openedAt)}${end}.`,
      [cited],
    ),
    ...(description === '' ? [] : [fact(inline`What was found: ${prose(description)}`, [cited])]),
    ...(closeNotes === '' ? [] : [fact(inline`What was done: ${prose(closeNotes)}`, [cited])]),
    ...(workNotes === '' ? [] : [fact(inline`Notes: ${prose(workNotes)}`, [cited])]),
    say(inline`To be seen at ${code(link)}`),
  ];
}

async function fromPagerduty(
  context: Context,
  pagerduty: Pagerduty,
  about: string | undefined,
): Promise<Block[]> {
  const { from, to } = rangeOf({ ...context, slots: { ...context.slots, time: undefined } }, HALF_YEAR_HOURS);
  const of = about === undefined ? {} : { service: about };
  const listed = await pagerduty.listIncidents({
    ...of,
    status: 'all',
    ...windowOf({ from, to }),
    limit: MOST,
  });
  const found = listed.ok ? nearest(context.message, listed.value.incidents) : undefined;
  const told = found && (await pagerduty.readIncident({ id: String(found.number) }));
  if (found === undefined || told?.ok !== true) return [];
  const { notes } = told.value;
  const { number, title, status, link, openedAt } = found;
  const cited = citeSaid(context, {
    system: 'pagerduty',
    query: `#${number}`,
    says: `${title}: ${status}`,
    link,
  });
  return [
    fact(inline`${bold(inline`#${number}: ${prose(title)}`)}, ${status}, ${moment(context, openedAt)}.`, [
      cited,
    ]),
    ...notes
      .slice(0, NOTES)
      .map(({ text, by }) => fact(inline`${by === '' ? '' : `${by}: `}${prose(text)}`, [cited])),
  ];
}

/** What came of what went wrong before, as people wrote it down: the problem record, else the incident. */
export async function causes(context: Context): Promise<Draft> {
  const { servicenow, pagerduty } = context.systems;
  const about = context.slots.objects[0]?.name ?? context.slots.incidents?.about;
  const rows = servicenow === undefined ? [] : await rowsOf(context, servicenow, about);
  const row = typeof rows === 'string' ? undefined : nearest(context.message, rows);
  const written = servicenow && row ? await fromServicenow(context, servicenow, row) : [];
  const paged = pagerduty === undefined ? [] : await fromPagerduty(context, pagerduty, about);
  const blocks = [...written, ...paged];
  if (blocks.length > 0)
    return { outcome: 'answered', blocks, focus: context.slots.objects, suggestions: [] };
  if (typeof rows === 'string') return unread('problem records', [rows]);
  const of = about === undefined ? inline`` : inline` about ${code(about)}`;
  return {
    outcome: 'answered',
    blocks: [
      say(
        inline`${bold(inline`No incident and no problem record${of} tells of that (the last 179 days).`)} So nobody wrote down what caused it.`,
      ),
    ],
    suggestions: [],
  };
}
