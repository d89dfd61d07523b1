import type { TimeWindow } from '#connectors/kit';
import { UpstreamError } from '#ground/errors';
import { InputError } from '#ground/errors';
import { nearest } from '#ground/text';
import { DIMENSIONS, LABELS } from './dimensions.ts';
import type { Dimension } from './dimensions.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Whose lines are wanted, in people's words. */
export type Whose = Partial<Record<Dimension, string>>;

/** Where to look names up. */
export interface Lookup {
  vocabulary: Vocabulary;
  window: TimeWindow;
  signal?: AbortSignal;
}

/** What a Deployment, StatefulSet or DaemonSet adds to its name for its pods. */
const POD_ENDS = '-[a-z0-9]{5,10}-[a-z0-9]{5}|-[a-z0-9]{5}|-[0-9]+';
const SHOWN = 8;

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Whether a label's value is a longer name of the same thing: shop/checkout, harbour-prod. */
function isQualified(known: string, value: string, dimension: Dimension): boolean {
  if (dimension === 'cluster') return known.endsWith(`-${value}`) || known.startsWith(`${value}-`);
  return known.endsWith(`/${value}`);
}

const equals = (label: string, value: string): string => `${label}=${JSON.stringify(value)}`;

interface Search {
  /** The demand, when some label knows the value. */
  demand?: string;
  /** The labels that might have, and what they know instead. */
  label?: string;
  known: string[];
}

async function lookUp(
  { vocabulary, window, signal }: Lookup,
  dimension: Dimension,
  value: string,
): Promise<Search> {
  const there = new Set(await vocabulary.labels(window, signal));
  const candidates = LABELS[dimension].filter((label) => there.has(label));
  let label: string | undefined;
  const known: string[] = [];
  for (const candidate of candidates) {
    const values = await vocabulary.values(candidate, window, signal);
    if (values.includes(value)) return { demand: equals(candidate, value), known };
    const longer = values.find((one) => isQualified(one, value, dimension));
    if (longer !== undefined) return { demand: equals(candidate, longer), known };
    label ??= candidate;
    known.push(...values);
  }
  return { label, known: [...new Set(known)] };
}

/** A service that no label names may still be told by the names of its pods. */
async function lookUpByPods(lookup: Lookup, value: string): Promise<string | undefined> {
  const { vocabulary, window, signal } = lookup;
  const there = await vocabulary.labels(window, signal);
  const label = LABELS.pod.find((candidate) => there.includes(candidate));
  if (label === undefined) return undefined;
  const pattern = `${escaped(value)}(${POD_ENDS})`;
  const own = new RegExp(`^(?:${pattern})$`);
  const pods = await vocabulary.values(label, window, signal);
  return pods.some((pod) => own.test(pod)) ? `${label}=~${JSON.stringify(pattern)}` : undefined;
}

async function demandFor(lookup: Lookup, dimension: Dimension, value: string): Promise<string> {
  const search = await lookUp(lookup, dimension, value);
  if (search.demand !== undefined) return search.demand;
  const byPods = dimension === 'service' ? await lookUpByPods(lookup, value) : undefined;
  if (byPods !== undefined) return byPods;
  throw unknownName(dimension, value, { ...search, window: lookup.window });
}

function unknownName(
  dimension: Dimension,
  value: string,
  { label, known, window }: Search & { window: TimeWindow },
): InputError {
  const range = `between ${new Date(window.start).toISOString()} and ${new Date(window.end).toISOString()}`;
  if (label === undefined)
    return new InputError({
      code: 'no-such-label',
      message: `No label of this Loki names a ${dimension} ${range}. Looked for: ${LABELS[dimension].join(', ')}.`,
    });
  const near = nearest(value, known, 3);
  const shown = near.length > 0 ? near : known.slice(0, SHOWN);
  const hint =
    near.length > 0
      ? `The nearest are ${shown.join(', ')}.`
      : `There ${known.length === 1 ? 'is' : 'are'} ${shown.join(', ')}${known.length > SHOWN ? ` and ${known.length - SHOWN} more` : ''}.`;
  return new InputError({
    code: `no-such-${dimension}`,
    message: `Loki has no lines of a ${dimension} ${JSON.stringify(value)} ${range} (label ${label}). ${hint}`,
  });
}

/** The label that names each dimension here; undefined for those that none names. */
export async function labelOf(
  { vocabulary, window, signal }: Lookup,
  dimension: Dimension,
): Promise<string | undefined> {
  const there = new Set(await vocabulary.labels(window, signal));
  return LABELS[dimension].find((label) => there.has(label));
}

/**
 * The selector for the lines that are wanted, from the labels and values that exist in the window. InputError names the
 * nearest when there is no such service, pod or namespace.
 */
export async function writeSelector(lookup: Lookup, whose: Whose): Promise<string> {
  const there = await lookup.vocabulary.labels(lookup.window, lookup.signal);
  if (there.length === 0)
    throw new UpstreamError({
      code: 'no-logs',
      message: `Loki has no lines at all between ${new Date(lookup.window.start).toISOString()} and ${new Date(lookup.window.end).toISOString()}.`,
      retryable: true,
    });
  const demands = await Promise.all(
    DIMENSIONS.flatMap((dimension) => {
      const value = whose[dimension];
      return value === undefined ? [] : [demandFor(lookup, dimension, value)];
    }),
  );
  if (demands.length > 0) return `{${demands.join(', ')}}`;
  const anchor = (await labelOf(lookup, 'namespace')) ?? (await labelOf(lookup, 'service')) ?? there[0] ?? '';
  return `{${anchor}=~".+"}`;
}
