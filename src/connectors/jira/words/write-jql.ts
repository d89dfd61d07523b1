import type { TimeWindow } from '#connectors/kit';

/** What is looked for. */
export interface IssueWords {
  service?: string | undefined;
  text?: string | undefined;
  project?: string | undefined;
  state: 'open' | 'done' | 'all';
  /** A condition in JQL, added to the others. */
  jql?: string | undefined;
  window: TimeWindow;
}

/** A text as JQL quotes it. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\s+/g, ' ')}"`;
}

/** A text as one phrase of a text search: quoted once more inside the quotes. */
function phrase(text: string): string {
  return quoted(`"${text.replace(/[\\"]/g, ' ').trim()}"`);
}

/** The words of a text, without the signs and the capital words that a text search takes for operators. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_.]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

const minutesBack = (now: number, time: number): number => Math.max(0, Math.round((now - time) / 60_000));

/** The JQL for words: bounded by the window, the latest change first. */
export function writeJql({ service, text, project, state, jql, window }: IssueWords, now: number): string {
  const until = minutesBack(now, window.end);
  const conditions = [
    ...(jql === undefined ? [] : [`(${jql.replace(/\border\s+by\b.*$/is, '').trim()})`]),
    ...(project === undefined ? [] : [`project = ${quoted(project)}`]),
    ...(service === undefined ? [] : [`(labels = ${quoted(service)} OR text ~ ${phrase(service)})`]),
    ...(text === undefined ? [] : wordsOf(text).map((word) => `text ~ ${quoted(word)}`)),
    ...(state === 'all' ? [] : [`statusCategory ${state === 'done' ? '=' : '!='} Done`]),
    `updated >= "-${minutesBack(now, window.start)}m"`,
    ...(until === 0 ? [] : [`updated <= "-${until}m"`]),
  ];
  return `${conditions.join(' AND ')} ORDER BY updated DESC`;
}
