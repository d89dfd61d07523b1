import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import type { Mood, Reading } from './reading.ts';
import { plainWords } from './wording.ts';

const TROUBLE =
  /\b(?:can ?not|unable|could not|does not|do not|is not|are not|will not|not able|fail\w*|broken|down|stuck|slow|errors?|problems?|issues?|trouble|complain\w*|impossible|nobody|no one|nothing)\b/;
const SHORTEST = 3;
const MOST = 3;
const EVERYDAY = new Set(
  'the and for are not can cannot our all get has have any with from that this they them users user customers customer people error errors problem issue data app apps api work working load open use see web site page'.split(
    ' ',
  ),
);

const PEOPLE =
  /^(?:hey |help |hi |our |the |all |some |many |most |jamie )*(?:customers?|users?|people|clients?|visitors?|shoppers?|buyers?|guests?|members?) (?:can not|cannot|are unable to|are not able to|fail to|could not|report|complain)\b/;

/** "customers cannot pay": trouble told by whom it meets, and nothing that runs is named. */
export const peopleCannot = ({ words }: Analysis, { named, kinds }: Features): boolean =>
  named.every(({ matches }) => matches.length === 0) &&
  kinds.length === 0 &&
  PEOPLE.test(plainWords({ words }));

/** Somebody tells of trouble in words of their own business, and a namespace or workload is called alike: "customers cannot pay". */
export function hinted({ words, scope, text, input, places }: Analysis, mood: Mood): Reading | undefined {
  if (!TROUBLE.test(plainWords({ words })) || text.length > 200 || places.namespaces.length > 0)
    return undefined;
  const said = words
    .filter(
      ({ claim, word }) =>
        (claim === undefined || claim === 'place') && word.length >= SHORTEST && !EVERYDAY.has(word),
    )
    .flatMap(({ word, stem }) => [word, stem]);
  const isAlike = (name: string) => said.some((word) => word.length >= SHORTEST && name.startsWith(word));
  const names = scope
    .flatMap((cluster) => input.snapshot(cluster)?.objects.Namespace ?? [])
    .map(({ metadata: { name } }) => name)
    .filter((name) => name.split('-').some(isAlike));
  const choices = [...new Set(names)]
    .slice(0, MOST)
    .map((name) => ({ label: `the health of namespace ${name}`, message: `is namespace ${name} healthy?` }));
  if (choices.length === 0) return undefined;
  const labels = choices.map(({ label }) => label).join(' or ');
  return {
    type: 'ambiguous',
    question: `I do not see what people do with it, only what runs. Shall I look at ${labels}?`,
    choices,
    mood,
  };
}
