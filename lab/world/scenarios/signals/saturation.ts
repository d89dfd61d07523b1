import { named } from '../../company/manifest.ts';
import { pickService } from '../targets.ts';
import { podsOfApp } from '../targets.ts';
import { between, callersOf, feltBy, isCalledOften, minutesAgo, signalScenario, suffer } from './incident.ts';

export const cpuThrottling = signalScenario(
  'cpu-throttling',
  'The CPU limit is too low for the work, and the service is held back most of the time',
  (random) => {
    const service = pickService(random, isCalledOften);
    const effect = { throttled: between(random, 0.6, 0.9), latency: between(random, 3, 6) };
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'throttling',
        victims: feltBy(random, service.name, 'slow'),
        feels: 'slow',
      },
      began: minutesAgo(random, 15, 60),
      inject: (stage) => suffer(stage, service, effect),
    };
  },
);

export const retryStorm = signalScenario(
  'retry-storm',
  'An inner service fails some requests, its callers try again and again, and that makes it worse',
  (random) => {
    const service = pickService(random, ({ name }) =>
      ['payments-api', 'inventory', 'cart', 'catalogue'].includes(name),
    );
    const [caller = service] = callersOf(service.name);
    const effect = {
      errors: between(random, 0.25, 0.5),
      says: 'too many requests in flight: try again later',
    };
    return {
      place: service,
      truth: { causes: [service.name], kind: 'overload', victims: [caller.name], feels: 'errors' },
      began: minutesAgo(random, 12, 35),
      inject(stage) {
        suffer(stage, service, effect);
        suffer(stage, caller, { calls: between(random, 1.6, 2.2) });
      },
    };
  },
);

export const surgeAtMaximum = signalScenario(
  'surge-hpa-at-maximum',
  'Traffic is many times the usual, the autoscaler is at its maximum and it is not enough',
  (random) => {
    const service = pickService(random, ({ name }) =>
      ['checkout', 'storefront', 'payments-api'].includes(name),
    );
    const factor = between(random, 6, 8);
    const { namespace, name: app } = service;
    return {
      place: service,
      truth: { causes: [app], kind: 'traffic', victims: [app], feels: 'slow' },
      began: minutesAgo(random, 20, 45),
      inject: (stage) => stage.fault({ type: 'load', namespace, app, factor }),
    };
  },
);

export const oneBadPod = signalScenario(
  'one-bad-pod',
  'One pod of several fails most of its requests; the others are well',
  (random, cluster) => {
    const service = pickService(random, ({ replicas, port }) => replicas > 1 && port !== undefined);
    const pods = podsOfApp(cluster, service).map(({ metadata }) => metadata.name);
    const inPod = random.pick(pods.sort());
    const victims = [...callersOf(service.name).map(({ name }) => name), service.name];
    return {
      place: service,
      truth: { causes: [service.name, inPod], kind: 'pod', victims, feels: 'errors' },
      began: minutesAgo(random, 14, 50),
      inject: (stage) =>
        suffer(stage, { ...service, inPod }, { errors: between(random, 0.5, 0.8), latency: 3 }),
    };
  },
);

export const gradual = signalScenario(
  'gradual-degradation',
  'A service gets slower for hours, a little at a time',
  (random) => {
    const service = pickService(random, isCalledOften);
    const began = minutesAgo(random, 120, 180);
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'latency',
        victims: feltBy(random, service.name, 'slow'),
        feels: 'slow',
      },
      began,
      inject: (stage) =>
        suffer(stage, { ...service, rampMs: began * 60_000 }, { latency: between(random, 10, 18) }),
    };
  },
);

export const authOutage = signalScenario(
  'auth-outage',
  'Sign-in fails most requests, and with it everything that asks who somebody is',
  (random) => {
    const auth = { name: 'auth-api', namespace: 'platform' };
    const effect = { errors: between(random, 0.5, 0.9), says: 'signing key rejected: unknown key id' };
    return {
      place: auth,
      truth: {
        causes: ['auth-api'],
        kind: 'errors',
        victims: feltBy(random, 'auth-api', 'errors'),
        feels: 'errors',
      },
      began: minutesAgo(random, 10, 40),
      inject: (stage) => suffer(stage, auth, effect),
    };
  },
);

export const policyCutsCallers = signalScenario(
  'policy-cuts-callers',
  'A new network policy admits only pods with a label that no caller has',
  (random) => {
    const service = pickService(random, ({ name }) =>
      ['inventory', 'catalogue', 'auth-api', 'cart'].includes(name),
    );
    const { namespace, name } = service;
    const policy = `${name}-restrict`;
    return {
      place: service,
      truth: {
        causes: [name, policy],
        kind: 'network-policy',
        victims: feltBy(random, name, 'errors'),
        feels: 'errors',
      },
      began: minutesAgo(random, 10, 40),
      inject: (stage) =>
        void stage.add({
          ...named('NetworkPolicy', policy, { namespace }),
          spec: {
            podSelector: { matchLabels: { app: name } },
            policyTypes: ['Ingress'],
            ingress: [{ from: [{ podSelector: { matchLabels: { [`may-call-${name}`]: 'true' } } }] }],
          },
        }),
    };
  },
);
