import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import type { Reading, SkillId, Slots } from '../reading.ts';
import { isKnownWord } from '../vocabulary.ts';
import { nothingCalled } from './stranger-said.ts';

/** Skills that answer of everything when nothing is named. */
const OF_ALL: ReadonlySet<SkillId> = new Set(['deployments', 'traces', 'sync']);
/** Names of the systems themselves, of branches, and words of such questions that look like names. */
const NO_STRANGERS =
  /^(?:argo|argocd|git|github|gitlab|grafana|tempo|loki|prometheus|alertmanager|main|master|trunk|develop|ci|cd|slowest|fastest|bottleneck|longest|newest|latest|traceql|promql|logql|duration|apps?|everything|everyone|anyone|us|we)$/;
const NAME = /^[a-z][a-z0-9-]{2,}$/;
const SUBJECTS =
  /^(?:traces?|deployments?|deploys?|releases?|rollouts?|commits?|versions?|prs?|pulls?|sync|sl[aoi]s?|alerts?|budget)$/;
const DEEDS = /^(?:deployed|released|shipped|rolled|pushed|of|for|about|in|from)$/;

/** Whether the question found its subject by itself: a query, an id, an application's name. */
function isSettled({ sync, traces, deployments }: Slots): boolean {
  const told = [
    sync?.application,
    sync?.place,
    traces?.traceql,
    traces?.traceId,
    traces?.service,
    traces?.shown,
    deployments?.version,
    deployments?.number,
    deployments?.sha,
    deployments?.branch,
  ];
  return told.some((one) => one !== undefined);
}

const isStrange = (word: string): boolean =>
  NAME.test(word) && !NO_STRANGERS.test(word) && !SUBJECTS.test(word);

/** A name that stands where the subject of the question stands, and that nothing goes by. */
function strangerIn({ words }: Analysis, { named }: Features): string | undefined {
  const mention = named.find(
    ({ how, sure, said }) => how === 'unknown' && sure && isStrange(said.toLowerCase()),
  );
  if (mention !== undefined) return mention.said;
  return words.find((word, at) => {
    if (word.claim !== undefined || isKnownWord(word) || !isStrange(word.word)) return false;
    const [before, after] = [words[at - 1]?.word ?? '', words[at + 1]?.word ?? ''];
    return SUBJECTS.test(after) || DEEDS.test(before);
  })?.raw;
}

/** The reading, unless it would answer of everything a question about something that nothing goes by. */
export function unlessStranger(analysis: Analysis, features: Features, reading: Reading): Reading {
  if (reading.type !== 'skill' || !OF_ALL.has(reading.skill)) return reading;
  if (reading.slots.objects.length > 0 || isSettled(reading.slots)) return reading;
  const said = strangerIn(analysis, features);
  if (said === undefined) return reading;
  return nothingCalled(analysis, said, reading.mood);
}
