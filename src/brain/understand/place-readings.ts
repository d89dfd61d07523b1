import { nearest } from '#ground/text';
import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { replaced } from './choices.ts';
import type { Mood, Reading } from './reading.ts';

/** A namespace or cluster that does not exist, with those that it may have been meant for. */
export function unknownPlace(analysis: Analysis, mood: Mood): Reading | undefined {
  const { unknown } = analysis.places;
  if (unknown === undefined) return undefined;
  const suggestions =
    unknown.kind === 'Cluster'
      ? nearClusters(analysis, unknown.said)
      : nearNamespaces(analysis, unknown.said);
  return {
    type: 'no-such-name',
    said: unknown.said,
    kind: unknown.kind,
    where: { clusters: analysis.scope, namespaces: [] },
    suggestions,
    rewrites: suggestions.map(({ name }) => renamed(analysis, unknown, name)),
    mood,
  };
}

function nearClusters({ input: { clusters } }: Analysis, said: string): ObjectRef[] {
  const near = nearest(
    said,
    clusters.flatMap(({ name, aliases, environment }) => [name, ...aliases, environment]),
    3,
  );
  const names = clusters
    .filter(({ name, aliases, environment }) =>
      [name, ...aliases, environment].some((one) => near.includes(one)),
    )
    .map(({ name }) => name);
  const offered = names.length > 0 ? names : clusters.map(({ name }) => name);
  return offered.slice(0, 3).map((name) => ({ cluster: name, kind: 'Cluster', namespace: '', name }));
}

function nearNamespaces({ indexes }: Analysis, said: string): ObjectRef[] {
  const near = nearest(
    said,
    indexes.flatMap((index) => index.namespaces()),
    3,
  );
  return near.map((name) => ({
    cluster: indexes.find((index) => index.hasNamespace(name))?.cluster ?? '',
    kind: 'Namespace',
    namespace: '',
    name,
  }));
}

function renamed(
  { text, words }: Analysis,
  { at, said }: { at: number; said: string },
  name: string,
): string {
  const word = words[at];
  if (word !== undefined) return replaced(text, word, name);
  const start = text.indexOf(said);
  return start < 0 ? text : replaced(text, { start, end: start + said.length }, name);
}

/** A word that names both a cluster and a namespace: what is named with it decides, else it is asked about. */
export function undecidedPlace(
  analysis: Analysis,
  { features, mood }: { features: Features; mood: Mood },
): Reading | undefined {
  const [open, ...rest] = analysis.places.undecided;
  if (open === undefined) return undefined;
  const inNamespace = features.named.some(({ matches }) =>
    matches.some(({ namespace, cluster }) => namespace === open.word && analysis.scope.includes(cluster)),
  );
  const inCluster = features.named.some(({ matches }) =>
    matches.some(({ cluster }) => open.clusters.includes(cluster)),
  );
  analysis.places.undecided = rest;
  const decided = inNamespace === inCluster ? undefined : inNamespace ? 'namespace' : 'cluster';
  if (decided === 'namespace') analysis.places.namespaces.push(open.word);
  if (decided === 'cluster') {
    analysis.places.clusters.push(...open.clusters);
    analysis.scope = open.clusters;
  }
  if (decided !== undefined) return undefined;
  const word = analysis.words[open.at];
  const [cluster = ''] = open.clusters;
  const say = (instead: string) =>
    word === undefined ? analysis.text : replaced(analysis.text, word, instead);
  return {
    type: 'ambiguous',
    question: `Do you mean the ${open.word} cluster or the namespace ${open.word}?`,
    choices: [
      { label: `cluster ${cluster}`, message: say(`cluster ${cluster}`) },
      { label: `namespace ${open.word}`, message: say(`namespace ${open.word}`) },
    ],
    mood,
  };
}
