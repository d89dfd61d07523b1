import { CronExpressionParser } from 'cron-parser';

/** The next moment a schedule is due after `from`; undefined when the schedule cannot be read. */
export function nextRun(schedule: string, from: number, timeZone = 'UTC'): number | undefined {
  try {
    return CronExpressionParser.parse(schedule, { currentDate: new Date(from), tz: timeZone })
      .next()
      .getTime();
  } catch {
    return undefined;
  }
}
