import { describe, expect, it } from 'vitest';
import {
  before,
  containerStatus,
  eventFixture,
  nodeFixture,
  podFixture,
  snapshotOf,
  unreadyStatus,
} from '../../testing.ts';
import type { Fixtures } from '../../testing.ts';
import { checkCluster } from '../check-cluster.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const findings = (fixtures: Fixtures) =>
  checkCluster(snapshotOf({ nodes: [nodeFixture('worker-1')], ...fixtures }));
const only = (fixtures: Fixtures) => {
  const all = findings(fixtures);
  expect(all.map(({ check }) => check)).toHaveLength(1);
  return all[0] as NonNullable<(typeof all)[0]>;
};
const waiting = (reason: string, message = '') =>
  unreadyStatus([containerStatus({ state: { waiting: { reason, message } } })], { phase: 'Pending' });
const about = { kind: 'Pod', name: 'cart-0' };

describe('a container that crashes', () => {
  const ended = (exitCode: number, reason: string, finished = 2 * MINUTE) => ({
    terminated: { exitCode, reason, finishedAt: before(finished) },
  });
  const looping = (exitCode: number, reason = 'Error') =>
    unreadyStatus([
      containerStatus({
        restartCount: 7,
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' } },
        lastState: ended(exitCode, reason),
      }),
    ]);

  it('explains the exit code and points to the previous log', () => {
    const finding = only({ pods: [podFixture('cart-0', { status: looping(1) })] });
    expect(finding).toMatchObject({
      check: 'pod-crash-loop',
      severity: 'warning',
      title: 'keeps crashing (exit code 1)',
    });
    expect(finding.cause).toContain('exit code 1: the application stopped with an error of its own');
    expect(finding.next).toContain('kubectl -n web logs cart-0 --previous');
    expect(finding.evidence[0]?.says).toContain('restarted 7 times, now CrashLoopBackOff');
  });

  it('tells the memory limit apart from other kills', () => {
    const limits = { resources: { limits: { memory: '256Mi' }, requests: { memory: '128Mi' } } };
    const pod = (reason: string) =>
      podFixture('cart-0', {
        spec: { containers: [{ name: 'app', image: 'a:1', ...limits }] },
        status: looping(137, reason),
      });
    const oom = only({ pods: [pod('OOMKilled')] });
    expect(oom.check).toBe('pod-oom-killed');
    expect(oom.cause).toContain('more memory than its limit of 256Mi (it asks for 128Mi)');
    expect(only({ pods: [pod('Error')] }).cause).toContain('SIGKILL');
  });

  it('names a probe that asks the wrong port as the killer', () => {
    const app = {
      name: 'app',
      image: 'nginx',
      ports: [{ containerPort: 80 }],
      livenessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 5 },
    };
    const events = [
      eventFixture(
        about,
        'Unhealthy',
        'Liveness probe failed: Get "http://10.1.1.1:8080/": dial tcp 10.1.1.1:8080: connect: connection refused',
      ),
      eventFixture(about, 'Killing', 'Container app failed liveness probe, will be restarted'),
    ];
    const finding = only({
      pods: [podFixture('cart-0', { spec: { containers: [app] }, status: looping(137) })],
      events,
    });
    expect(finding.check).toBe('pod-killed-by-probe');
    expect(finding.cause).toContain('the liveness probe asks port 8080, but the container opens 80');
  });

  it('says that a process which ends with success should stay', () => {
    expect(only({ pods: [podFixture('cart-0', { status: looping(0, 'Completed') })] }).cause).toContain(
      'wants a process that stays',
    );
  });

  it('names a failing init container', () => {
    const status = unreadyStatus([containerStatus({ state: { waiting: { reason: 'PodInitializing' } } })], {
      phase: 'Pending',
      initContainerStatuses: [
        containerStatus({
          name: 'migrate',
          restartCount: 4,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: ended(1, 'Error'),
        }),
      ],
    });
    const spec = {
      initContainers: [{ name: 'migrate', image: 'm:1' }],
      containers: [{ name: 'app', image: 'a:1' }],
    };
    const finding = only({ pods: [podFixture('cart-0', { spec, status })] });
    expect(finding.check).toBe('pod-init-failing');
    expect(finding.cause).toContain('The init container migrate');
    expect(finding.next).toContain('-c migrate --previous');
  });

  it('is silent about restarts of days ago and about a single recent one', () => {
    const restarted = (restartCount: number, finished: number, reason = 'Error') =>
      podFixture(`cart-${finished}`, {
        status: {
          containerStatuses: [
            containerStatus({
              ready: true,
              restartCount,
              state: { running: { startedAt: before(finished) } },
              lastState: ended(1, reason, finished),
            }),
          ],
        },
      });
    expect(
      findings({
        pods: [
          restarted(1, 9 * DAY),
          restarted(12, 3 * HOUR),
          restarted(1, 5 * MINUTE),
          restarted(3, 9 * DAY, 'OOMKilled'),
        ],
      }),
    ).toEqual([]);
    expect(only({ pods: [restarted(6, 5 * MINUTE)] }).check).toBe('pod-restarting');
    expect(only({ pods: [restarted(1, 5 * MINUTE, 'OOMKilled')] }).check).toBe('pod-oom-killed');
  });
});

describe('an image that cannot be pulled', () => {
  const cause = (message: string, fixtures: Fixtures = {}) =>
    only({
      pods: [
        podFixture('cart-0', {
          status: waiting('ImagePullBackOff', 'Back-off pulling image "registry.example/app:1.4.2"'),
        }),
      ],
      events: [eventFixture(about, 'Failed', message)],
      ...fixtures,
    }).cause;

  it.each([
    [
      'Failed to pull image "registry.example/app:1.4.2": rpc error: code = NotFound desc = failed to pull and unpack image: registry.example/app:1.4.2: not found',
      'was not found in its registry',
    ],
    [
      'Failed to pull image: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope',
      'does not exist, or it is private',
    ],
    [
      'Failed to pull image: failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
      'without valid credentials',
    ],
    [
      'Failed to pull image: toomanyrequests: You have reached your pull rate limit',
      'limits the rate of pulls',
    ],
    [
      'Failed to pull image: dial tcp: lookup registry.example on 10.96.0.10:53: no such host',
      'does not resolve',
    ],
    [
      'Failed to pull image: tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'TLS connection',
    ],
    [
      'Failed to pull image: dial tcp 10.0.0.1:443: i/o timeout',
      'cannot reach the registry registry.example',
    ],
    [
      'Failed to pull image: no matching manifest for linux/arm64 in the manifest list',
      'no build for the node’s architecture',
    ],
  ])('tells %s', (message, words) => {
    expect(cause(message)).toContain(words);
  });

  it('names a missing pull secret only where secrets may be seen', () => {
    const spec = {
      containers: [{ name: 'app', image: 'registry.example/app:1' }],
      imagePullSecrets: [{ name: 'regcred' }],
    };
    const pods = [podFixture('cart-0', { spec, status: waiting('ErrImagePull', '401 Unauthorized') })];
    expect(only({ pods }).cause).toContain('the pull secret regcred that the pod names does not exist');
    const unseen = [
      { kind: 'Secret' as const, reason: 'forbidden' as const, message: 'may not list secrets' },
    ];
    expect(only({ pods, unseen }).cause).not.toContain('regcred');
    expect(only({ pods, Secret: [{ metadata: { name: 'regcred', namespace: 'web' } }] }).cause).not.toContain(
      'regcred',
    );
  });

  it('reads invalid names and forbidden pulls from the reason', () => {
    expect(only({ pods: [podFixture('cart-0', { status: waiting('InvalidImageName') })] }).cause).toContain(
      'not a valid image name',
    );
    expect(only({ pods: [podFixture('cart-0', { status: waiting('ErrImageNeverPull') })] }).cause).toContain(
      'imagePullPolicy Never',
    );
  });
});

describe('a container that cannot be configured or started', () => {
  it('names the missing ConfigMap and the one that was probably meant', () => {
    const finding = only({
      pods: [
        podFixture('cart-0', {
          status: waiting('CreateContainerConfigError', 'configmap "app-confg" not found'),
        }),
      ],
      ConfigMap: [{ metadata: { name: 'app-config', namespace: 'web' } }],
    });
    expect(finding.check).toBe('pod-missing-reference');
    expect(finding.cause).toContain(
      'the ConfigMap app-confg does not exist in web (there is a ConfigMap app-config)',
    );
  });

  it('names the missing key', () => {
    const message = `couldn't find key DB_URL in Secret web/db`;
    expect(
      only({ pods: [podFixture('cart-0', { status: waiting('CreateContainerConfigError', message) })] })
        .cause,
    ).toContain('the Secret db in web has no key DB_URL');
  });

  it('names the command that is not in the image', () => {
    const message =
      'failed to create containerd task: exec: "serve": executable file not found in $PATH: unknown';
    expect(
      only({ pods: [podFixture('cart-0', { status: waiting('RunContainerError', message) })] }).cause,
    ).toContain('the command serve is not in the image');
  });
});

describe('a pod that does not get its containers', () => {
  const creating = (age: number) => ({
    metadata: { creationTimestamp: before(age) },
    status: { ...waiting('ContainerCreating'), startTime: before(age) },
  });
  it('names the ConfigMap that a volume shows and that does not exist', () => {
    const events = [
      eventFixture(
        about,
        'FailedMount',
        'MountVolume.SetUp failed for volume "config" : configmap "app-config" not found',
      ),
    ];
    const finding = only({ pods: [podFixture('cart-0', creating(3 * MINUTE))], events });
    expect(finding.cause).toContain('the ConfigMap app-config does not exist in web');
  });
  it('tells the network from the volume', () => {
    const events = [
      eventFixture(
        about,
        'FailedCreatePodSandBox',
        'plugin type="calico" failed (add): cni plugin not initialized',
      ),
    ];
    expect(only({ pods: [podFixture('cart-0', creating(3 * MINUTE))], events }).cause).toContain(
      'its network cannot be set up',
    );
  });
  it('waits before it worries', () => {
    expect(findings({ pods: [podFixture('cart-0', creating(2 * MINUTE))] })).toEqual([]);
    expect(only({ pods: [podFixture('cart-0', creating(20 * MINUTE))] }).cause).toContain(
      'no event says why',
    );
  });
});

describe('probes, gates and endings', () => {
  const probe = { readinessProbe: { httpGet: { path: '/ready', port: 8080 } } };
  const running = (age: number) =>
    unreadyStatus([containerStatus({ started: true, state: { running: { startedAt: before(age) } } })]);
  const spec = { containers: [{ name: 'app', image: 'a', ports: [{ containerPort: 8080 }], ...probe }] };

  it('tells what the readiness probe got', () => {
    const events = [
      eventFixture(about, 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503'),
    ];
    const finding = only({ pods: [podFixture('cart-0', { spec, status: running(10 * MINUTE) })], events });
    expect(finding.check).toBe('pod-probe-failing');
    expect(finding.cause).toContain('the readiness probe (HTTP /ready on port 8080) answered HTTP 503');
  });
  it('leaves a pod that is still starting alone', () => {
    expect(findings({ pods: [podFixture('cart-0', { spec, status: running(20_000) })] })).toEqual([]);
  });
  it('lets a pod terminate within its grace and not for ever', () => {
    const deleted = (ago: number, finalizers: string[] = []) =>
      podFixture('cart-0', { metadata: { deletionTimestamp: before(ago), finalizers } });
    expect(findings({ pods: [deleted(-20_000)] })).toEqual([]);
    expect(only({ pods: [deleted(10 * MINUTE)] }).check).toBe('pod-stuck-terminating');
    expect(only({ pods: [deleted(10 * MINUTE, ['example.com/guard'])] }).cause).toContain(
      'finalizer example.com/guard has not been removed',
    );
  });
  it('tells evictions of today and not those of last week', () => {
    const evicted = (ago: number) =>
      podFixture('cart-0', {
        status: {
          phase: 'Failed',
          reason: 'Evicted',
          message: 'The node was low on resource: ephemeral-storage.',
          startTime: before(ago),
          conditions: [],
          containerStatuses: [],
        },
      });
    expect(only({ pods: [evicted(HOUR)] }).cause).toContain('which ran low on ephemeral-storage');
    expect(findings({ pods: [evicted(7 * DAY)] })).toEqual([]);
  });
  it('tells a failed bare pod by its exit code', () => {
    const status = {
      phase: 'Failed',
      conditions: [],
      containerStatuses: [
        containerStatus({
          state: { terminated: { exitCode: 127, reason: 'Error', finishedAt: before(HOUR) } },
        }),
      ],
    };
    expect(
      only({ pods: [podFixture('cart-0', { spec: { restartPolicy: 'Never', containers: [] }, status })] })
        .cause,
    ).toContain('the command was not found in the image');
  });
  it('tells of a scheduling gate that stays, as information', () => {
    const pod = podFixture('cart-0', {
      node: '',
      spec: { schedulingGates: [{ name: 'example.com/wait' }], containers: [] },
      status: { phase: 'Pending', conditions: [], containerStatuses: [] },
    });
    expect(only({ pods: [pod] })).toMatchObject({ check: 'pod-scheduling-gated', severity: 'info' });
  });
  it('tells of a scheduler that does not exist', () => {
    const pod = podFixture('cart-0', {
      node: '',
      spec: { schedulerName: 'my-scheduler', containers: [] },
      status: { phase: 'Pending', conditions: [], containerStatuses: [] },
    });
    expect(only({ pods: [pod] }).cause).toContain('asks for the scheduler my-scheduler');
  });
});

describe('pods with nothing wrong', () => {
  it('are not mentioned', () => {
    const done = podFixture('job-x', {
      status: {
        phase: 'Succeeded',
        conditions: [],
        containerStatuses: [containerStatus({ state: { terminated: { exitCode: 0, reason: 'Completed' } } })],
      },
    });
    expect(findings({ pods: [podFixture('cart-0'), done] })).toEqual([]);
  });
});
