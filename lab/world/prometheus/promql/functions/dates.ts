import { elementwise } from './shape.ts';
import type { PromFunction } from './shape.ts';

const PARTS: Record<string, (date: Date) => number> = {
  day_of_month: (date) => date.getUTCDate(),
  day_of_week: (date) => date.getUTCDay(),
  day_of_year: (date) =>
    Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1,
  days_in_month: (date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate(),
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
  month: (date) => date.getUTCMonth() + 1,
  year: (date) => date.getUTCFullYear(),
};

/** Parts of the date that a number of seconds is, of now without an argument. */
export const DATES: [string, PromFunction][] = Object.entries(PARTS).map(([name, part]) => [
  name,
  (args, at) => {
    const [vector = { type: 'vector' as const, points: [{ labels: {}, value: at / 1000 }] }] = args;
    return elementwise((value) => part(new Date(Math.trunc(value) * 1000)))([vector], at);
  },
]);
