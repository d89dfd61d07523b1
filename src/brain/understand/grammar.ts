import type { Field, Filter, InventoryQuery } from '../inventory/query.ts';
import type { StatusWord } from '../inventory/status-words.ts';
import { FACET_PHRASES, FIELD_PHRASES, PROBE_PHRASES, RESOURCE_PHRASES } from './lexicon/fields.ts';
import { KIND_WORDS } from './lexicon/kinds.ts';
import {
  AGE_PHRASES,
  EXCEPT_PHRASES,
  GROUP_PHRASES,
  NOT_PHRASES,
  OPERATOR_PHRASES,
  POSTFIX_OPERATOR_PHRASES,
  RELATION_PHRASES,
  SORT_PHRASES,
  SUPERLATIVE_PHRASES,
  WITHOUT_PHRASES,
  WITH_PHRASES,
} from './lexicon/operators.ts';
import { ALL_NAMESPACES_PHRASES, EVERYWHERE_PHRASES, SYSTEM_NAMESPACE_PHRASES } from './lexicon/places.ts';
import { STATUS_PHRASES } from './lexicon/statuses.ts';
import { VERB_PHRASES } from './lexicon/verbs.ts';
import { phraseTrie, type PhraseTrie } from './text/phrase-trie.ts';

export type Facet = 'request' | 'limit' | 'usage' | 'free';

/** What a phrase does in a sentence, whatever the skill. A phrase may do several things; the parser picks by place. */
export type Meaning =
  | { role: 'kind'; kind: string }
  | { role: 'status'; status: StatusWord }
  | { role: 'field'; field: Field }
  | { role: 'probe'; probe: string }
  | { role: 'resource'; resource: 'cpu' | 'memory' }
  | { role: 'facet'; facet: Facet }
  | { role: 'operator'; op: Filter['op'] }
  | { role: 'postfix'; op: Filter['op'] }
  | { role: 'age'; op: Filter['op'] }
  | { role: 'superlative'; order: 'ascending' | 'descending'; field?: Field }
  | { role: 'relation'; field: Field }
  | { role: 'verb'; verb: InventoryQuery['verb'] }
  | { role: Mark };

/** Words of structure. */
export type Mark =
  | 'sort'
  | 'group'
  | 'without'
  | 'with'
  | 'not'
  | 'except'
  | 'everywhere'
  | 'all-namespaces'
  | 'system-namespaces';

type Entry = readonly [string, Meaning];

const keyed = <K extends string>(
  table: Partial<Record<K, readonly string[]>>,
  meaning: (key: K) => Meaning,
): Entry[] =>
  (Object.entries(table) as [K, readonly string[]][]).flatMap(([key, phrases]) =>
    phrases.map((phrase): Entry => [phrase, meaning(key)]),
  );
const marked = (phrases: readonly string[], role: Mark): Entry[] =>
  phrases.map((phrase): Entry => [phrase, { role }]);

/** Kinds match in the singular and the plural, never by stem: what was deployed is no deployment. */
function inBothNumbers(table: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  const forms = (word: string) => (word.startsWith('=') ? [word] : [`=${word}`, `=${pluralOf(word)}`]);
  return Object.fromEntries(Object.entries(table).map(([kind, words]) => [kind, words.flatMap(forms)]));
}

function pluralOf(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|ch)$/.test(word) ? `${word}es` : `${word}s`;
}

function entries(): Entry[] {
  return [
    ...keyed(inBothNumbers(KIND_WORDS), (kind) => ({ role: 'kind', kind })),
    ...keyed(STATUS_PHRASES, (status) => ({ role: 'status', status })),
    ...keyed(FIELD_PHRASES, (field) => ({ role: 'field', field })),
    ...keyed(PROBE_PHRASES, (probe) => ({ role: 'probe', probe })),
    ...keyed(RESOURCE_PHRASES, (resource) => ({ role: 'resource', resource })),
    ...keyed(FACET_PHRASES, (facet) => ({ role: 'facet', facet })),
    ...keyed(OPERATOR_PHRASES, (op) => ({ role: 'operator', op })),
    ...keyed(POSTFIX_OPERATOR_PHRASES, (op) => ({ role: 'postfix', op })),
    ...keyed(AGE_PHRASES, (op) => ({ role: 'age', op })),
    ...SUPERLATIVE_PHRASES.flatMap(([{ order, field }, phrases]) =>
      phrases.map((phrase): Entry => [phrase, { role: 'superlative', order, field }]),
    ),
    ...keyed(RELATION_PHRASES, (field) => ({ role: 'relation', field })),
    ...keyed(VERB_PHRASES, (verb) => ({ role: 'verb', verb })),
    ...marked(SORT_PHRASES, 'sort'),
    ...marked(GROUP_PHRASES, 'group'),
    ...marked(WITHOUT_PHRASES, 'without'),
    ...marked(WITH_PHRASES, 'with'),
    ...marked(NOT_PHRASES, 'not'),
    ...marked(EXCEPT_PHRASES, 'except'),
    ...marked(EVERYWHERE_PHRASES, 'everywhere'),
    ...marked(ALL_NAMESPACES_PHRASES, 'all-namespaces'),
    ...marked(SYSTEM_NAMESPACE_PHRASES, 'system-namespaces'),
  ];
}

/** Every phrase that has a part in a question about objects. */
export const GRAMMAR: PhraseTrie<Meaning> = phraseTrie(entries());

/** The single words of the grammar, as written in the lexicons. */
export const GRAMMAR_WORDS: readonly string[] = [
  ...new Set(entries().flatMap(([phrase]) => phrase.replace(/^=/, '').split(' '))),
];

const KIND_BY_WORD: ReadonlyMap<string, string> = new Map(
  Object.entries(KIND_WORDS).flatMap(([kind, words]) =>
    [kind, ...words].flatMap((word) => {
      const plain = word.replace(/^=/, '').toLowerCase();
      return [
        [plain, kind] as const,
        [`${plain}s`, kind] as const,
        [`${plain}es`, kind] as const,
        [plain.replace(/y$/, 'ies'), kind] as const,
      ];
    }),
  ),
);

/** The kind that one word names: canonical, plural or short, with or without its API group. */
export function kindOfWord(word: string): string | undefined {
  const plain = word.toLowerCase();
  return KIND_BY_WORD.get(plain) ?? KIND_BY_WORD.get(plain.split('.')[0] ?? '');
}
