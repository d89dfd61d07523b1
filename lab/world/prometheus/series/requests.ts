import type { StationState } from '../../signals/state.ts';
import { counter, gauge, histogram } from './family.ts';
import type { Family, Signal } from './family.ts';
import { counted, latencyIn, processes, rateAt } from './pod-work.ts';
import type { Process } from './pod-work.ts';

const ROUTES = [
  { method: 'GET', handler: '/items', share: 0.62, weight: 1 },
  { method: 'GET', handler: '/items/{id}', share: 0.26, weight: 0.6 },
  { method: 'POST', handler: '/items', share: 0.12, weight: 1.8 },
] as const;

type Route = (typeof ROUTES)[number];

const NOT_FOUND = 0.006;

const CODES: Record<string, (state: StationState) => number> = {
  '200': ({ ownErrors, calleeErrors }) => Math.max(0, 1 - NOT_FOUND - ownErrors - calleeErrors),
  '404': ({ ownErrors, calleeErrors }) => NOT_FOUND * Math.max(0, 1 - ownErrors - calleeErrors),
  '500': ({ ownErrors }) => ownErrors,
  '503': ({ calleeErrors }) => calleeErrors,
};

const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const SPREAD = 0.62;

/** The share of a log-normal distribution that lies below a bound. */
function below(bound: number, median: number): number {
  const z = Math.log(bound / median) / SPREAD;
  const share = 1 / (1 + Math.exp(-1.702 * z));
  return share;
}

function instanceOf({ pod, station }: Process): string {
  return `${pod.ip}:${station.port}`;
}

/** Labels that everything a process says of itself bears. */
export function ownLabels(process: Process): Record<string, string> {
  const { station, pod, run } = process;
  return {
    namespace: station.namespace,
    job: station.name,
    service: station.name,
    pod: pod.name,
    container: run.container,
    node: pod.node,
    instance: instanceOf(process),
  };
}

function signal(process: Process, labels: Record<string, string>, value: (time: number) => number): Signal {
  const { run } = process;
  return { labels: { ...ownLabels(process), ...labels }, from: run.from, to: run.to, value };
}

type Make = (process: Process) => Signal[];

function byProcess(make: Make, serves = true): Family['signals'] {
  return (model) =>
    processes(model)
      .filter(({ station }) => station.language !== 'store' && (!serves || station.serves))
      .flatMap(make);
}

const total: Make = (process) =>
  ROUTES.flatMap(({ method, handler, share }) =>
    Object.entries(CODES).map(([code, of]) =>
      signal(
        process,
        { method, handler, code },
        counted(process, (state) => share * of(state), { whole: true }),
      ),
    ),
  );

const routeLabels = ({ method, handler }: Route) => ({ method, handler });

const buckets: Make = (process) =>
  ROUTES.flatMap((route) => {
    const bucket = (le: string, of: (state: StationState) => number): Signal =>
      signal(
        process,
        { ...routeLabels(route), le },
        counted(process, (state) => route.share * of(state), { whole: true }),
      );
    return [
      ...BOUNDS.map((bound) => bucket(String(bound), ({ latency }) => below(bound, latency * route.weight))),
      bucket('+Inf', () => 1),
    ];
  });

const sums: Make = (process) =>
  ROUTES.map((route) =>
    signal(
      process,
      routeLabels(route),
      counted(process, ({ latency }) => route.share * latency * route.weight * 1.22, { whole: false }),
    ),
  );

const counts: Make = (process) =>
  ROUTES.map((route) =>
    signal(
      process,
      routeLabels(route),
      counted(process, () => route.share, { whole: true }),
    ),
  );

const inFlight: Make = (process) => [
  signal(process, {}, (time) => Math.round(rateAt(process, time) * latencyIn(process, time) * 1.3)),
];

const outgoing: Make = (process) =>
  process.station.calls.flatMap(({ service, perRequest }) =>
    ['ok', 'error'].map((outcome) =>
      signal(
        process,
        { target: service, outcome },
        counted(
          process,
          ({ unreachable }) =>
            perRequest * (unreachable.has(service) === (outcome === 'error') ? 0.999 : 0.001),
          { whole: true },
        ),
      ),
    ),
  );

/** What applications say of the requests they answer and send. */
export const REQUESTS: Family[] = [
  counter('http_requests_total', 'Requests answered, by route and status code.', byProcess(total)),
  histogram('http_request_duration_seconds_bucket', 'Seconds to answer a request.', byProcess(buckets)),
  histogram('http_request_duration_seconds_sum', 'Seconds to answer a request.', byProcess(sums)),
  histogram('http_request_duration_seconds_count', 'Seconds to answer a request.', byProcess(counts)),
  gauge('http_requests_in_flight', 'Requests being answered.', byProcess(inFlight)),
  counter(
    'client_requests_total',
    'Requests sent to other services, by outcome.',
    byProcess(outgoing, false),
  ),
];
