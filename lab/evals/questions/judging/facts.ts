import { NONE } from '../../expect.ts';
import type { Matcher } from '../../matcher.ts';
import type { PodThing, Thing, WorkloadThing } from '../../objects.ts';
import { amount } from '../../quantity.ts';
import type { Expectation } from '../../question.ts';
import { containersOf, number } from '../../truth.ts';
import type { ClusterTruth } from '../../truth.ts';

export const replicasOf = ({ spec }: WorkloadThing): number => spec.replicas ?? 1;
export const teamOf = ({ metadata }: Thing): string | undefined => metadata.labels?.['harbour.example/team'];
export const placeOf = ({ metadata }: Thing): string => metadata.namespace ?? '';
export const ownerOf = ({ metadata }: Thing): string => metadata.ownerReferences?.[0]?.kind ?? '';
export const nodeOf = ({ spec }: PodThing): string => spec.nodeName ?? '';

/** How many there are of each. */
export const tally = <T>(things: T[], keyOf: (one: T) => string): Map<string, number> =>
  new Map([...Map.groupBy(things, keyOf)].map(([key, some]) => [key, some.length]));

/** Each group, and how many it has. */
export const groups = (sizes: Map<string, number>): Expectation => ({
  facts: [...sizes].flatMap(([key, size]): Matcher[] => [key, number(size)]),
});

/** Those with the most; several when they are level. */
export const most = (sizes: Map<string, number>): string[] => {
  const top = Math.max(...sizes.values());
  return [...sizes].filter(([, size]) => size === top).map(([key]) => key);
};

/** There are none; nobody else is named in their place, and nothing is ill. */
export const no = (...forbid: Matcher[]): Expectation => ({ opening: [NONE], forbid, severity: 'none' });

/** What all containers ask for together, or may have at most. */
export const total = (
  things: (PodThing | WorkloadThing)[],
  which: 'requests' | 'limits',
  resource: 'cpu' | 'memory',
): number =>
  things
    .flatMap(containersOf)
    .reduce((sum, { resources }) => sum + amount(resources?.[which]?.[resource]), 0);

/** Pods that somebody still waits for: those of finished jobs are not. */
export const live = (cluster: ClusterTruth, ns?: string): PodThing[] =>
  cluster.pods({ ns, is: ({ status }) => status.phase !== 'Succeeded' });

/** So many, or so many of as many: `2`, `2/2`. */
export const whole = (value: number): Matcher => [
  number(value),
  new RegExp(`(?<![\\d.])${value}\\/${value}(?!\\d)`),
];

/** So many, or one end of a range: `3`, `3-10`. */
export const bound = (value: number): Matcher => [
  number(value),
  new RegExp(`(?<![a-z0-9.])${value}(?!\\.?\\d|[a-z])`),
];
