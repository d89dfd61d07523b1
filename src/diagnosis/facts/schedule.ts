import { CronExpressionParser } from 'cron-parser';
import { oneLine } from './wording.ts';

export type Schedule =
  { ok: true; last: number | undefined; next: number | undefined } | { ok: false; why: string };

interface Turn {
  next(): { getTime(): number };
  prev(): { getTime(): number };
}

function step(turn: () => { getTime(): number }): number | undefined {
  try {
    return turn().getTime();
  } catch {
    return undefined;
  }
}

function around(parse: () => Turn): Schedule {
  const back = parse();
  const last = step(() => back.prev());
  const next = step(() => parse().next());
  return { ok: true, last, next };
}

const FIELDS = 5;

/**
 * When a CronJob's schedule last came due before `now` and comes due next, or why it cannot be read.
 * Without a time zone the controller's own counts, which is UTC in practice.
 */
export function readSchedule(schedule: string, timeZone: string | undefined, now: number): Schedule {
  const text = schedule.trim().replace(/^(?:CRON_)?TZ=(\S+)\s+/, '');
  if (/^@every\s/.test(text)) return { ok: true, last: undefined, next: undefined };
  if (!text.startsWith('@') && text.split(/\s+/).length !== FIELDS) {
    return {
      ok: false,
      why: `it has ${text ? text.split(/\s+/).length : 0} fields where ${FIELDS} are needed`,
    };
  }
  try {
    return around(() =>
      CronExpressionParser.parse(text, { currentDate: new Date(now), tz: timeZone ?? 'UTC' }),
    );
  } catch (error) {
    return { ok: false, why: oneLine(error instanceof Error ? error.message : String(error), 120) };
  }
}
