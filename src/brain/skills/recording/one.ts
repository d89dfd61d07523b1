import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import { span } from '../../answer/phrase.ts';
import { citeSaid, moment, unread } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';

const SHOWN = 8;

interface Line {
  at: string;
  by: string;
  text: string;
}

function lines(context: SkillContext, cited: string, all: readonly Line[]): Block[] {
  const items = all.map(({ at, by, text }) => ({
    text: inline`${moment(context, at)}${by === '' ? '' : `, ${by}`}: ${prose(text)}`,
    evidence: [cited],
  }));
  return items.length === 0 ? [] : [{ type: 'list', items, cap: SHOWN }];
}

const about = (blocks: Block[]): Draft => ({ outcome: 'answered', blocks, suggestions: [] });

async function ofServicenow(context: SkillContext, number: string): Promise<Draft> {
  const { servicenow } = context.systems;
  if (servicenow === undefined) return unread(`record ${number}`, ['ServiceNow is not connected.']);
  const told = await servicenow.readRecord({ number });
  if (!told.ok) return unread(`record ${number}`, [told.error.message]);
  const { record, description, workNotes, closeNotes } = told.value;
  const { title, state, priority, item, group, assignedTo, openedAt, startsAt, resolvedAt, link } = record;
  const cited = citeSaid(context, {
    system: 'servicenow',
    query: number,
    says: `${title}: ${state}, ${priority}`,
    link,
  });
  const end = resolvedAt === undefined ? inline`` : inline`, ended ${moment(context, resolvedAt)}`;
  return about([
    fact(
      inline`${bold(inline`${number}: ${prose(title)}`)}, ${state}, ${priority}. It is about ${code(item)}, with ${assignedTo || 'nobody'} of ${group || 'no group'}; ${moment(context, startsAt ?? openedAt)}${end}.`,
      [cited],
    ),
    ...(description === '' ? [] : [say(prose(description))]),
    ...(workNotes === '' ? [] : [fact(inline`Notes: ${prose(workNotes)}`, [cited])]),
    ...(closeNotes === '' ? [] : [fact(inline`What closed it: ${prose(closeNotes)}`, [cited])]),
    say(inline`To be seen at ${code(link)}`),
  ]);
}

async function ofJira(context: SkillContext, key: string): Promise<Draft> {
  const { jira } = context.systems;
  if (jira === undefined) return unread(`issue ${key}`, ['Jira is not connected.']);
  const told = await jira.readIssue({ key });
  if (!told.ok) return unread(`issue ${key}`, [told.error.message]);
  const { issue, description, comments, totalComments } = told.value;
  const { summary, status, type, priority, assignee, reporter, createdAt, link } = issue;
  const cited = citeSaid(context, {
    system: 'jira',
    query: key,
    says: `${summary}: ${status}, ${priority}`,
    link,
  });
  const rest = totalComments - Math.min(SHOWN, comments.length);
  return about([
    fact(
      inline`${bold(inline`${key}: ${prose(summary)}`)}, ${type}, ${status}, priority ${priority}. With ${assignee ?? 'nobody'}, reported by ${reporter ?? 'nobody'}, ${moment(context, createdAt)}.`,
      [cited],
    ),
    ...(description === '' ? [] : [say(prose(description))]),
    ...lines(context, cited, comments.slice(-SHOWN)),
    ...(rest > 0 ? [say(inline`${rest} earlier comments are not shown.`)] : []),
    say(inline`To be seen at ${code(link)}`),
  ]);
}

async function ofPagerduty(context: SkillContext, id: string): Promise<Draft> {
  const { pagerduty } = context.systems;
  if (pagerduty === undefined) return unread(`incident ${id}`, ['PagerDuty is not connected.']);
  const told = await pagerduty.readIncident({ id });
  if (!told.ok) return unread(`incident ${id}`, [told.error.message]);
  const { incident, log, notes } = told.value;
  const { number, title, status, urgency, service, openedAt, minutes, assignedTo, link } = incident;
  const cited = citeSaid(context, {
    system: 'pagerduty',
    query: `#${number}`,
    says: `${title}: ${status}, ${urgency}`,
    link,
  });
  const lasted = status === 'resolved' ? `lasted ${span(minutes * 60_000)}` : `for ${span(minutes * 60_000)}`;
  return about([
    fact(
      inline`${bold(inline`#${number}: ${prose(title)}`)}, ${status}, ${urgency} urgency, of ${code(service)}; opened ${moment(context, openedAt)}, ${lasted}${assignedTo.length === 0 ? '' : `, with ${assignedTo.join(', ')}`}.`,
      [cited],
    ),
    ...lines(
      context,
      cited,
      log.filter(({ text }) => !notes.some((note) => note.text === text)),
    ),
    ...(notes.length === 0 ? [] : [say(inline`What people noted:`), ...lines(context, cited, notes)]),
    say(inline`To be seen at ${code(link)}`),
  ]);
}

/** One record by its number: the number tells whose it is. */
export function oneRecord(context: SkillContext): Promise<Draft> {
  const { id = '' } = context.slots.incidents ?? {};
  if (/^(?:INC|CHG|PRB)\d+$/.test(id)) return ofServicenow(context, id);
  return /^[A-Z][A-Z0-9_]*-\d+$/i.test(id) ? ofJira(context, id) : ofPagerduty(context, id);
}
