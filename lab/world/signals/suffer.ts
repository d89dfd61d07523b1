import { tagOf } from '../kube/image.ts';
import type { SignalEffect } from './effect.ts';
import { strengthAt } from './effects.ts';
import type { Episode } from './effects.ts';
import type { Station } from './graph.ts';
import type { PodLife } from './pod-life.ts';

type Numeric = Exclude<keyof SignalEffect, 'says' | 'refuses'>;

/** The value of each effect when nothing is wrong. */
const REST: Record<Numeric, number> = {
  errors: 0,
  latency: 1,
  traffic: 1,
  cpu: 1,
  memory: 0,
  pool: 0.2,
  queries: 1,
  calls: 1,
  queue: 0,
  lookup: 0,
  throttled: 0,
};
const NAMES = Object.keys(REST) as Numeric[];

function isStruck({ tag, node, pod }: Episode, life: PodLife): boolean {
  if (tag !== undefined && tagOf(life.containers[0]?.image ?? '') !== tag) return false;
  if (node !== undefined && life.node !== node) return false;
  return pod === undefined || life.name === pod;
}

const isPartial = ({ tag, node, pod }: Episode): boolean => (tag ?? node ?? pod) !== undefined;

function shareStruck(episode: Episode, pods: readonly PodLife[]): number {
  if (!isPartial(episode)) return 1;
  return pods.length === 0 ? 0 : pods.filter((pod) => isStruck(episode, pod)).length / pods.length;
}

/** The episodes that concern a station. */
export function episodesAt({ name, namespace }: Station, episodes: readonly Episode[]): Episode[] {
  return episodes.filter(
    (episode) => episode.app === undefined || (episode.app === name && episode.namespace === namespace),
  );
}

function scaled(effect: SignalEffect, name: Numeric, strength: number): number | undefined {
  const value = effect[name];
  if (value === undefined || name === 'memory') return value;
  return REST[name] + (value - REST[name]) * strength;
}

function worse(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

/** What episodes together do to these pods at a moment: where only some are struck, a part of it. */
export function sufferedBy(
  pods: readonly PodLife[],
  episodes: readonly Episode[],
  time: number,
): SignalEffect {
  let total: SignalEffect = {};
  for (const episode of episodes) {
    const strength = strengthAt(episode, time) * shareStruck(episode, pods);
    if (strength === 0) continue;
    const { effect } = episode;
    const numbers = NAMES.map((name) => [name, worse(total[name], scaled(effect, name, strength))] as const);
    const said = { says: effect.says ?? total.says, refuses: effect.refuses ?? total.refuses };
    total = { ...said, ...Object.fromEntries(numbers) };
  }
  return total;
}

/** Whether some of these pods suffer and others do not. */
export function isUneven(pods: readonly PodLife[], episodes: readonly Episode[], time: number): boolean {
  return episodes.some((episode) => {
    const share = strengthAt(episode, time) > 0 ? shareStruck(episode, pods) : 0;
    return share > 0 && share < 1;
  });
}
