import { hash32 } from '../../engine/random.ts';
import { tagOf } from '../../kube/image.ts';
import { parseQuantity } from '../../kube/quantity.ts';
import type { Container } from '../../kube/types.ts';
import { modelOf } from '../../kubelet/model-of.ts';
import { accumulate } from '../../signals/accumulate.ts';
import { episodesOf } from '../../signals/effects.ts';
import { USUAL_RATE } from '../../signals/graph.ts';
import type { SignalModel } from '../../signals/model.ts';
import { seedOf, shareOf, wander } from '../../signals/noise.ts';
import type { PodLife, Run } from '../../signals/pod-life.ts';
import { STATIONS } from '../../signals/model.ts';

/** A run of a container. */
export interface Running {
  pod: PodLife;
  run: Run;
}

const MINUTE = 60_000;
/** Of an application's CPU, what it needs without any request. */
const IDLE = 0.35;

export function containerOf({ pod, run }: Running): Container | undefined {
  return pod.containers.find(({ name }) => name === run.container);
}

export function limitOf(running: Running, resource: 'cpu' | 'memory'): number {
  return parseQuantity(containerOf(running)?.resources?.limits?.[resource]) || Infinity;
}

/** CPU seconds of a container since its run began. */
export function cpuCounter(model: SignalModel, running: Running): (time: number) => number {
  const { pod, run } = running;
  const cores = modelOf(containerOf(running)?.image ?? '').cpuCores;
  const most = limitOf(running, 'cpu');
  const station = STATIONS.find(({ name, namespace }) => name === pod.app && namespace === pod.namespace);
  const curve = model.curve(station?.name ?? `${pod.app}/${run.container}`);
  let sum: ((time: number) => number) | undefined;
  const build = (): ((time: number) => number) => {
    if (!station || run.container !== pod.app)
      return accumulate(curve, [{ from: run.from, weight: cores * 0.5, constant: cores * 0.5 }]);
    const pieces = model
      .segments()
      .filter(({ from, to }) => to > run.from && from < run.to)
      .map(({ from, state }) => {
        const own = state.get(station.name);
        const isReady = own?.ready.some(({ uid }) => uid === pod.uid) ?? false;
        const load = isReady ? ((own?.traffic ?? 0) * (own?.usual ?? 1)) / (own?.ready.length ?? 1) : 0;
        const wanted =
          cores * (1 - IDLE) * load * (own?.byPod?.get(pod.uid)?.effect.cpu ?? own?.effect.cpu ?? 1);
        return {
          from: Math.max(from, run.from),
          weight: Math.min(wanted, most * 0.8),
          constant: cores * IDLE,
        };
      });
    return accumulate(curve, pieces);
  };
  const usual = station ? (USUAL_RATE.get(station.name) ?? 0) : 0;
  const uneven = usual > 0 ? 0.94 + 0.12 * shareOf(pod.uid) : 1;
  return (time) => (sum ??= build())(time) * uneven;
}

interface Leak {
  from: number;
  to: number;
  bytes: number;
  fillMs: number;
}

function leaksIn(model: SignalModel, running: Running): Leak[] {
  const { pod, run } = running;
  const image = containerOf(running)?.image ?? '';
  const faults = model.cluster.faults.history().flatMap(({ fault, from, to = Infinity }): Leak[] => {
    const struck =
      fault.type === 'memory' &&
      fault.app === pod.app &&
      fault.namespace === pod.namespace &&
      (fault.container === undefined || fault.container === run.container);
    if (!struck) return [];
    const pace = 0.8 + (hash32(pod.uid) % 60) / 100;
    return [{ from, to, bytes: fault.bytes, fillMs: fault.afterMs * pace }];
  });
  const declared = episodesOf(model.cluster.faults.history()).flatMap((episode): Leak[] => {
    const { effect, rampMs, tag, pod: name, app, namespace, from, to } = episode;
    const struck =
      rampMs > 0 &&
      effect.memory !== undefined &&
      app === pod.app &&
      namespace === pod.namespace &&
      (name === undefined || name === pod.name) &&
      (tag === undefined || tag === tagOf(image));
    return struck ? [{ from, to, bytes: effect.memory ?? 0, fillMs: rampMs }] : [];
  });
  return [...faults, ...declared];
}

const leaks = new WeakMap<Run, { version: number; found: Leak[] }>();

function leaksOf(model: SignalModel, running: Running): Leak[] {
  let known = leaks.get(running.run);
  if (known?.version !== model.version()) {
    known = { version: model.version(), found: leaksIn(model, running) };
    leaks.set(running.run, known);
  }
  return known.found;
}

/** Bytes of memory that a container works with at a moment. */
export function memoryAt(model: SignalModel, running: Running, time: number): number {
  const { pod, run } = running;
  const usual = modelOf(containerOf(running)?.image ?? '').memoryBytes;
  const seed = seedOf(`${pod.uid}/${run.container}`);
  const warm = 0.72 + 0.28 * Math.min(1, (time - run.from) / (20 * MINUTE));
  const noise = 0.035 * wander(seed, time, 3 * MINUTE) + 0.03 * wander(seed + 1, time, 50 * MINUTE);
  const base = usual * (warm + noise);
  const leak = leaksOf(model, running).find(({ from, to }) => time >= from && time < to);
  const most = limitOf(running, 'memory') * 0.985;
  if (!leak) return Math.min(base, most);
  const began = Math.max(run.from, leak.from);
  const share = Math.min(1, Math.max(0, (time - began) / leak.fillMs));
  return Math.min(most, base + (Math.max(leak.bytes, base) - base) * share);
}
