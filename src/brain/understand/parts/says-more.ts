import type { Analysis } from '../analyse.ts';

const MOST_WORDS = 24;

/** Asks for something to be done. */
const DEED =
  /^(?:(?:please|pls|plz|can you|could you|jamie|hey|and|now|ok) )*(?:roll ?back|rollback|rollout|roll|suspend|resume|scale|undo|restart|stop|start|delete|remove|set|change|update|upgrade|cordon|drain|deploy|release|pause|label|annotate|taint|expose|autoscale|patch|edit|create|add|increase|decrease|raise|lower|revert)\b(?! (?:status|history|state|strategy|target|settings|version|versions|of|for|progress|complete|done|finished|date|limit|limits|at|replicas|utilization)\b)/i;

/** The machine of whoever asks is no place in a cluster. */
const HERE = /^(?:localhost|laptop|local)$/i;

/** Whether something in the message would be left out by an answer about one object as it is now. */
export function saysMore({ places, time, words, text }: Analysis): boolean {
  const { notClusters, notNamespaces, clusters, unknown, undecided } = places;
  return (
    time !== undefined ||
    words.length > MOST_WORDS ||
    words.some(({ claim }) => claim === 'time' || claim === 'text') ||
    notClusters.length + notNamespaces.length + undecided.length > 0 ||
    (unknown !== undefined && !HERE.test(unknown.said)) ||
    clusters.length > 1 ||
    DEED.test(text) ||
    /\b(?:should|shall|must|better) (?:i|we|you)\b/i.test(text) ||
    /\b(?:all|both|every|each) (?:clusters|environments|envs)\b/i.test(text)
  );
}
