import { tagOf } from '../../kube/image.ts';
import type { SignalEffect } from '../../signals/effect.ts';
import { STATIONS } from '../../signals/graph.ts';
import type { Station } from '../../signals/graph.ts';
import type { PodLife } from '../../signals/pod-life.ts';
import type { Segment } from '../../signals/segments.ts';
import { poolDelay } from '../../signals/state.ts';
import type { StationState } from '../../signals/state.ts';

/** How one pod does its part of a request. */
export interface Manner {
  pod: PodLife;
  tag: string;
  /** Seconds of its own work, and of waiting for a connection, in the middle of the distribution. */
  own: number;
  waiting: number;
  /** Share of requests that it fails itself. */
  errors: number;
  effect: SignalEffect;
}

/** How an application does in a segment, pod by pod. */
export interface Profile {
  station: Station;
  state: StationState;
  manners: readonly Manner[];
}

const BY_NAME: ReadonlyMap<string, Station> = new Map(STATIONS.map((station) => [station.name, station]));
const known = new WeakMap<Segment, Map<string, Profile>>();

function tagOfPod({ containers, app }: PodLife): string {
  const main = containers.find(({ name }) => name === app) ?? containers[0];
  return tagOf(main?.image ?? '');
}

function mannersOf(state: StationState): Manner[] {
  return state.ready.map((pod) => {
    const work = state.byPod?.get(pod.uid) ?? state;
    const { own, ownErrors, effect } = work;
    const working = own / poolDelay(effect);
    return { pod, tag: tagOfPod(pod), own: working, waiting: own - working, errors: ownErrors, effect };
  });
}

/** How an application does in a segment; undefined when the company has none of that name. */
export function profileOf(segment: Segment, name: string): Profile | undefined {
  let profiles = known.get(segment);
  if (!profiles) known.set(segment, (profiles = new Map<string, Profile>()));
  const found = profiles.get(name);
  const [station, state] = [BY_NAME.get(name), segment.state.get(name)];
  if (found || !station || !state) return found;
  const profile = { station, state, manners: mannersOf(state) };
  profiles.set(name, profile);
  return profile;
}

/** The segment of a moment. */
export function segmentAt(segments: readonly Segment[], time: number): Segment | undefined {
  let [low, high] = [0, segments.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.from ?? 0) <= time) low = middle;
    else high = middle - 1;
  }
  return segments[low];
}
