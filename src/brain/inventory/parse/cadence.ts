import { roleOf } from '../../understand/items.ts';
import { addFilter, isNegated, type Draft, type Reader } from './draft.ts';

const OFTEN: Readonly<Record<string, string>> = {
  hourly: 'hourly',
  daily: 'daily',
  nightly: 'daily',
  weekly: 'weekly',
  monthly: 'monthly',
  yearly: 'yearly',
  annually: 'yearly',
};
const UNITS: Readonly<Record<string, string>> = {
  hour: 'hourly',
  day: 'daily',
  night: 'daily',
  week: 'weekly',
  month: 'monthly',
  year: 'yearly',
  minute: 'every minute',
};
const EACH = /^(?:every|each|per|a|an|once a|once an|once every|once per|once)$/;
const MINUTE = 60_000;

const isOfCronJobs = ({ items, fallback }: Draft) =>
  fallback === 'CronJob' || items.some((item) => roleOf(item, 'kind')?.kind === 'CronJob');

/** How many minutes an amount of time is, as schedules say it. */
function everySo(milliseconds: number): string | undefined {
  const minutes = milliseconds / MINUTE;
  if (!Number.isInteger(minutes) || minutes < 1) return undefined;
  if (minutes === 1) return 'every minute';
  if (minutes === 60) return 'hourly';
  if (minutes === 1440) return 'daily';
  return minutes % 60 === 0 ? `every ${minutes / 60} hours` : `every ${minutes} minutes`;
}

/** "cron jobs that run hourly", "every night", "every 15 minutes", "with the schedule cron_5_*_*_*_*". */
export const readCadence: Reader = (draft, at) => {
  const { items } = draft;
  const item = items[at];
  if (item === undefined || draft.used.has(at) || !isOfCronJobs(draft)) return false;
  if (/^cron_/.test(item.raw)) return readExpression(draft, at);
  const op = isNegated(draft, at) ? 'is-not' : 'is';
  const spoken = [at - 1, at - 2].filter((index) =>
    /^(?:scheduled|schedule|run|runs|running|once|at)$/.test(items[index]?.word ?? ''),
  );
  const often = Object.hasOwn(OFTEN, item.word) ? OFTEN[item.word] : undefined;
  if (often !== undefined) return addFilter(draft, { field: 'cadence', op, value: often }, at, ...spoken);
  if (!EACH.test(item.word)) return false;
  const next = items[at + 1];
  const amount = next?.amount?.dimension === 'duration' ? next.amount.value : undefined;
  const unit = next !== undefined && Object.hasOwn(UNITS, next.word) ? UNITS[next.word] : undefined;
  const value = amount === undefined ? unit : everySo(amount);
  return value !== undefined && addFilter(draft, { field: 'cadence', op, value }, at, at + 1, ...spoken);
};

function readExpression(draft: Draft, at: number): boolean {
  const value = draft.items[at]?.raw.slice('cron_'.length).replaceAll('_', ' ') ?? '';
  const spoken = [at - 1, at - 2, at - 3].filter(
    (index) =>
      roleOf(draft.items[index], 'field')?.field === 'schedule' ||
      /^(?:of|is|schedule|cron)$/.test(draft.items[index]?.word ?? ''),
  );
  return addFilter(draft, { field: 'schedule', op: 'is', value }, at, ...spoken);
}
