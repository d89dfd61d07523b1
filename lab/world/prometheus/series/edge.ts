import { accumulate } from '../../signals/accumulate.ts';
import type { Piece } from '../../signals/accumulate.ts';
import { parseQuantity } from '../../kube/quantity.ts';
import type { Ingress } from '../../kube/network-kinds.ts';
import { STATIONS, USUAL_RATE } from '../../signals/graph.ts';
import { versionAt } from '../../signals/journal.ts';
import type { Life } from '../../signals/journal.ts';
import type { SignalModel } from '../../signals/model.ts';
import { seedOf, wander } from '../../signals/noise.ts';
import type { State, StationState } from '../../signals/state.ts';
import { straysOf } from '../../signals/stray.ts';
import { counter, gauge, histogram } from './family.ts';
import type { Family, Signal } from './family.ts';

interface Backend {
  model: SignalModel;
  labels: Record<string, string>;
  service: string;
  life: Life<Ingress>;
}

function backendsOf(ingress: Ingress): string[] {
  const paths = (ingress.spec.rules ?? []).flatMap(({ http }) => http?.paths ?? []);
  return paths.flatMap(({ backend }) => backend.service?.name ?? []);
}

function backends(model: SignalModel): Backend[] {
  return model.journal.lives('ingresses.networking.k8s.io').flatMap((life) => {
    const names = [...new Set(life.versions.flatMap(({ object }) => backendsOf(object)))];
    const { namespace = '', name } = life.versions.at(-1)?.object.metadata ?? { name: '' };
    return names.map((service) => ({
      model,
      service,
      life,
      labels: {
        job: 'ingress-nginx',
        instance: 'ingress-nginx-controller:10254',
        controller_class: 'k8s.io/ingress-nginx',
        namespace: 'platform',
        exported_namespace: namespace,
        ingress: name,
        exported_service: service,
      },
    }));
  });
}

const OUTSIDE_SHARE: Record<string, number> = { storefront: 24, search: 6, 'auth-api': 4 };

/** Requests a second for a backend, and what becomes of them. */
function outcome(
  service: string,
  state: State,
): { ok: number; failed: number; gone: number; latency: number } {
  const own = state.get(service);
  const known = STATIONS.some(({ name }) => name === service);
  if (!known || !own || own.ready.length === 0) return { ok: 0, failed: 0, gone: 1, latency: 0.004 };
  const failed = Math.min(1, own.ownErrors + own.calleeErrors);
  return { ok: 1 - failed, failed, gone: 0, latency: own.latency };
}

function rateFor({ service, life }: Backend, time: number, state: State): number {
  const ingress = versionAt(life, time);
  if (!ingress || !backendsOf(ingress).includes(service)) return 0;
  const usual = OUTSIDE_SHARE[service] ?? USUAL_RATE.get(service) ?? OUTSIDE_SHARE['storefront'] ?? 1;
  return usual * Math.max(1, state.get(service)?.effect.traffic ?? 1);
}

type Share = (result: ReturnType<typeof outcome>) => number;

function straysAt(
  { model, service }: Backend,
  { state, rate }: { state: State; rate: number },
  share: Share,
): Piece['strays'] {
  const own = state.get(service);
  if (!own || own.ready.length === 0) return [];
  const shareOf = (one: StationState): number => share(outcome(service, new Map([[service, one]])));
  return straysOf(model, { name: service, state: own }, shareOf).map(({ unrest, weight }) => ({
    unrest,
    weight: rate * weight,
  }));
}

function counted(backend: Backend, share: Share, whole: boolean): (time: number) => number {
  let sum: ((time: number) => number) | undefined;
  const build = (): ((time: number) => number) => {
    const changes = backend.life.versions.map(({ from }) => from);
    const segments = backend.model.segments();
    const starts = [
      ...new Set([...changes, ...segments.map(({ from }) => Math.max(from, backend.life.bornAt))]),
    ];
    const pieces = starts
      .sort((a, b) => a - b)
      .map((from): Piece => {
        const segment = segments.findLast((one) => one.from <= from) ?? segments[0];
        const state: State = segment?.state ?? new Map();
        const rate = rateFor(backend, from, state);
        const weight = rate * share(outcome(backend.service, state));
        return { from, weight, strays: straysAt(backend, { state, rate }, share) };
      });
    return accumulate(backend.model.curve(backend.service), pieces);
  };
  return (time) => {
    sum ??= build();
    return whole ? Math.floor(sum(time)) : sum(time);
  };
}

function signal(backend: Backend, labels: Record<string, string>, value: (time: number) => number): Signal {
  const { life } = backend;
  return { labels: { ...backend.labels, ...labels }, from: life.bornAt, to: life.goneAt ?? Infinity, value };
}

const STATUSES: Record<string, Share> = {
  '200': ({ ok }) => ok * 0.985,
  '404': ({ ok }) => ok * 0.015,
  '502': ({ failed }) => failed * 0.15,
  '500': ({ failed }) => failed * 0.85,
  '503': ({ gone }) => gone,
};

const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Infinity];

function bucketShare(bound: number): Share {
  return ({ latency }) =>
    bound === Infinity ? 1 : 1 / (1 + Math.exp((-1.702 * Math.log(bound / latency)) / 0.6));
}

const requests: Family['signals'] = (model) =>
  backends(model).flatMap((backend) =>
    Object.entries(STATUSES).map(([status, share]) =>
      signal(backend, { status, method: 'GET' }, counted(backend, share, true)),
    ),
  );

const durations: Family['signals'] = (model) =>
  backends(model).flatMap((backend) =>
    BOUNDS.map((bound) =>
      signal(
        backend,
        { le: bound === Infinity ? '+Inf' : String(bound), method: 'GET' },
        counted(backend, bucketShare(bound), true),
      ),
    ),
  );

const volumes =
  (used: boolean): Family['signals'] =>
  ({ journal }) =>
    journal.lives('persistentvolumeclaims').flatMap((life): Signal[] => {
      const claim = life.versions.at(-1)?.object;
      if (claim?.status?.phase !== 'Bound') return [];
      const { namespace = '', name, uid } = claim.metadata;
      const size = parseQuantity(claim.spec.resources?.requests?.['storage']) || 1e10;
      const seed = seedOf(uid);
      const filled = (time: number): number =>
        Math.min(
          0.93,
          0.31 + ((time - life.bornAt) / 86_400_000) * 0.002 + 0.004 * wander(seed, time, 3_600_000),
        );
      return [
        {
          labels: { job: 'kubelet', instance: 'kubelet:10250', namespace, persistentvolumeclaim: name },
          from: life.bornAt,
          to: life.goneAt ?? Infinity,
          value: used ? (time) => Math.round(size * filled(time)) : () => size,
        },
      ];
    });

/** The edge of the cluster and its volumes. */
export const EDGE: Family[] = [
  counter('nginx_ingress_controller_requests', 'Requests by ingress, service and status.', requests),
  histogram(
    'nginx_ingress_controller_request_duration_seconds_bucket',
    'Seconds to answer a request.',
    durations,
  ),
  gauge('kubelet_volume_stats_used_bytes', 'Bytes of the volume in use.', volumes(true)),
  gauge('kubelet_volume_stats_capacity_bytes', 'Bytes of the volume.', volumes(false)),
];
