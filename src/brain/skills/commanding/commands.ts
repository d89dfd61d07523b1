import type { ClusterInfo } from '#connectors/kubernetes';
import type { ObjectRef } from '#diagnosis/evidence';
import { kubectl, kubectlLogs } from '../../cluster/kubectl.ts';

/** What a command is made from: kubectl's verb, the object and what was said beside it. */
export interface Wish {
  verb: string;
  ref: ObjectRef;
  parameters: Record<string, string>;
  clusters: ClusterInfo[];
}

const resource = ({ ref }: Wish): string => `${ref.kind.toLowerCase()}/${ref.name}`;

function on(wish: Wish, words: string[]): string {
  const { clusters, ref } = wish;
  return kubectl({ clusters, cluster: ref.cluster, namespace: ref.namespace }, words);
}

/** What a person has to fill in shows in capitals. */
const given = ({ parameters }: Wish, names: string[], otherwise: string): string => {
  for (const name of names) {
    const value = parameters[name];
    if (value !== undefined && value !== '') return value;
  }
  return otherwise;
};

const pairs = ({ parameters }: Wish, otherwise: string): string => {
  return parameters['pair'] ?? otherwise;
};

const isWorkload = ({ ref }: Wish): boolean => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(ref.kind);

const limits = (wish: Wish): string[] => {
  const parts = ['cpu', 'memory'].flatMap((name) => {
    const value = wish.parameters[name];
    return value === undefined ? [] : [`${name}=${value}`];
  });
  const what = wish.parameters['requests'] === undefined ? 'limits' : 'requests';
  return [`--${what}=${parts.join(',') || 'memory=SIZE'}`];
};

const patchJob = (wish: Wish, suspend: boolean): string =>
  on(wish, ['patch', resource(wish), '-p', `{"spec":{"suspend":${suspend}}}`]);

const patched = (wish: Wish, spec: object): string =>
  on(wish, ['patch', resource(wish), '--type=merge', '-p', JSON.stringify({ spec })]);

/** The bounds of an autoscaler, as far as they were said. */
function bounds({ parameters: { min, max } }: Wish): object {
  return {
    ...(min === undefined ? {} : { minReplicas: Number(min) }),
    ...(max === undefined ? {} : { maxReplicas: Number(max) }),
  };
}

type Maker = (wish: Wish) => string;

const MAKERS: Readonly<Record<string, Maker>> = {
  restart: (wish) =>
    isWorkload(wish)
      ? on(wish, ['rollout', 'restart', resource(wish)])
      : on(wish, ['delete', resource(wish)]),
  scale: (wish) =>
    on(wish, ['scale', resource(wish), `--replicas=${given(wish, ['replicas', 'to', 'value'], 'N')}`]),
  delete: (wish) => on(wish, ['delete', resource(wish)]),
  rollback: (wish) => {
    const revision = given(wish, ['revision', 'to'], '');
    return on(wish, [
      'rollout',
      'undo',
      resource(wish),
      ...(revision === '' ? [] : [`--to-revision=${revision}`]),
    ]);
  },
  cordon: (wish) => on(wish, ['cordon', wish.ref.name]),
  uncordon: (wish) => on(wish, ['uncordon', wish.ref.name]),
  drain: (wish) => on(wish, ['drain', wish.ref.name, '--ignore-daemonsets', '--delete-emptydir-data']),
  taint: (wish) =>
    on(wish, ['taint', 'node', wish.ref.name, given(wish, ['taint', 'value'], 'KEY=VALUE:NoSchedule')]),
  untaint: (wish) => on(wish, ['taint', 'node', wish.ref.name, `${given(wish, ['taint', 'value'], 'KEY')}-`]),
  pause: (wish) =>
    wish.ref.kind === 'CronJob' || wish.ref.kind === 'Job'
      ? patchJob(wish, true)
      : on(wish, ['rollout', 'pause', resource(wish)]),
  resume: (wish) =>
    wish.ref.kind === 'CronJob' || wish.ref.kind === 'Job'
      ? patchJob(wish, false)
      : on(wish, ['rollout', 'resume', resource(wish)]),
  'set-image': (wish) =>
    on(wish, [
      'set',
      'image',
      resource(wish),
      `${given(wish, ['container'], '*')}=${given(wish, ['image', 'to', 'value'], 'IMAGE:TAG')}`,
    ]),
  'set-resources': (wish) => on(wish, ['set', 'resources', resource(wish), ...limits(wish)]),
  'set-env': (wish) => on(wish, ['set', 'env', resource(wish), pairs(wish, 'NAME=VALUE')]),
  bound: (wish) => patched(wish, bounds(wish)),
  expand: (wish) => patched(wish, { resources: { requests: { storage: given(wish, ['size'], 'SIZE') } } }),
  edit: (wish) => on(wish, ['edit', resource(wish)]),
  label: (wish) => on(wish, ['label', resource(wish), pairs(wish, 'KEY=VALUE'), '--overwrite']),
  annotate: (wish) => on(wish, ['annotate', resource(wish), pairs(wish, 'KEY=VALUE'), '--overwrite']),
  exec: (wish) => on(wish, ['exec', '-it', resource(wish), '--', 'sh']),
  trigger: (wish) => on(wish, ['create', 'job', `--from=${resource(wish)}`, `${wish.ref.name}-by-hand`]),
  autoscale: (wish) => on(wish, ['autoscale', resource(wish), '--min=MIN', '--max=MAX', '--cpu-percent=80']),
  get: (wish) => on(wish, ['get', resource(wish), '-o', 'wide']),
  yaml: (wish) => on(wish, ['get', resource(wish), '-o', 'yaml']),
  describe: (wish) => on(wish, ['describe', resource(wish)]),
  logs: (wish) =>
    kubectlLogs(wish.clusters, wish.ref, given(wish, ['previous'], '') === '' ? [] : ['--previous']),
  events: (wish) => on(wish, ['events', '--for', resource(wish)]),
  top: (wish) =>
    wish.ref.kind === 'Node'
      ? on(wish, ['top', 'node', wish.ref.name])
      : on(wish, ['top', 'pod', wish.ref.name]),
  'rollout-status': (wish) => on(wish, ['rollout', 'status', resource(wish)]),
  'rollout-history': (wish) => on(wish, ['rollout', 'history', resource(wish)]),
  cp: (wish) => on(wish, ['cp', `${wish.ref.name}:/PATH/IN/CONTAINER`, './LOCAL']),
  rollout: (wish) => on(wish, ['rollout', 'status', resource(wish)]),
  debug: (wish) => on(wish, ['debug', '-it', resource(wish), '--image=busybox:1.36']),
};

/** The kubectl command for a wish, with the real names; undefined for a verb that it does not know. */
export const commandFor = (wish: Wish): string | undefined => MAKERS[wish.verb]?.(wish);

/** Whether the verb changes something, rather than only looking. */
const LOOKING = new Set([
  'rollout',
  'cp',
  'can-i',
  'config',
  'explain',
  'get',
  'yaml',
  'describe',
  'logs',
  'events',
  'top',
  'rollout-status',
  'rollout-history',
]);
export const onlyLooks = (verb: string): boolean => LOOKING.has(verb);
