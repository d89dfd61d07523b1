import type { Cluster } from '../../engine/cluster.ts';
import type { Random } from '../../engine/random.ts';
import { pickService, workerNodes } from '../targets.ts';
import { between, callersOf, isCalled, minutesAgo, signalScenario, suffer } from './incident.ts';
import type { Victim } from './incident.ts';

export const providerOutage = signalScenario(
  'provider-outage',
  'A company outside that a service relies on does not answer any more',
  (random) => {
    const [name, namespace, provider] = random.pick([
      ['payments-api', 'payments', 'api.paymentprovider.example'],
      ['notifications', 'platform', 'mail.harbour.example'],
    ] as const);
    const says = `upstream ${provider}: connect: connection timed out`;
    const victims = [...callersOf(name).map((one) => one.name), name];
    return {
      place: { name, namespace },
      truth: { causes: [name, provider], kind: 'outside', victims, feels: 'errors' },
      began: minutesAgo(random, 10, 50),
      inject: (stage) =>
        suffer(
          stage,
          { name, namespace },
          { errors: between(random, 0.3, 0.7), latency: between(random, 10, 30), says },
        ),
    };
  },
);

export const certificateBetween = signalScenario(
  'certificate-between-services',
  'The certificate that a service shows to its callers has expired, and they refuse to talk to it',
  (random) => {
    const service = pickService(random, (one) => isCalled(one));
    const refuses = 'tls: failed to verify certificate: x509: certificate has expired or is not yet valid';
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'certificate',
        victims: callersOf(service.name).map(({ name }) => name),
        feels: 'errors',
      },
      began: minutesAgo(random, 10, 40),
      inject: (stage) => suffer(stage, service, { refuses }),
    };
  },
);

export const slowNames = signalScenario(
  'dns-slow',
  'Names are looked up slowly, and every call between services waits',
  (random) => ({
    place: { name: 'coredns', namespace: 'kube-system' },
    truth: {
      causes: ['coredns', 'kube-dns', 'dns'],
      kind: 'dns',
      victims: [random.pick(['checkout', 'storefront', 'payments-api'])],
      feels: 'slow',
    },
    began: minutesAgo(random, 12, 40),
    inject: (stage) => stage.fault({ type: 'slow-names', seconds: between(random, 0.1, 0.4) }),
  }),
);

/** A machine that carries no datastore, and who has the largest part of their pods there. */
function machine(random: Random, cluster: Cluster): { node: string; victims: string[] } {
  const pods = cluster.store.list('pods').filter(({ metadata }) => metadata.labels?.app !== undefined);
  const onNode = (node: string) => pods.filter(({ spec }) => spec.nodeName === node);
  const nodes = workerNodes(cluster).filter((node) =>
    onNode(node).every((pod) => pod.metadata.namespace !== 'data'),
  );
  const node = random.pick(nodes.length > 0 ? nodes : workerNodes(cluster));
  const share = (app: string): number => {
    const own = pods.filter(({ metadata }) => metadata.labels?.app === app);
    return own.filter(({ spec }) => spec.nodeName === node).length / Math.max(1, own.length);
  };
  const serving = [
    'checkout',
    'storefront',
    'search',
    'orders',
    'catalogue',
    'inventory',
    'cart',
    'payments-api',
    'auth-api',
  ];
  return { node, victims: serving.filter((app) => share(app) > 0).sort((a, b) => share(b) - share(a)) };
}

const placeOf = (node: string): Victim & { kind: string } => ({ name: node, namespace: '', kind: 'Node' });

export const noisyNeighbour = signalScenario(
  'noisy-neighbour',
  'Something takes nearly all CPU of a machine, and every pod on it gets slow',
  (random, cluster) => {
    const { node, victims } = machine(random, cluster);
    return {
      place: placeOf(node),
      truth: { causes: [node], kind: 'node', victims, feels: 'slow' },
      began: minutesAgo(random, 14, 45),
      inject: (stage) =>
        stage.fault({
          type: 'machine',
          node,
          cpu: between(random, 0.6, 0.7),
          effect: { latency: between(random, 8, 14) },
        }),
    };
  },
);

export const packetLoss = signalScenario(
  'packet-loss',
  'A machine loses packets, and whoever runs there answers late or not at all',
  (random, cluster) => {
    const { node, victims } = machine(random, cluster);
    const effect = {
      latency: between(random, 5, 9),
      errors: between(random, 0.1, 0.25),
      says: 'read: connection reset by peer',
    };
    return {
      place: placeOf(node),
      truth: { causes: [node], kind: 'node', victims, feels: 'errors' },
      began: minutesAgo(random, 12, 45),
      inject: (stage) => stage.fault({ type: 'machine', node, drops: between(random, 200, 900), effect }),
    };
  },
);

export const clockSkew = signalScenario(
  'clock-skew',
  "A machine's clock is wrong, and tokens made or checked there are refused",
  (random, cluster) => {
    const { node, victims } = machine(random, cluster);
    const effect = { errors: between(random, 0.2, 0.45), says: 'token used before issued: check the clock' };
    return {
      place: placeOf(node),
      truth: { causes: [node], kind: 'clock', victims, feels: 'errors' },
      began: minutesAgo(random, 12, 50),
      inject: (stage) => stage.fault({ type: 'machine', node, clock: -between(random, 70, 300), effect }),
    };
  },
);

export const diskFilling = signalScenario(
  'disk-filling',
  'The disk of a machine fills up, and what is written there takes ever longer',
  (random, cluster) => {
    const { node, victims } = machine(random, cluster);
    return {
      place: placeOf(node),
      truth: { causes: [node], kind: 'disk', victims, feels: 'slow' },
      began: minutesAgo(random, 20, 60),
      inject(stage) {
        stage.fault({
          type: 'machine',
          node,
          disk: between(random, 0.9, 0.95),
          effect: { latency: between(random, 6, 11) },
        });
      },
    };
  },
);
