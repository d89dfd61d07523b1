import { InputError, UpstreamError } from '#ground/errors';
import type { Unit } from '../chart/unit.ts';
import { serviceFromPod, wordDimension } from './dimensions.ts';
import type { Wording } from './dimensions.ts';
import { REQUEST_CONVENTIONS } from './requests.ts';
import { RESOURCE_CONVENTIONS } from './resources.ts';
import { DIMENSIONS } from './signals.ts';
import type { Convention, Dimension, SignalName } from './signals.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What is wanted, in people's words. */
export interface Wish {
  signal: SignalName;
  by?: Dimension;
  of: Partial<Record<Dimension, string>>;
  window: string;
  /** Of latency: 0.95 is the 95th percentile. */
  quantile: number;
}

/** The expression that answers a wish, and where its numbers come from. */
export interface Written {
  query: string;
  unit: Unit;
  source: string;
  /** Demands that this metric cannot tell apart. */
  ignored: Dimension[];
}

const ALL = { ...RESOURCE_CONVENTIONS, ...REQUEST_CONVENTIONS };

function suits({ only }: Convention, { by, of }: Wish): boolean {
  if (!only) return by !== 'node' || of.service !== undefined || of.pod !== undefined;
  const aboutPods = of.service ?? of.pod ?? of.container ?? of.namespace;
  return aboutPods === undefined && only.some((dimension) => by === dimension || of[dimension] !== undefined);
}

/** The conventions whose metrics exist, the fitting ones first. */
function available(wish: Wish, metrics: ReadonlySet<string>): Convention[] {
  const existing = (ALL[wish.signal] ?? []).filter(({ needs }) => needs.every((name) => metrics.has(name)));
  return [
    ...existing.filter((one) => suits(one, wish)),
    ...existing.filter((one) => !suits(one, wish) && !one.only),
  ];
}

type Words = Partial<Record<Dimension, Wording>>;

async function wordsFor(
  vocabulary: Vocabulary,
  { needs: [metric] }: Convention,
  { wish, signal }: { wish: Wish; signal?: AbortSignal },
): Promise<Words> {
  const wanted = DIMENSIONS.filter((dimension) => dimension === wish.by || wish.of[dimension] !== undefined);
  const worded = await Promise.all(
    wanted.map(async (dimension) => {
      const value = wish.of[dimension];
      return [dimension, await wordDimension(vocabulary, metric, { dimension, value, signal })] as const;
    }),
  );
  return Object.fromEntries(worded.filter(([, wording]) => wording !== undefined));
}

async function codeLabel(
  vocabulary: Vocabulary,
  { code, needs }: Convention,
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (!code) return '';
  const there = await vocabulary.labels(needs[0], signal);
  return code.find((label) => there.includes(label));
}

interface Assembling {
  wish: Wish;
  code: string;
  /** The label that tells several clusters apart; undefined when there is one. */
  cluster?: string;
}

/** Clusters are never mixed: when there are several and none was chosen, each has its own series. */
function groupsFor(look: Wording | undefined, { wish, cluster }: Assembling): string[] {
  const apart = cluster === undefined ? [] : [cluster];
  if (look === undefined) return apart;
  const own = look.fromPods ? ['namespace', 'pod'] : [look.label];
  return [...new Set([...apart, ...(wish.by === 'pod' ? ['namespace'] : []), ...own])];
}

function assemble(convention: Convention, words: Words, assembling: Assembling): string {
  const { wish, code, cluster } = assembling;
  const demands = DIMENSIONS.flatMap((dimension) => words[dimension]?.demand ?? []);
  const look = wish.by === undefined ? undefined : words[wish.by];
  const groups = groupsFor(look, assembling);
  const query = convention.write(
    {
      where: demands.join(','),
      by: groups.length === 0 ? '' : ` by (${groups.join(', ')})`,
      groups,
      container: [...(cluster === undefined ? [] : [cluster]), 'namespace', 'pod', 'container'],
      window: wish.window,
      quantile: wish.quantile,
    },
    code,
  );
  if (!look?.fromPods) return query;
  const fold = convention.unit === 'ratio' ? 'max' : 'sum';
  const named = groups.map((label) => (label === 'pod' ? 'service' : label));
  return `${fold} by (${named.join(', ')}) (${serviceFromPod(query)})`;
}

/** The cluster label of a metric that tells of several clusters when none was chosen. */
async function severalClusters(
  vocabulary: Vocabulary,
  { needs: [metric] }: Convention,
  { wish, signal }: { wish: Wish; signal?: AbortSignal },
): Promise<string | undefined> {
  if (wish.of.cluster !== undefined) return undefined;
  const wording = await wordDimension(vocabulary, metric, { dimension: 'cluster', signal });
  if (wording === undefined) return undefined;
  const known = await vocabulary.values(wording.label, metric, signal);
  return known.length > 1 ? wording.label : undefined;
}

/**
 * Writes the PromQL for a wish from the metrics that really exist here. InputError when nothing tells the signal; demands that
 * the metric has no label for are named in `ignored`.
 */
export async function writeQuery(vocabulary: Vocabulary, wish: Wish, signal?: AbortSignal): Promise<Written> {
  const metrics = new Set(await vocabulary.metrics(signal));
  if (metrics.size === 0)
    throw new UpstreamError({
      code: 'no-metrics',
      message: 'This Prometheus has no metrics at all.',
      retryable: true,
    });
  for (const convention of available(wish, metrics)) {
    const words = await wordsFor(vocabulary, convention, { wish, signal });
    const code = await codeLabel(vocabulary, convention, signal);
    const unable = DIMENSIONS.filter(
      (dimension) => wish.of[dimension] !== undefined && !words[dimension]?.demand,
    );
    const blind = wish.by !== undefined && words[wish.by] === undefined;
    if (code === undefined || blind || unable.some((dimension) => dimension !== 'cluster')) continue;
    const cluster = await severalClusters(vocabulary, convention, { wish, signal });
    const query = assemble(convention, words, { wish, code, cluster });
    return { query, unit: convention.unit, source: convention.source, ignored: unable };
  }
  throw nothingTells(wish);
}

function nothingTells({ signal, by, of }: Wish): InputError {
  const about = DIMENSIONS.flatMap((dimension) =>
    of[dimension] === undefined ? [] : `${dimension} ${of[dimension]}`,
  );
  const looked = (ALL[signal] ?? []).map(({ needs }) => needs[0]);
  const scope = `${by === undefined ? '' : ` by ${by}`}${about.length > 0 ? ` of ${about.join(', ')}` : ''}`;
  return new InputError({
    code: 'no-such-signal',
    message: `No metric here tells ${signal}${scope}. Looked for: ${[...new Set(looked)].slice(0, 6).join(', ')}.`,
  });
}
