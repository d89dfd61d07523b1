import type { ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import type { SkillContext } from '../skill.ts';

/** A field of an object as the API server gives it. */
interface Field {
  path: readonly string[];
  value: unknown;
}

const DEEPEST = 10;
const MOST_FIELDS = 4_000;
const NOT_SHOWN = new Set(['managedFields', 'kubectl.kubernetes.io/last-applied-configuration']);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Every field, parents before children. */
function fieldsOf(object: Record<string, unknown>): Field[] {
  const found: Field[] = [];
  const open: Field[] = [{ path: [], value: object }];
  for (let at = 0; at < open.length && found.length < MOST_FIELDS; at += 1) {
    const { path, value } = open[at] ?? { path: [], value: undefined };
    if (!isObject(value) || path.length >= DEEPEST) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (NOT_SHOWN.has(key)) continue;
      const field = { path: [...path, key], value: inner };
      found.push(field);
      open.push(field);
    }
  }
  return found;
}

const SAME: Readonly<Record<string, string>> = {
  maximum: 'max',
  minimum: 'min',
  utilisation: 'utilization',
  os: 'osimage',
  arch: 'architecture',
  sa: 'serviceaccount',
  fs: 'filesystem',
};
const EMPTY_WORDS = new Set([
  'the',
  'a',
  'an',
  'its',
  'of',
  'and',
  'setting',
  'settings',
  'value',
  'field',
  'configured',
  'set',
  'count',
  'name',
  'current',
  'exact',
]);

const wordsOf = (said: string): string[] =>
  said
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !EMPTY_WORDS.has(word))
    .map((word) => SAME[word] ?? word);

/** `terminationGracePeriodSeconds` as its words, and the whole as one; of a label only what stands behind its domain. */
const partsOf = (key: string): string[] => [
  ...key
    .slice(key.lastIndexOf('/') + 1)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/),
  key.toLowerCase(),
];

const fits = (word: string, part: string): boolean =>
  part === word ||
  part === `${word}s` ||
  `${part}s` === word ||
  part.replace(/ies$/, 'y') === word.replace(/ies$/, 'y') ||
  (word.length > 4 && part.startsWith(word));

/** How well a field answers to some words: 0 when a word is found nowhere in its path. */
function scoreOf({ path }: Field, words: readonly string[]): number {
  const keys = path.filter((key) => !/^\d+$/.test(key));
  const last = partsOf(keys.at(-1) ?? '');
  const before = keys.slice(0, -1).flatMap(partsOf);
  const inLast = words.filter((word) => last.some((part) => fits(word, part)));
  const isCovered = words.every((word) => inLast.includes(word) || before.some((part) => fits(word, part)));
  if (!isCovered || inLast.length === 0) return 0;
  const spare = Math.max(0, last.length - 1 - inLast.length);
  return 10 * inLast.length - 2 * spare - path.length - (keys[0] === 'metadata' ? 1 : 0);
}

/** The fields that fit best: several when a list has one each. */
function bestFields(object: Record<string, unknown>, words: readonly string[]): Field[] {
  const scored = fieldsOf(object)
    .map((field) => ({ field, score: scoreOf(field, words) }))
    .filter(({ score }) => score > 0);
  const top = Math.max(0, ...scored.map(({ score }) => score));
  const same = scored.filter(({ score }) => score === top).map(({ field }) => field);
  const shape = (field: Field) => field.path.map((key) => (/^\d+$/.test(key) ? '#' : key)).join('.');
  return same.filter((field) => same[0] !== undefined && shape(field) === shape(same[0])).slice(0, 8);
}

const LONGEST = 400;

function valueInWords({ value }: Field): Markdown {
  if (!isObject(value)) return code(String(value));
  const text = JSON.stringify(value);
  return code(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

const dotted = ({ path }: Field): string =>
  path.reduce((whole, key) => (/^\d+$/.test(key) ? `${whole}[${key}]` : `${whole}.${key}`));

/** A part of an object that is told nowhere else, looked up in what the API server gives by the words for it. */
export async function anyField(context: SkillContext, ref: ObjectRef, said: string): Promise<Block[]> {
  const result = await context.calls.getAny(ref);
  const words = wordsOf(said);
  const fields = !result.ok || words.length === 0 ? [] : bestFields(result.value, words);
  if (fields.length === 0)
    return [
      say(
        inline`I find no ${said} in what the API server keeps of ${fullName(ref)}: it is not set there, has another name, or belongs to another object.`,
      ),
    ];
  const told = fields.map((field) => inline`${code(dotted(field))} is ${valueInWords(field)}`);
  const says = fields.map((field) => `${dotted(field)}: ${valueInWords(field).markdown.replace(/`/g, '')}`);
  return [
    fact(inline`${bold(inline`${fullName(ref)}, ${said}`)}: ${listed(told)}`, [
      citeObject(context, ref, says.join(', ')),
    ]),
  ];
}
