import { plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../answer/markdown.ts';
import { citeSaid, missing, rangeOf, unread } from './elsewhere/words.ts';
import { causes } from './recording/causes.ts';
import { oneRecord } from './recording/one.ts';
import { onCall } from './recording/on-call.ts';
import { changeRequestsOf, incidentsOf, recordItem, ticketsOf, type Records } from './recording/records.ts';
import type { Skill, SkillContext } from './skill.ts';

const SHOWN = 12;
const DAY = 24;
const WEEK = 7 * DAY;
/** An incident may have been open for long. */
const HALF_YEAR = 179 * DAY;

type Listed = 'open' | 'past' | 'tickets' | 'change-requests';

const NOUNS: Record<Listed, { one: string; none: string }> = {
  open: { one: 'open incident', none: 'No open incident' },
  past: { one: 'incident', none: 'No incident' },
  tickets: { one: 'ticket', none: 'No ticket' },
  'change-requests': { one: 'change request', none: 'No change request' },
};

/** The service or team that is asked about, in the words of the trackers. */
function aboutIn({ slots }: SkillContext): string | undefined {
  return slots.objects[0]?.name ?? slots.incidents?.about;
}

async function read(context: SkillContext, what: Listed): Promise<{ found: Records; said: string }> {
  const about = aboutIn(context);
  const { message } = context;
  if (what === 'open') {
    const { from, to } = rangeOf({ ...context, slots: { ...context.slots, time: undefined } }, HALF_YEAR);
    return { found: await incidentsOf(context, about, { from, to, open: true }), said: '' };
  }
  if (what === 'past') {
    const range = rangeOf(context, 4 * WEEK);
    return { found: await incidentsOf(context, about, { ...range, open: false }), said: range.said };
  }
  if (what === 'tickets') {
    const range = rangeOf(context, 4 * WEEK);
    const open = /\bopen\b/i.test(message);
    return { found: await ticketsOf(context, about, { ...range, open }), said: range.said };
  }
  const { slots, now } = context;
  const range = rangeOf(context, WEEK);
  const to = slots.time === undefined || slots.time.to < now ? range.to : slots.time.to;
  return { found: await changeRequestsOf(context, about, { from: range.from, to }), said: range.said };
}

function headline(
  what: Listed,
  count: number,
  { about, said }: { about: string | undefined; said: string },
): Markdown {
  const of = about === undefined ? inline`` : inline` about ${code(about)}`;
  const when = said === '' ? inline`` : inline` (${said})`;
  const { one, none } = NOUNS[what];
  return count === 0 ? inline`${none}${of}${when}.` : inline`${plural(count, one)}${of}${when}.`;
}

function stillOpen(what: Listed, records: Records['records']): Markdown {
  if (what === 'open' || records.length === 0) return inline``;
  const open = records.filter(({ isOpen }) => isOpen).length;
  return open === 0
    ? inline` None of them is open.`
    : inline` ${open} of them ${open === 1 ? 'is' : 'are'} open.`;
}

function listInWords(context: SkillContext, what: Listed, records: Records['records']): Block[] {
  if (records.length > 0)
    return [{ type: 'list', items: records.map((one) => recordItem(context, one)), cap: SHOWN }];
  return what === 'open' ? [say(inline`That nobody opened one does not mean that all is well.`)] : [];
}

function nobodyTold(what: Listed, gaps: Records['missing']): Draft {
  const problems = gaps.map(([system, why]) => `${system}: ${why}`);
  return unread(
    `${NOUNS[what].one}s`,
    problems.length > 0 ? problems : ['No system that keeps them is connected.'],
  );
}

async function list(context: SkillContext, what: Listed): Promise<Draft> {
  const { found, said } = await read(context, what);
  const { records, asked, missing: gaps } = found;
  const [system] = asked;
  if (system === undefined) return nobodyTold(what, gaps);
  const about = aboutIn(context);
  const query = `${NOUNS[what].one}s of ${about ?? 'everything'} ${said}`.trim();
  const cited = citeSaid(context, { system: system.toLowerCase(), query, says: `${records.length} found` });
  const head = bold(headline(what, records.length, { about, said }));
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${head}${stillOpen(what, records)}`, [cited]),
      ...listInWords(context, what, records),
      say(inline`Asked: ${asked.join(' and ')}.`),
      ...gaps.map(([name, message]) => missing(name, message)),
    ],
    focus: context.slots.objects,
    severity: what === 'open' && records.length > 0 ? 'warning' : undefined,
    suggestions: records.slice(0, 2).map(({ id, system: keeper }) => ({
      label: `Show ${id}`,
      message: keeper === 'PagerDuty' ? `show incident ${id}` : `show ${id}`,
    })),
  };
}

/** Answers from PagerDuty, Jira and ServiceNow, those of them that are connected. */
async function incidents(context: SkillContext): Promise<Draft> {
  const { what } = context.slots.incidents ?? { what: 'open' as const };
  context.think('Asking those who keep incidents and tickets');
  if (what === 'one') return oneRecord(context);
  if (what === 'causes') return causes(context);
  if (what !== 'on-call') return list(context, what);
  const { pagerduty } = context.systems;
  return pagerduty === undefined
    ? unread('on-call rota', ['PagerDuty is not connected.'])
    : onCall(context, pagerduty);
}

export const incidentsSkill: Skill = {
  id: 'incidents',
  answers: 'Incidents, tickets and change requests, and who is on call.',
  examples: [
    'Any open incidents?',
    'Who is on call for payments?',
    'Tickets about checkout',
    'Change requests today',
  ],
  answer: incidents,
};
