import type { AnyObject, ClusterSnapshot } from '#diagnosis/evidence';

/** Labels by the last part of their keys, with the values that occur; all in small letters. */
export type LabelWords = ReadonlyMap<string, ReadonlySet<string>>;

/** Kinds whose labels people set; those of pods come from templates. */
const LABELLED = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Node',
  'Namespace',
  'Service',
  'ConfigMap',
  'PersistentVolumeClaim',
] as const;
/** Said of things that are no labels. */
const UNSAID = new Set([
  'name',
  'app',
  'version',
  'instance',
  'hostname',
  'arch',
  'os',
  'controller-uid',
  'pod-template-hash',
  'heritage',
  'release',
  'component',
]);
const MOST_VALUES = 200;

type List = readonly AnyObject[];
const remembered = new WeakMap<List, LabelWords>();

function wordsOf(list: List): LabelWords {
  const known = remembered.get(list);
  if (known) return known;
  const words = new Map<string, Set<string>>();
  for (const object of list) for (const [key, value] of labelsOf(object)) add(words, key, value);
  remembered.set(list, words);
  return words;
}

/** Its own labels, and those that it gives to its pods. */
function labelsOf(object: AnyObject): [string, string][] {
  const template = 'spec' in object && 'template' in object.spec ? object.spec.template : undefined;
  const ofPods = template !== undefined && 'metadata' in template ? template.metadata.labels : {};
  return [...Object.entries(object.metadata.labels), ...Object.entries(ofPods)];
}

function add(words: Map<string, Set<string>>, key: string, value: string): void {
  const short = key.slice(key.lastIndexOf('/') + 1).toLowerCase();
  if (short.length < 3 || UNSAID.has(short)) return;
  const values = words.get(short) ?? new Set();
  words.set(short, values);
  if (values.size < MOST_VALUES) values.add(value.toLowerCase());
}

/** The labels that are in use in these clusters, as people say them. */
export function labelWords(snapshots: readonly ClusterSnapshot[]): LabelWords {
  const all = new Map<string, Set<string>>();
  for (const { objects } of snapshots)
    for (const kind of LABELLED)
      for (const [key, values] of wordsOf(objects[kind]))
        all.set(key, new Set([...(all.get(key) ?? []), ...values]));
  return all;
}
