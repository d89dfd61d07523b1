import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from '../analyse.ts';
import type { Mood, Reading, Slots } from '../reading.ts';
import { plainWordsOf, thingsNamed, type Plain, type Thing } from './thing-named.ts';

const SAYS_SO = new Set(
  `traffic egress ingress possible allowed allow allows permitted permit permits blocked block blocks stop stops stopped deny denied denies forbid forbids forbidden netpol netpols networkpolicy policy policies network
  connection connections connect connects connectivity reach reaches reachable talk talks communicate communication access open firewall firewalled call calls path route prevent prevents cut off dropped drop drops through between > -> go goes pass passes
  flow flows let lets way works work open speak speaks hit hits ping pings service svc pod pods deployment deployments app namespace packets packet restrict restricts restricted isolated isolate
  anything something any keep keeps`
    .split(/\s+/)
    .filter(Boolean),
);
/** Tell by themselves that the way from one thing to another is meant. */
const TELLS =
  /\b(?:traffic|egress|possible|allowed|allows?|permit\w*|block\w*|stop\w*|den(?:y|ies|ied)|forbid\w*|netpols?|polic(?:y|ies)|connect\w*|reach\w*|talk\w*|communicat\w*|access|firewall\w*|path|between|prevents?|ping|packets?|restrict\w*|isolat\w*)\b|->|→|>/i;
const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Pod', 'Service'];

function refOf({ scope }: Analysis, { hits }: Thing): ObjectRef | undefined {
  const here = hits.filter(({ cluster }) => scope.includes(cluster));
  const near = here.length > 0 ? here : hits;
  const kind = KINDS.find((one) => near.some((hit) => hit.kind === one));
  const found = near.filter((hit) => hit.kind === kind);
  return found.length === 1 ||
    found.every(({ cluster }) => cluster !== found[0]?.cluster || found.length === 1)
    ? found[0]
    : undefined;
}

const isOf = ({ from, to }: Thing, at: number): boolean => at >= from && at < to;

/** Whether the thing said second is where the way begins: "to B from A". */
const isBackwards = (words: readonly Plain[], first: Thing, second: Thing): boolean =>
  words[second.from]?.before === 'from' || (words[second.from]?.before === 'by' && first.from < second.from);

/** "does a policy stop cart -> payments-api": the way between two things, when every other word speaks of ways. */
export function pathAsked(analysis: Analysis, mood: Mood): Reading | undefined {
  const { time, places, text } = analysis;
  if (time !== undefined || places.clusters.length > 1 || !TELLS.test(text)) return undefined;
  const words = plainWordsOf(analysis);
  const named = thingsNamed(analysis, words);
  const [first, second, third] = named.things.filter(({ hits }) =>
    hits.some(({ kind }) => KINDS.includes(kind)),
  );
  if (first === undefined || second === undefined || first.to > second.from) return undefined;
  if (third !== undefined && third.to - third.from === 1 && !isOf(first, third.from)) return undefined;
  const isTaken = (at: number): boolean => [first, second, ...named.places].some((one) => isOf(one, at));
  if (!words.every(({ word }, at) => isTaken(at) || SAYS_SO.has(word))) return undefined;
  const ends = [refOf(analysis, first), refOf(analysis, second)];
  const objects = ends.flatMap((one) => one ?? []);
  if (objects.length !== 2) return undefined;
  const slots: Slots = {
    clusters: [...new Set(objects.map(({ cluster }) => cluster))],
    clusterNamed: places.clusters.length > 0,
    namespaces: [],
    objects: isBackwards(words, first, second) ? objects.toReversed() : objects,
    aspect: 'reach',
  };
  return { type: 'skill', skill: 'connectivity', slots, confidence: 0.9, mood };
}
