import { createHash } from 'node:crypto';
import type { ObjectRef } from '#diagnosis/evidence';
import { stemmer } from 'stemmer';
import type { Reading } from '../understand/reading.ts';

/** What a pod's name ends in: its replica set's hash and its own. */
const OF_POD = /(?:-[a-z0-9]{6,10})?-[a-z0-9]{5}$/;
const EMPTY = new Set(
  'a an the is are was were be been being am do does did have has had of in on at to for from with and or my our your its it this that these those me us you i we they he she please jamie now again still just so ok okay hey hi hello can could would will tell show give what which who why how when where there any'.split(
    ' ',
  ),
);
const KEY_LENGTH = 24;

/** An object as it is spoken of next week too: pods go by what they belong to. */
function lasting({ cluster, kind, namespace, name }: ObjectRef): string {
  const lasts = kind === 'Pod' ? name.replace(OF_POD, '') : name;
  return [cluster, namespace, lasts].join('/');
}

const wordsOf = (message: string): string[] => [
  ...new Set(
    (message.toLowerCase().match(/[\p{L}\p{N}]+(?:[-./][\p{L}\p{N}]+)*/gu) ?? [])
      .filter((word) => !EMPTY.has(word))
      .map((word) => stemmer(word)),
  ),
];

/**
 * Says whether two questions are the same: by what they ask of which objects where that was understood, by their words
 * where not. "why is cart down" and "what is wrong with cart" are the same question.
 */
export function questionKeyOf(reading: Reading, message: string): string {
  const about = reading.type === 'skill' ? reading.slots.objects.map(lasting).sort() : [];
  const asked =
    reading.type === 'skill' && about.length > 0
      ? [reading.skill, reading.slots.aspect ?? '', reading.slots.angle ?? '', ...about]
      : ['words', ...wordsOf(message).sort()];
  return createHash('sha256').update(asked.join('\n')).digest('base64url').slice(0, KEY_LENGTH);
}
