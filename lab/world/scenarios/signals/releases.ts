import { pickService } from '../targets.ts';
import { SERVICES } from '../../company/services.ts';
import type { Random } from '../../engine/random.ts';
import {
  between,
  callersOf,
  deploy,
  feltBy,
  isCalled,
  isCalledOften,
  minutesAgo,
  rollOutAgain,
  setKey,
  signalScenario,
  suffer,
} from './incident.ts';

const hasConfig = ({ config, port }: { config?: object; port?: number }): boolean =>
  config !== undefined && port !== undefined;

export const deployLatency = signalScenario(
  'deploy-latency-downstream',
  'A new release of an inner service answers slowly, and whoever calls it gets slow',
  (random) => {
    const service = pickService(random, isCalledOften);
    const latency = between(random, 7, 16);
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'release',
        victims: feltBy(random, service.name, 'slow'),
        feels: 'slow',
      },
      began: minutesAgo(random, 16, 50),
      inject: (stage) => suffer(stage, { ...service, tag: deploy(stage, service) }, { latency }),
    };
  },
);

export const deployErrors = signalScenario(
  'deploy-errors',
  'A new release answers some requests with errors',
  (random) => {
    const service = pickService(random, isCalled);
    const errors = between(random, 0.15, 0.5);
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'release',
        victims: feltBy(random, service.name, 'errors'),
        feels: 'errors',
      },
      began: minutesAgo(random, 14, 55),
      inject: (stage) => suffer(stage, { ...service, tag: deploy(stage, service) }, { errors }),
    };
  },
);

export const frontDeploy = signalScenario(
  'deploy-errors-front',
  'A new release of a service that customers use fails requests; all it calls is well',
  (random) => {
    const service = pickService(random, ({ name }) =>
      ['checkout', 'orders', 'search', 'storefront'].includes(name),
    );
    const errors = between(random, 0.08, 0.3);
    return {
      place: service,
      truth: { causes: [service.name], kind: 'release', victims: [service.name], feels: 'errors' },
      began: minutesAgo(random, 12, 45),
      inject: (stage) => suffer(stage, { ...service, tag: deploy(stage, service) }, { errors }),
    };
  },
);

export const memoryLeak = signalScenario(
  'memory-leak',
  'A release leaks memory; the fuller it gets the slower it answers',
  (random) => {
    const service = pickService(random, isCalledOften);
    const began = minutesAgo(random, 75, 150);
    const memory = 1.2 * 2 ** 20 * parseInt(service.memory, 10);
    const latency = between(random, 10, 18);
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'memory',
        victims: feltBy(random, service.name, 'slow'),
        feels: 'slow',
      },
      began,
      inject(stage) {
        const tag = deploy(stage, service);
        suffer(stage, { ...service, tag, rampMs: 0.9 * began * 60_000 }, { memory: memory * 0.8, latency });
      },
    };
  },
);

export const configChange = signalScenario(
  'config-change',
  'A setting was changed, and the service takes much longer for the same work',
  (random) => {
    const service = pickService(random, hasConfig);
    const effect = { latency: between(random, 4, 9), cpu: 1.5 };
    const change = random.pick([
      { key: 'LOG_LEVEL', value: 'trace', title: `Trace ${service.name} for a day` },
      { key: 'CACHE_TTL_SECONDS', value: '0', title: `No caching in ${service.name}` },
      { key: 'BATCH_SIZE', value: '1', title: `Smaller batches in ${service.name}` },
    ]);
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'config',
        victims: [service.name, ...callersNames(service.name)],
        feels: 'slow',
      },
      began: minutesAgo(random, 12, 60),
      inject(stage) {
        setKey(stage, service, { ...change, kind: 'config' });
        rollOutAgain(stage, service);
        suffer(stage, service, effect);
      },
    };
  },
);

const callersNames = (name: string): string[] => callersOf(name).map((one) => one.name);

export const featureFlag = signalScenario(
  'feature-flag',
  'A feature was switched on for everybody, and asks the datastore many times for each request',
  (random) => {
    const service = pickService(random, (one) => hasConfig(one) && (one.dependencies ?? []).some(isStore));
    const effect = { queries: between(random, 6, 14), latency: between(random, 3, 5) };
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'feature-flag',
        victims: [...callersNames(service.name), service.name],
        feels: 'slow',
      },
      began: minutesAgo(random, 10, 40),
      inject(stage) {
        const title = `Switch on personal offers for everybody`;
        setKey(stage, service, { key: 'FLAG_PERSONAL_OFFERS', value: 'on', kind: 'feature-flag', title });
        suffer(stage, service, effect);
      },
    };
  },
);

const isStore = ({ namespace }: { namespace: string }): boolean => namespace === 'data';

/** A service elsewhere that was deployed at about the same time: neither the cause nor anybody whom it serves. */
function elsewhere(random: Random, names: readonly string[]) {
  return random.pick(
    SERVICES.filter(({ name, port, tags }) => port !== undefined && tags.length > 1 && !names.includes(name)),
  );
}

export const innocentDeploy = signalScenario(
  'innocent-deploy',
  'An inner service fails by itself, shortly after a deployment of something else that is innocent',
  (random) => {
    const service = pickService(random, isCalled);
    const victims = feltBy(random, service.name, 'errors');
    const [victim = service.name] = victims;
    const innocent = elsewhere(random, [service.name, ...victims.slice(1)]);
    const effect = {
      errors: between(random, 0.2, 0.5),
      says: 'could not decode the stored record: version 4 is not known',
    };
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'errors',
        victims: [victim],
        feels: 'errors',
        redHerrings: [innocent.name],
      },
      began: minutesAgo(random, 20, 45),
      inject(stage) {
        deploy(stage, innocent);
        stage.cluster.timeline.after('innocent-deploy/then', 4 * 60_000, () =>
          suffer(stage, service, effect),
        );
      },
    };
  },
);
