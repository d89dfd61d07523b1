import { tellsNothing } from '../understand/systems/metrics/unread.ts';
import { isInert } from '../inventory/parse/inert-words.ts';
import { CONDITION_WORDS } from '../understand/lexicon/conditions.ts';
import { FUNCTION_WORDS } from '../understand/lexicon/common-words.ts';
import { NUMBER_WORDS } from '../understand/lexicon/numbers.ts';
import { SKILL_CUES } from '../understand/lexicon/skill-cues.ts';
import { FILLER } from '../understand/lexicon/talk.ts';
import type { Word } from '../understand/names/word.ts';
import type { SkillId } from '../understand/reading.ts';
import { stemOf } from '../understand/text/token.ts';
import { HINDRANCE, REASON, TROUBLE } from '../understand/trouble-signs.ts';
import { plainWords } from '../understand/wording.ts';
import { ASKED_BY } from './asked-by.ts';
import type { Heard } from './heard.ts';
import { NEUTRAL } from './neutral.ts';
import { saidIn, speaksOf, type Said } from './said.ts';

/** Answers of these are about how something is, whatever else was asked: no word of theirs is heeded by choosing them. */
const OF_STATE: ReadonlySet<SkillId> = new Set(['diagnose', 'cluster-health']);
const CATCH_ALL: ReadonlySet<SkillId> = new Set([...OF_STATE, 'describe']);

/** Reads every word by a grammar of its own, and owns up to what it could not read. */
const READS_ALL: ReadonlySet<SkillId> = new Set(['inventory', 'walk']);

/** Those that ask a system about something named. */
const SYSTEMS: ReadonlySet<SkillId> = new Set([
  'metrics',
  'logs',
  'traces',
  'alerts',
  'deployments',
  'sync',
  'incidents',
  'dashboards',
  'slo',
]);

const stemsOf = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => (text.match(/[a-z0-9-]+/g) ?? []).map(stemOf)));

const CUES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(SKILL_CUES).map(([skill, { cues, examples }]) => [
    skill,
    stemsOf([...Object.keys(cues), ...examples]),
  ]),
);

const isPlain = ({ word, claim }: Word): boolean =>
  claim === undefined && /[a-z]{2}/.test(word) && !Object.hasOwn(NUMBER_WORDS, word);

const saysNothing = (word: string): boolean =>
  FUNCTION_WORDS.has(word) || FILLER.has(word) || NEUTRAL.has(word) || isInert(word);

/** Whether a word is what a skill is asked by. */
function isOfSkill(word: string, skill: SkillId): boolean {
  if (ASKED_BY[skill]?.has(word) === true) return true;
  if (OF_STATE.has(skill) && (CONDITION_WORDS.has(word) || TROUBLE.test(word))) return true;
  if (skill === 'metrics' && tellsNothing(word)) return true;
  return !CATCH_ALL.has(skill) && CUES.get(skill)?.has(stemOf(word)) === true;
}

const LEADS = /^(?:of|for|from|between)$/;
const ARTICLE = /^(?:the|our|my|a|an)$/;

/** Where the thing stands that a question is about: "what changed in the last deployment of shipping?" */
function isSubject(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.word ?? '';
  const lead = ARTICLE.test(before) ? words[at - 2]?.word : before;
  const isLast = at === words.length - 1 || words[at]?.ends === true;
  return isLast && LEADS.test(lead ?? '');
}

/** Heeded as it is written, or as it is spelt right. */
const isHeeded = (word: Word, skill: SkillId, said: Said): boolean =>
  !isPlain(word) ||
  [word.word, word.raw.toLowerCase()].some(
    (one) => saysNothing(one) || isOfSkill(one, skill) || speaksOf(said, one),
  );

/** Stands for a thing where a thing is expected: `shipping` is a service there, and not what ships. */
const DOING = /ing$/;

/** Whether what a question is about is spoken of by its own name. */
const isSaid = (word: Word, skill: SkillId, said: Said): boolean =>
  !isPlain(word) ||
  saysNothing(word.word) ||
  said.text.includes(word.word) ||
  (!DOING.test(word.word) && isHeeded(word, skill, said));

/** The words by which a name was found that is not written as it is: "the payments worker". */
function partsOfNames({ analysis, reading }: Heard): ReadonlySet<string> {
  const text = analysis.text.toLowerCase();
  const names = reading.slots.objects.map(({ name }) => name.toLowerCase());
  return new Set(names.filter((name) => !text.includes(name)).flatMap((name) => name.split('-')));
}

const WHY = /\bwhy\b|\bhow come\b|\bwhat (?:causes|made|makes|blocks|keeps|stops)\b/i;

/** Trouble was told of, and trouble was found: the words are how it looks from where the asker stands. */
function tellsTheTrouble({ analysis, reading, draft }: Heard): boolean {
  const isTrouble = draft.severity === 'critical' || draft.severity === 'warning';
  if (!OF_STATE.has(reading.skill) || !isTrouble) return false;
  const plain = plainWords(analysis);
  return (
    TROUBLE.test(plain) || HINDRANCE.test(plain) || REASON.test(analysis.text) || WHY.test(analysis.text)
  );
}

/** The words of a question that its answer does not heed. */
export function unheededWords(heard: Heard): string[] {
  const { analysis, reading } = heard;
  if (READS_ALL.has(reading.skill) || tellsTheTrouble(heard)) return [];
  const said = saidIn(heard);
  const parts = partsOfNames(heard);
  const isNamed = (at: number) =>
    parts.has(analysis.words[at]?.word ?? '') ||
    analysis.mentions.some(({ from, to, matches }) => at >= from && at < to && matches.length > 0);
  return analysis.words
    .filter((word, at) => {
      const isKnown = isSubject(analysis.words, at) && SYSTEMS.has(reading.skill) ? isSaid : isHeeded;
      return !isNamed(at) && !isKnown(word, reading.skill, said);
    })
    .map(({ raw }) => raw);
}
