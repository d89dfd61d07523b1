import * as chrono from 'chrono-node/en';
import { DAY, HOUR, offsetMinutes, startOfDay, type Moment } from './zone.ts';

const AHEAD =
  /\b(?:tomorrow(?: (?:morning|afternoon|evening|night))?|next (?:week|month|weekend|mon|tues|wednes|thurs|fri|satur|sun)\w*|(?:on |this |coming )+(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:this |the |over the )weekend|in (?:an?|\d{1,3}|two|three|five|ten) (?:minutes?|hours?|days?|weeks?)(?! ago)|later today|from now)\b(?:.{0,12}\b(?:at )?\d{1,2}(?:[:h]\d\d)?(?: ?[ap]m)?\b)?/i;

/** A moment to come that a message tells, for what is planned: rotas, changes. */
export function momentAhead(text: string, moment: Moment): number | undefined {
  const said = AHEAD.exec(text)?.[0];
  if (said === undefined) return undefined;
  const reference = { instant: new Date(moment.now), timezone: offsetMinutes(moment) };
  const plain = said
    .replace(/(?:this |the |over the )+weekend/i, 'saturday')
    .replace(/next weekend/i, 'next saturday');
  const [found] = chrono.casual.parse(plain, reference, { forwardDate: true });
  if (found === undefined) return undefined;
  const at = found.start.date().getTime();
  const isDay = !found.start.isCertain('hour');
  const noon = startOfDay(at, moment) + DAY / 2;
  const told = isDay ? noon : at;
  return told > moment.now - HOUR ? told : undefined;
}
