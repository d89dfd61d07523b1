import { named } from '../../company/manifest.ts';
import { pickService } from '../targets.ts';
import {
  between,
  callersOf,
  feltBy,
  isCalled,
  minutesAgo,
  POSTGRES,
  REDIS,
  signalScenario,
  suffer,
} from './incident.ts';

const onStore =
  (store: string) =>
  ({ dependencies = [] }: { dependencies?: { service: string }[] }): boolean =>
    dependencies.some(({ service }) => service === store);

export const poolExhausted = signalScenario(
  'pool-exhausted',
  'Connections to the database are not given back, and requests wait for one',
  (random) => {
    const service = pickService(random, (one) => onStore('postgres')(one) && isCalled(one));
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'pool',
        victims: feltBy(random, service.name, 'errors'),
        feels: 'errors',
      },
      began: minutesAgo(random, 15, 50),
      inject: (stage) => suffer(stage, service, { pool: 1, errors: between(random, 0.04, 0.15) }),
    };
  },
);

export const slowQuery = signalScenario(
  'slow-query',
  'The database takes far longer for its queries: a plan that changed',
  (random) => {
    const latency = between(random, 12, 30);
    return {
      place: { ...POSTGRES, kind: 'StatefulSet' },
      truth: {
        causes: ['postgres'],
        kind: 'query',
        victims: feltBy(random, 'postgres', 'slow'),
        feels: 'slow',
      },
      began: minutesAgo(random, 14, 55),
      inject: (stage) => suffer(stage, POSTGRES, { latency }),
    };
  },
);

export const cacheStampede = signalScenario(
  'cache-stampede',
  'What a service had cached is gone, and every request asks the database',
  (random) => {
    const service = pickService(random, ({ name }) => ['catalogue', 'inventory'].includes(name));
    const queries = between(random, 5, 8);
    return {
      place: service,
      truth: {
        causes: [service.name, 'postgres'],
        kind: 'load',
        victims: feltBy(random, service.name, 'slow'),
        feels: 'slow',
      },
      began: minutesAgo(random, 10, 40),
      inject: (stage) => suffer(stage, service, { queries }),
    };
  },
);

export const batchJob = signalScenario(
  'batch-job-loads-database',
  'A batch job reads the whole database, and everybody waits for it',
  (random) => {
    const name = random.pick(['orders-export', 'price-recalculation', 'reindex-products']);
    const load = { traffic: between(random, 2.1, 2.4), latency: between(random, 2, 4) };
    const container = {
      name,
      image: 'docker.io/library/nginx:1.27-alpine',
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    };
    return {
      place: { ...POSTGRES, kind: 'StatefulSet' },
      truth: {
        causes: ['postgres', name],
        kind: 'load',
        victims: feltBy(random, 'postgres', 'slow'),
        feels: 'slow',
      },
      began: minutesAgo(random, 12, 40),
      inject(stage) {
        const spec = { restartPolicy: 'Never', automountServiceAccountToken: false, containers: [container] };
        stage.add({ ...named('Job', name, { namespace: 'platform' }), spec: { template: { spec } } });
        suffer(stage, POSTGRES, load);
      },
    };
  },
);

export const hotPartition = signalScenario(
  'hot-partition',
  'Nearly all keys lie in one part of the cache, which cannot keep up',
  (random) => {
    const effect = { latency: between(random, 40, 90), cpu: 2.2, errors: between(random, 0.01, 0.04) };
    return {
      place: { ...REDIS, kind: 'StatefulSet' },
      truth: {
        causes: ['redis'],
        kind: 'partition',
        victims: feltBy(random, 'redis', 'slow'),
        feels: 'slow',
      },
      began: minutesAgo(random, 12, 45),
      inject: (stage) => suffer(stage, REDIS, { ...effect, says: 'LOADING shard 3 is overloaded' }),
    };
  },
);

const WORKERS = ['payments-worker', 'auth-worker', 'notifications', 'orders'];

export const queueBacklog = signalScenario(
  'queue-backlog',
  'A consumer got slow, and its queue grows',
  (random) => {
    const service = pickService(random, ({ name, port }) => WORKERS.includes(name) && port !== undefined);
    const effect = { queue: between(random, 900, 4000), latency: between(random, 6, 12) };
    const began = minutesAgo(random, 25, 60);
    return {
      place: service,
      truth: { causes: [service.name], kind: 'queue', victims: [service.name], feels: 'slow' },
      began,
      inject: (stage) => suffer(stage, { ...service, rampMs: began * 30_000 }, effect),
    };
  },
);

export const twoFaults = signalScenario(
  'two-faults',
  'Two things go wrong at once and have nothing to do with each other; one of them is what is asked about',
  (random) => {
    const service = pickService(random, ({ name }) => ['payments-api', 'inventory'].includes(name));
    const other = pickService(random, ({ name }) =>
      ['notifications', 'recommendations', 'search'].includes(name),
    );
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'errors',
        victims: callersOf(service.name).map(({ name }) => name),
        feels: 'errors',
        redHerrings: [other.name],
      },
      began: minutesAgo(random, 12, 40),
      inject(stage) {
        suffer(stage, service, { errors: between(random, 0.15, 0.4) });
        suffer(stage, other, { latency: between(random, 5, 12), errors: 0.2 });
      },
    };
  },
);
