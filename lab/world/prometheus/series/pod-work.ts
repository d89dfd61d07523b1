import { accumulate } from '../../signals/accumulate.ts';
import type { Piece } from '../../signals/accumulate.ts';
import { USUAL_RATE } from '../../signals/graph.ts';
import type { Station } from '../../signals/graph.ts';
import type { SignalModel } from '../../signals/model.ts';
import type { PodLife, Run } from '../../signals/pod-life.ts';
import type { Segment } from '../../signals/segments.ts';
import type { StationState } from '../../signals/state.ts';
import { lateness, straysOf } from '../../signals/stray.ts';
import { STATIONS } from '../../signals/model.ts';

/** One process of an application: a run of its main container, and the segments it lived through. */
export interface Process {
  model: SignalModel;
  station: Station;
  pod: PodLife;
  run: Run;
  segments: Segment[];
}

/** A stretch of a process' life: requests a second at the curve's level 1, and the state of its application. */
interface Stretch {
  from: number;
  rate: number;
  state: StationState;
}

const cache = new WeakMap<SignalModel, { version: number; processes: Process[] }>();

function mainContainer({ containers, app }: PodLife): string {
  return (containers.find(({ name }) => name === app) ?? containers[0])?.name ?? '';
}

function processesOf(model: SignalModel): Process[] {
  const segments = model.segments();
  return STATIONS.flatMap((station) =>
    model
      .pods()
      .filter(({ app, namespace }) => app === station.name && namespace === station.namespace)
      .flatMap((pod) =>
        pod.runs
          .filter(({ container }) => container === mainContainer(pod))
          .map((run) => ({
            model,
            station,
            pod,
            run,
            segments: segments.filter(({ from, to }) => to > run.from && from < run.to),
          })),
      ),
  );
}

/** Every process of every application. */
export function processes(model: SignalModel): Process[] {
  let known = cache.get(model);
  if (known?.version !== model.version()) {
    known = { version: model.version(), processes: processesOf(model) };
    cache.set(model, known);
  }
  return known.processes;
}

/** What a process had to do, stretch by stretch. */
function stretchesOf({ station, pod, run, segments }: Process): Stretch[] {
  const usual = USUAL_RATE.get(station.name) ?? 0;
  return segments.flatMap(({ from, state }) => {
    const own = state.get(station.name);
    if (!own) return [];
    const isReady = own.ready.some(({ uid }) => uid === pod.uid);
    const rate = isReady ? (own.traffic * usual) / own.ready.length : 0;
    return [{ from: Math.max(from, run.from), rate, state: asPod(own, pod) }];
  });
}

/** The state of an application as one of its pods has it. */
function asPod(state: StationState, { uid }: PodLife): StationState {
  const own = state.byPod?.get(uid);
  return own === undefined ? state : { ...state, ...own };
}

/** The state of a process' application at a moment, as it is in this process. */
export function stateIn({ station, segments, pod }: Process, time: number): StationState | undefined {
  const segment = segments.find(({ from, to }) => time >= from && time < to) ?? segments.at(-1);
  const state = segment?.state.get(station.name);
  return state && asPod(state, pod);
}

/** Seconds in the middle of the distribution of a process' answers at a moment. */
export function latencyIn(process: Process, time: number): number {
  const state = stateIn(process, time);
  return state === undefined ? 0 : state.latency * (1 + lateness(process.model, state, time));
}

/** Requests a second that a process answers at a moment. */
export function rateAt(process: Process, time: number): number {
  const { station, pod, model } = process;
  const state = stateIn(process, time);
  if (!state?.ready.some(({ uid }) => uid === pod.uid)) return 0;
  const usual = USUAL_RATE.get(station.name) ?? 0;
  return (model.curve(station.name).level(time) * state.traffic * usual) / state.ready.length;
}

/** A counter of a process, from the share of each request that it counts. */
export function counted(
  process: Process,
  share: (state: StationState) => number,
  options: { whole: boolean; constant?: (state: StationState) => number },
): (time: number) => number {
  let sum: ((time: number) => number) | undefined;
  const build = (): ((time: number) => number) => {
    const { model, station } = process;
    const pieces = stretchesOf(process).map(({ from, rate, state }): Piece => ({
      from,
      weight: rate * share(state),
      constant: options.constant?.(state),
      strays:
        rate === 0
          ? []
          : straysOf(model, { name: station.name, state }, share).map(({ unrest, weight }) => ({
              unrest,
              weight: rate * weight,
            })),
    }));
    return accumulate(model.curve(station.name), pieces);
  };
  return (time) => {
    sum ??= build();
    return options.whole ? Math.round(sum(time)) : sum(time);
  };
}
