import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { plainWords } from './wording.ts';

const TROUBLE =
  '(?:wrong|broken|failing|problems?|issues?|down|unhealthy|healthy|ok|okay|fine|trouble|bad|affected|cause|culprit|critical|happening|going on)';
const APART =
  '(?:besides|beside|apart from|other than|aside from|except|except for|excluding|ignoring|ignore|not counting|leaving out|forget about|leave out|disregarding)';
const FORMS: readonly RegExp[] = [
  /^(?:(?:ok|okay|so|but|no|and|well|i know|we know) )*_ (?:is|are|was) not (?:the |a |our |my |really )*(?:problem|cause|issue|culprit|reason|trouble|one)\b(?: .{0,60})?$/,
  /^(?:(?:ok|okay|so|but|no|and|well) )*(?:it|that) (?:is|was) not _ (?:so |then |but )*(?:what|who|where)\b.{0,40}$/,
  new RegExp(`^${APART} _ .{0,60}\\b${TROUBLE}\\b`),
  new RegExp(`\\b${TROUBLE}\\b.{0,40} ${APART} _$`),
  new RegExp(`^(?:what|is|are|anything|something|any).{0,40} ${APART} _(?: .{0,20})?$`),
];

const MOST_WORDS = 24;

/** "cart is not the problem, what is?": what is known already when everything else is asked about. */
export function leftOut(analysis: Analysis, { named, kinds }: Features): ObjectRef[] | undefined {
  const known = named.flatMap(({ matches }) => matches.slice(0, 1));
  if (known.length === 0 || kinds.length > 1 || analysis.words.length > MOST_WORDS) return undefined;
  const said = plainWords(analysis)
    .replace(/(?:_ )+_/g, '_')
    .replace(/_(?: (?:and|or|_))+ _/g, '_')
    .trim();
  return FORMS.some((form) => form.test(said)) ? known : undefined;
}
