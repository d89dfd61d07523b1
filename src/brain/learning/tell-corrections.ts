import { say, type Block } from '../answer/draft.ts';
import { bold, inline, type Markdown } from '../answer/markdown.ts';
import type { Correction } from './store.ts';

const DAY_MS = 24 * 3_600_000;
const YEAR_MS = 300 * DAY_MS;

function dayOf(at: Date, { now, timeZone }: { now: number; timeZone: string }): string {
  const year = now - at.getTime() > YEAR_MS ? ({ year: 'numeric' } as const) : {};
  return new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', ...year }).format(at);
}

interface Told {
  personId: string;
  now: number;
  timeZone: string;
}

/** Who said so: never more sure than that. */
function whoOf({ personId, personName }: Correction, asker: string): string {
  if (personId === asker) return 'You';
  return personName !== null && /^[\p{L}][\p{L}\p{M} .'’-]{0,60}$/u.test(personName)
    ? personName
    : 'Somebody';
}

function lineOf(correction: Correction, told: Told): Markdown {
  const who = whoOf(correction, told.personId);
  const head = bold(inline`${who} corrected this on ${dayOf(correction.at, told)}:`);
  return inline`${head} “${correction.text}”. That is what was said then, not what I see now.`;
}

/** What people said of the same question, with their names, to stand below what is seen now and never in its place. */
export const tellCorrections = (corrections: readonly Correction[], told: Told): Block[] =>
  corrections.map((correction) => say(lineOf(correction, told)));
