import { describe, expect, it } from 'vitest';
import type { Pod } from '../evidence/index.ts';
import { containerStatus, podFixture, snapshotOf, unreadyStatus } from '../testing.ts';
import { closest } from './closest.ts';
import { explainExitCode } from './exit-code.ts';
import { podRequests } from './pod-requests.ts';
import { podStatus } from './pod-status.ts';
import { formatQuantity, parseQuantity } from './quantity.ts';
import { matchesSelector, selectorInWords } from './selectors.ts';
import { spanInWords } from './time.ts';
import { joinWords, oneLine } from './wording.ts';

const pod = (options: Parameters<typeof podFixture>[1]): Pod => {
  const [parsed] = snapshotOf({ pods: [podFixture('p', options)] }).objects.Pod;
  if (!parsed) throw new Error('the fixture has a pod');
  return parsed;
};

describe('parseQuantity', () => {
  it.each([
    ['250m', 0.25],
    ['2', 2],
    ['0.5', 0.5],
    ['64Gi', 64 * 2 ** 30],
    ['128974848', 128974848],
    ['129e6', 129e6],
    ['129M', 129e6],
    ['1500000u', 1.5],
    ['100n', 1e-7],
    ['1Ki', 1024],
  ])('reads %s', (text, value) => expect(parseQuantity(text)).toBeCloseTo(value, 9));
  it.each(['', 'lots', '1 Gi', '1GiB', undefined])('refuses %s', (text) =>
    expect(parseQuantity(text)).toBeUndefined(),
  );
  it('writes amounts the way Kubernetes does', () => {
    expect(formatQuantity(12 * 2 ** 30, 'memory')).toBe('12Gi');
    expect(formatQuantity(1.5, 'cpu')).toBe('1500m');
    expect(formatQuantity(2, 'requests.cpu')).toBe('2');
    expect(formatQuantity(1, 'nvidia.com/gpu')).toBe('1');
  });
});

describe('explainExitCode', () => {
  it('lets the reason outweigh the number', () => {
    expect(explainExitCode(137, undefined, 'OOMKilled')).toContain('memory than its limit');
    expect(explainExitCode(137)).toContain('not by its memory limit as far as reported');
  });
  it.each([
    [0, 'success'],
    [1, 'error of its own'],
    [2, 'wrong usage'],
    [126, 'could not be executed'],
    [127, 'not found'],
    [139, 'segmentation'],
    [143, 'SIGTERM'],
    [131, 'SIGQUIT'],
    [77, 'application’s own'],
  ])('explains %i', (code, words) => {
    expect(explainExitCode(code)).toContain(words);
  });
  it('reads a bare signal', () => {
    expect(explainExitCode(0, 9)).toContain('SIGKILL');
    expect(explainExitCode(0, 5)).toBe('killed by signal 5');
  });
});

describe('podStatus', () => {
  const waiting = (reason: string) => containerStatus({ state: { waiting: { reason } } });
  const ended = (exitCode: number, more: object = {}) => ({ state: { terminated: { exitCode, ...more } } });
  it.each<[string, Parameters<typeof podFixture>[1]]>([
    ['Running', {}],
    ['CrashLoopBackOff', { status: unreadyStatus([waiting('CrashLoopBackOff')]) }],
    [
      'Completed',
      { status: unreadyStatus([containerStatus(ended(0, { reason: 'Completed' }))], { phase: 'Succeeded' }) },
    ],
    ['ExitCode:3', { status: unreadyStatus([containerStatus(ended(3))]) }],
    ['Signal:9', { status: unreadyStatus([containerStatus(ended(137, { signal: 9 }))]) }],
    ['Terminating', { metadata: { deletionTimestamp: '2026-03-10T11:00:00Z' } }],
    ['Unknown', { metadata: { deletionTimestamp: '2026-03-10T11:00:00Z' }, status: { reason: 'NodeLost' } }],
    ['Evicted', { status: { phase: 'Failed', reason: 'Evicted', containerStatuses: [], conditions: [] } }],
    [
      'SchedulingGated',
      {
        status: {
          phase: 'Pending',
          containerStatuses: [],
          conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
        },
      },
    ],
    [
      'NotReady',
      {
        status: unreadyStatus([
          containerStatus(ended(0, { reason: 'Completed' })),
          containerStatus({ name: 'b', ready: true, state: { running: {} } }),
        ]),
      },
    ],
  ])('prints %s', (status, options) => expect(podStatus(pod(options))).toBe(status));

  const withInit = (initContainerStatuses: unknown[], restartPolicy?: string) =>
    pod({
      spec: { initContainers: [{ name: 'one', restartPolicy }, { name: 'two' }] },
      status: {
        phase: 'Pending',
        conditions: [],
        initContainerStatuses,
        containerStatuses: [waiting('PodInitializing')],
      },
    });
  const init = (name: string, over: object) => containerStatus({ name, ...over });
  it('prints the init containers in their order', () => {
    expect(
      podStatus(
        withInit([
          init('one', { state: { running: {} } }),
          init('two', { state: { waiting: { reason: 'PodInitializing' } } }),
        ]),
      ),
    ).toBe('Init:0/2');
    expect(podStatus(withInit([init('one', ended(0)), init('two', { state: { running: {} } })]))).toBe(
      'Init:1/2',
    );
    expect(podStatus(withInit([init('one', ended(1, { reason: 'Error' })), init('two', {})]))).toBe(
      'Init:Error',
    );
    expect(podStatus(withInit([init('one', { state: { waiting: { reason: 'CrashLoopBackOff' } } })]))).toBe(
      'Init:CrashLoopBackOff',
    );
  });
  it('steps over a started sidecar', () => {
    expect(
      podStatus(
        withInit(
          [init('one', { started: true, state: { running: {} } }), init('two', { state: { running: {} } })],
          'Always',
        ),
      ),
    ).toBe('Init:1/2');
  });
});

describe('podRequests', () => {
  it('takes the larger of the init containers and the sum of the others, sidecars included', () => {
    const requests = (cpu: string) => ({ resources: { requests: { cpu } } });
    const spec = {
      containers: [
        { name: 'a', ...requests('1') },
        { name: 'b', resources: { limits: { cpu: '500m' } } },
      ],
      initContainers: [
        { name: 'i', ...requests('4') },
        { name: 's', restartPolicy: 'Always', ...requests('250m') },
      ],
    };
    expect(podRequests(pod({ spec }))).toMatchObject({ cpu: 4, pods: 1 });
    expect(podRequests(pod({ spec: { ...spec, initContainers: [spec.initContainers[1]] } }))).toMatchObject({
      cpu: 1.75,
    });
  });
});

describe('selectors', () => {
  const selector = {
    matchLabels: { app: 'a' },
    matchExpressions: [
      { key: 'tier', operator: 'NotIn', values: ['db'] },
      { key: 'x', operator: 'DoesNotExist', values: [] },
    ],
  };
  it('match every part or not at all', () => {
    expect(matchesSelector(selector, { app: 'a' })).toBe(true);
    expect(matchesSelector(selector, { app: 'a', tier: 'db' })).toBe(false);
    expect(matchesSelector(selector, { app: 'a', x: '1' })).toBe(false);
    expect(matchesSelector({ matchLabels: {}, matchExpressions: [] }, {})).toBe(true);
  });
  it('are written the way kubectl takes them', () =>
    expect(selectorInWords(selector)).toBe('app=a, tier notin (db), !x'));
});

describe('wording', () => {
  it('joins, clips and counts', () => {
    expect(joinWords(['a', 'b', 'c'])).toBe('a, b and c');
    expect(joinWords(['a', 'b', 'c'], 'or', 2)).toBe('a, b or 1 more');
    expect(oneLine('\u001b[31mred\u001b[0m\nnext\u202e', 20)).toBe('red next');
    expect(oneLine('x'.repeat(50), 10)).toHaveLength(10);
    expect(spanInWords(90_000)).toBe('90 seconds');
    expect(spanInWords(3 * 86_400_000)).toBe('3 days');
  });
  it('finds the name that was probably meant', () => {
    expect(closest('app-confg', ['db', 'app-config'])).toBe('app-config');
    expect(closest('cart', ['payments'])).toBeUndefined();
  });
});
