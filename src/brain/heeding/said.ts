import { renderBlock } from '../answer/render.ts';
import { kindOfWord } from '../understand/grammar.ts';
import { KIND_WORDS } from '../understand/lexicon/kinds.ts';
import { NUMBER_WORDS } from '../understand/lexicon/numbers.ts';
import { stemOf } from '../understand/text/token.ts';
import type { SkillId } from '../understand/reading.ts';
import type { Heard } from './heard.ts';
import { SYNONYMS } from './synonyms.ts';

/** What an answer speaks of: its own words, and what was asked of systems for it. */
export interface Said {
  text: string;
  stems: ReadonlySet<string>;
}

const splitCamel = (text: string): string => text.replace(/([a-z])([A-Z])/g, '$1 $2');
const wordsOf = (text: string): string[] =>
  splitCamel(text)
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? [];

const MEANT_ALIKE: ReadonlyMap<string, ReadonlySet<string>> = byStem(SYNONYMS);

function byStem(groups: readonly string[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const group of groups) {
    const stems = group.split(/\s+/).map(stemOf);
    for (const stem of stems) found.set(stem, new Set([...(found.get(stem) ?? []), ...stems]));
  }
  return found;
}

/** Answers of these say how something is and make no use of which part of it was asked for. */
const WITHOUT_PARTS: ReadonlySet<SkillId> = new Set(['diagnose', 'cluster-health', 'usage']);

/** The names that a question is about: what they are made of says nothing of what is asked of them. */
function namesIn({ analysis, reading }: Heard): string[] {
  const found = analysis.mentions.flatMap(({ matches }) => matches.slice(0, 5));
  const names = [...found, ...reading.slots.objects.slice(0, 5)].map(({ name }) => name.toLowerCase());
  return [...new Set(names)].filter((name) => name.includes('-')).toSorted((a, b) => b.length - a.length);
}

/** What an answer speaks of. Clusters looked at are left out: that they were looked at says nothing of a question. */
export function saidIn(heard: Heard): Said {
  const { draft, calls, reading } = heard;
  const { clusters: _, aspect, kind, ...slots } = reading.slots;
  const parts = WITHOUT_PARTS.has(reading.skill) ? {} : { ...slots, aspect, kind };
  const whole = [...draft.blocks.map(renderBlock), JSON.stringify(calls), JSON.stringify(parts)].join('\n');
  const text = namesIn(heard).reduce(
    (left, name) => left.replaceAll(name, '_'),
    splitCamel(whole).toLowerCase(),
  );
  const words = wordsOf(text);
  return { text, stems: new Set([...words, ...words.map(stemOf)]) };
}

/** Long enough to be found within another word without being there by chance. */
const TELLING_LENGTH = 4;

/** Whether an answer speaks of a word: it, a form of it, what means the same, or a kind of that name. */
export function speaksOf({ text, stems }: Said, word: string): boolean {
  const stem = stemOf(word);
  if (stems.has(word) || stems.has(stem) || (word.length >= TELLING_LENGTH && text.includes(word)))
    return true;
  if (Object.hasOwn(NUMBER_WORDS, word) && stems.has(String(NUMBER_WORDS[word]))) return true;
  if ([...(MEANT_ALIKE.get(stem) ?? [])].some((alike) => stems.has(alike))) return true;
  const kind = kindOfWord(word);
  if (
    kind !== undefined &&
    [kind.toLowerCase(), ...(KIND_WORDS[kind] ?? [])].some((name) => text.includes(name.replace('=', '')))
  )
    return true;
  const parts = wordsOf(word);
  return parts.length > 1 && parts.every((part) => stems.has(part) || stems.has(stemOf(part)));
}
