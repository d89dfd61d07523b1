import type { Item } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import { iso } from '../../answer/phrase.ts';
import type { TaughtNote } from '../../knowledge/note.ts';
import type { Suggestion } from '../../turn-event.ts';
import { dateIn } from '../guiding/cite-guide.ts';
import type { SkillContext } from '../skill.ts';

const ID_SHOWN = 8;
const LONGEST_LABEL = 40;

/** The beginning of a note's id: enough to tell it from others. */
const shortId = ({ id }: TaughtNote): string => id.slice(0, ID_SHOWN);

const STATES: Readonly<Record<TaughtNote['state'], string>> = {
  waiting: 'yours alone until it is reviewed',
  shared: 'shared with the team',
  rejected: 'yours alone',
};

/** What a note says, whose it is and since when, on its evidence. */
export function noteItem({ ledger, timeZone }: SkillContext, note: TaughtNote): Item {
  const { text, by, taughtAt, state } = note;
  const source = { system: 'knowledge', query: `show guide taught/${note.id}` };
  const evidence = ledger.add({
    at: taughtAt,
    source,
    says: `Taught by ${by} on ${iso(Date.parse(taughtAt))}: ${text}`,
  });
  const on = dateIn(taughtAt, timeZone);
  return {
    text: inline`${bold(code(shortId(note)))} ${prose(text)} (${by}, ${on}; ${STATES[state]})`,
    evidence: [evidence],
  };
}

const inShort = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST_LABEL ? `${line.slice(0, LONGEST_LABEL - 1).toWellFormed()}…` : line;
};

export const forgetting = (note: TaughtNote): Suggestion => ({
  label: `Forget “${inShort(note.text)}”`,
  message: `forget the note ${note.id}`,
});

export const judging = (note: TaughtNote): Suggestion[] => [
  { label: `Approve ${shortId(note)}`, message: `approve note ${note.id}` },
  { label: `Reject ${shortId(note)}`, message: `reject note ${note.id}` },
];
