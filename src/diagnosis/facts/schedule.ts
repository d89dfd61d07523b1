import { CronExpressionParser } from 'cron-parser';
import { oneLine } from './wording.ts';

/** When a schedule comes due; `at` is undefined for one that has no fixed times (@every). */
export type Due = { ok: true; at?: number } | { ok: false; why: string };

const FIELDS = 5;

/**
 * When a CronJob's schedule first comes due after a moment, or why it never does.
 * Without a time zone the controller's own counts, which is UTC in practice.
 */
export function nextDue(schedule: string, timeZone: string | undefined, after: number): Due {
  const text = schedule.trim().replace(/^(?:CRON_)?TZ=(\S+)\s+/, '');
  if (/^@every\s/.test(text)) return { ok: true };
  const fields = text ? text.split(/\s+/).length : 0;
  if (!text.startsWith('@') && fields !== FIELDS) {
    return { ok: false, why: `it has ${fields} fields where ${FIELDS} are needed` };
  }
  try {
    const options = { currentDate: new Date(after), tz: timeZone ?? 'UTC' };
    return { ok: true, at: CronExpressionParser.parse(text, options).next().getTime() };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, why: /explicit day of month/.test(why) ? 'no such day exists' : oneLine(why, 120) };
  }
}
