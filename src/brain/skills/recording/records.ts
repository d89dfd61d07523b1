import { iso } from '../../answer/phrase.ts';
import { span } from '../../answer/phrase.ts';
import { inline, bold, prose, type Markdown } from '../../answer/markdown.ts';
import { citeSaid, moment } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import type { Item } from '../../answer/draft.ts';

/** A record of any tracker, in the words that all share. */
interface TrackedRecord {
  system: string;
  id: string;
  title: string;
  state: string;
  isOpen: boolean;
  about: string;
  at: string;
  who: string;
  link: string;
  more?: string;
}

/** What the trackers said together, and which of them did not. */
export interface Records {
  records: TrackedRecord[];
  /** Systems that answered. */
  asked: string[];
  missing: [system: string, message: string][];
}

interface Window {
  from: number;
  to: number;
}

const windowIn = ({ from, to }: Window) => ({ start: iso(from), end: iso(to) });
const MOST = 50;

type Looked = { records: TrackedRecord[] } | { problem: string };

const named = (about: string | undefined) => (about === undefined ? {} : { service: about });

/** A system that has no such service has none of its records. */
const isUnknown = (code: string): boolean => /no-such/.test(code);

async function ofPagerduty(
  context: SkillContext,
  about: string | undefined,
  asked: Window & { open: boolean },
): Promise<Looked | undefined> {
  const { pagerduty } = context.systems;
  if (pagerduty === undefined) return undefined;
  const status = asked.open ? ('open' as const) : ('all' as const);
  const told = await pagerduty.listIncidents({ ...named(about), status, ...windowIn(asked), limit: MOST });
  if (!told.ok) return isUnknown(told.error.code) ? { records: [] } : { problem: told.error.message };
  return {
    records: told.value.incidents.map((one) => ({
      system: 'PagerDuty',
      id: `#${one.number}`,
      title: one.title,
      state: one.status,
      isOpen: one.status !== 'resolved',
      about: one.service,
      at: one.openedAt,
      who: one.assignedTo.join(', '),
      link: one.link,
      more: `${one.urgency} urgency, ${one.status === 'resolved' ? 'lasted' : 'for'} ${span(one.minutes * 60_000)}`,
    })),
  };
}

const CLOSED = /^(?:closed|resolved|cancel+ed|complete|done)/i;

async function ofServicenow(
  context: SkillContext,
  about: string | undefined,
  asked: Window & { open: boolean; table: 'incident' | 'change_request' },
): Promise<Looked | undefined> {
  const { servicenow } = context.systems;
  if (servicenow === undefined) return undefined;
  const { open, table } = asked;
  const state = open ? ('open' as const) : ('all' as const);
  const told = await servicenow.searchRecords({
    table,
    ...named(about),
    state,
    ...windowIn(asked),
    limit: MOST,
  });
  if (!told.ok) return { problem: told.error.message };
  return {
    records: told.value.records.map((one) => ({
      system: 'ServiceNow',
      id: one.number,
      title: one.title,
      state: one.state,
      isOpen: !CLOSED.test(one.state),
      about: one.item,
      at: one.startsAt ?? one.openedAt ?? one.updatedAt ?? '',
      who: one.assignedTo,
      link: one.link,
      more: one.priority,
    })),
  };
}

async function ofJira(
  context: SkillContext,
  about: string | undefined,
  asked: Window & { open: boolean },
): Promise<Looked | undefined> {
  const { jira } = context.systems;
  if (jira === undefined) return undefined;
  const state = asked.open ? ('open' as const) : ('all' as const);
  const told = await jira.searchIssues({ ...named(about), state, ...windowIn(asked), limit: MOST });
  if (!told.ok) return { problem: told.error.message };
  return {
    records: told.value.issues.map((one) => ({
      system: 'Jira',
      id: one.key,
      title: one.summary,
      state: one.status,
      isOpen: !one.done,
      about: one.labels.join(', '),
      at: one.updatedAt,
      who: one.assignee ?? '',
      link: one.link,
      more: `${one.type}, ${one.priority}`,
    })),
  };
}

function together(looks: [system: string, look: Looked | undefined][]): Records {
  const known = looks.flatMap(([system, look]) => (look === undefined ? [] : [{ system, look }]));
  return {
    records: known
      .flatMap(({ look }) => ('records' in look ? look.records : []))
      .toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen) || (a.at < b.at ? 1 : -1)),
    asked: known.filter(({ look }) => 'records' in look).map(({ system }) => system),
    missing: known.flatMap(({ system, look }) =>
      'problem' in look ? [[system, look.problem] as [string, string]] : [],
    ),
  };
}

/** Incidents of PagerDuty and ServiceNow, both asked at once. */
export async function incidentsOf(
  context: SkillContext,
  about: string | undefined,
  asked: Window & { open: boolean },
): Promise<Records> {
  const [pages, records] = await Promise.all([
    ofPagerduty(context, about, asked),
    ofServicenow(context, about, { ...asked, table: 'incident' }),
  ]);
  return together([
    ['PagerDuty', pages],
    ['ServiceNow', records],
  ]);
}

/** Tickets of Jira, and incidents of ServiceNow beside them. */
export async function ticketsOf(
  context: SkillContext,
  about: string | undefined,
  asked: Window & { open: boolean },
): Promise<Records> {
  const [issues, records] = await Promise.all([
    ofJira(context, about, asked),
    ofServicenow(context, about, { ...asked, table: 'incident' }),
  ]);
  return together([
    ['Jira', issues],
    ['ServiceNow', records],
  ]);
}

/** Change requests of ServiceNow. */
export async function changeRequestsOf(
  context: SkillContext,
  about: string | undefined,
  asked: Window,
): Promise<Records> {
  return together([
    ['ServiceNow', await ofServicenow(context, about, { ...asked, open: false, table: 'change_request' })],
  ]);
}

/** One record in a line. */
export function recordItem(context: SkillContext, record: TrackedRecord): Item {
  const { system, id, title, state, about, at, who, link, more } = record;
  const by: Markdown = who === '' ? inline`` : inline`, with ${who}`;
  const of: Markdown = about === '' ? inline`` : inline`, ${about}`;
  const extra: Markdown = more === undefined ? inline`` : inline` (${more})`;
  const says = `${id} ${title}: ${state}${more === undefined ? '' : `, ${more}`}, ${at}`;
  return {
    text: inline`${bold(inline`${id}`)} ${prose(title)}: ${state}${extra}${of}, ${moment(context, at)}${by}. ${system}`,
    evidence: [citeSaid(context, { system: system.toLowerCase(), query: id, says, link })],
  };
}
