import { tagOf } from '../../kube/image.ts';
import { STATIONS } from '../../signals/graph.ts';
import type { Station } from '../../signals/graph.ts';
import type { SignalModel } from '../../signals/model.ts';
import type { PodLife } from '../../signals/pod-life.ts';
import type { Segment } from '../../signals/segments.ts';
import { poolDelay, USUAL_ERRORS } from '../../signals/state.ts';
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
}

/** How an application does in a segment, pod by pod. */
export interface Profile {
  station: Station;
  state: StationState;
  manners: readonly Manner[];
}

const BY_NAME: ReadonlyMap<string, Station> = new Map(STATIONS.map((station) => [station.name, station]));
const known = new WeakMap<Segment, Map<string, Profile>>();

interface Struck {
  tag: string;
  latency: number;
}

/** The release that a fault in force strikes alone. */
function struckRelease(model: SignalModel, { namespace, name }: Station, time: number): Struck | undefined {
  for (const { fault, from, to = Infinity } of model.cluster.faults.history()) {
    if (fault.type !== 'signal' || fault.tag === undefined || time < from || time >= to) continue;
    if (fault.app === name && fault.namespace === namespace)
      return { tag: fault.tag, latency: fault.effect.latency ?? 1 };
  }
  return undefined;
}

function tagOfPod({ containers, app }: PodLife): string {
  const main = containers.find(({ name }) => name === app) ?? containers[0];
  return tagOf(main?.image ?? '');
}

/** Divides what the application as a whole suffers among the pods of the release that is at fault. */
function mannersOf(state: StationState, struck: Struck | undefined): Manner[] {
  const tags = state.ready.map(tagOfPod);
  const share = tags.filter((tag) => tag === struck?.tag).length / Math.max(1, tags.length);
  const isMixed = struck !== undefined && share > 0 && share < 1;
  const usual = isMixed ? 1 + (struck.latency - 1) * share : 1;
  return state.ready.map((pod, index) => {
    const tag = tags[index] ?? '';
    const isStruck = tag === struck?.tag;
    const errors = USUAL_ERRORS + (isStruck ? (state.ownErrors - USUAL_ERRORS) / share : 0);
    const own = (state.own * (isMixed && isStruck ? struck.latency : 1)) / usual;
    const working = own / poolDelay(state.effect);
    return {
      pod,
      tag,
      own: working,
      waiting: own - working,
      errors: isMixed ? Math.min(0.98, errors) : state.ownErrors,
    };
  });
}

/** How an application does in a segment; undefined when the company has none of that name. */
export function profileOf(model: SignalModel, segment: Segment, name: string): Profile | undefined {
  let profiles = known.get(segment);
  if (!profiles) known.set(segment, (profiles = new Map<string, Profile>()));
  const found = profiles.get(name);
  const [station, state] = [BY_NAME.get(name), segment.state.get(name)];
  if (found || !station || !state) return found;
  const time = Math.max(segment.from, 0);
  const profile = { station, state, manners: mannersOf(state, struckRelease(model, station, time)) };
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
