import { afterEach, describe, expect, test } from 'vitest';
import { openings, pod } from '../fixtures/open-connector.ts';
import { createTextCleaner } from './clean-text.ts';
import { foldSeries, lastSeen } from './events.ts';
import { createObjectStore } from './object-store.ts';

const { server: startServer, connect, closeAll } = openings();
afterEach(closeAll);

describe('what is kept of objects', () => {
  test('holds no secret and no escape in messages, annotations and command lines; names stay as they are', async () => {
    const server = await startServer();
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const message = `\u001b[31mlogin failed\u001b[0m password=hunter2-and-more`;
    const terminated = { exitCode: 1, message };
    server.put('pods', {
      ...pod('token-printer'),
      metadata: {
        name: 'token-printer',
        namespace: 'web',
        labels: { app: 'token-printer' },
        annotations: { note: `use ${token}` },
      },
      spec: {
        containers: [
          {
            name: 'app',
            image: 'i',
            args: ['serve', '--password', 'hunter2', `--api-key=${token}`, '--verbose'],
          },
        ],
      },
      status: { phase: 'Failed', containerStatuses: [{ name: 'app', lastState: { terminated } }] },
    });
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    const kept = connector.snapshot('fake').objects.Pod[0];
    expect(JSON.stringify(kept)).not.toMatch(/hunter2|ghp_|u001b/);
    expect(kept?.metadata.labels).toEqual({ app: 'token-printer' });
    expect(kept?.spec.containers[0]?.args).toMatchObject({ 0: 'serve', 1: '--password', 4: '--verbose' });
    expect(kept?.status.containerStatuses[0]?.lastState.terminated?.message).toMatch(
      /^login failed password=/,
    );
  });

  test('is otherwise what it was', () => {
    const { clean } = createTextCleaner();
    const make = () => ({
      labels: { app: 'cart' },
      list: [{ image: 'xyz' }],
      count: 1,
      none: undefined,
      empty: null,
    });
    expect(clean(make())).toEqual(make());
  });
});

describe('events', () => {
  test('of both kinds have a count, a first and a last time', async () => {
    const server = await startServer();
    const about = {
      involvedObject: { kind: 'Pod', namespace: 'web', name: 'cart-0' },
      reason: 'BackOff',
      type: 'Warning',
    };
    server.put('events', {
      ...about,
      metadata: { name: 'old', namespace: 'web' },
      message: 'old style',
      count: 7,
      firstTimestamp: '2026-01-01T00:00:00Z',
      lastTimestamp: '2026-01-01T00:10:00Z',
      source: { component: 'kubelet' },
    });
    server.put('events', {
      ...about,
      metadata: { name: 'new', namespace: 'web', creationTimestamp: '2026-01-01T00:00:00Z' },
      message: 'new style',
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: '2026-01-01T00:01:00.000001Z',
      series: { count: 3, lastObservedTime: '2026-01-01T00:20:00.000001Z' },
      reportingComponent: 'scheduler',
    });
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    expect(connector.snapshot('fake').objects.Event).toMatchObject([
      { count: 7, firstTimestamp: '2026-01-01T00:00:00Z', lastTimestamp: '2026-01-01T00:10:00Z' },
      {
        count: 3,
        firstTimestamp: '2026-01-01T00:01:00.000001Z',
        lastTimestamp: '2026-01-01T00:20:00.000001Z',
        source: { component: 'scheduler' },
      },
    ]);
  });

  test('are kept up to a number, the newest', () => {
    const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
    const store = createObjectStore({
      kind: 'Event',
      finish: foldSeries,
      onChange: () => undefined,
      onSkipped: (problem) => expect.unreachable(problem),
      limit: { most: 100, age: lastSeen },
    });
    const sink = store.sink('');
    sink.startList();
    for (let index = 0; index < 1_000; index += 1)
      sink.listed({
        metadata: { name: `e-${index}` },
        involvedObject: {},
        lastTimestamp: at((index * 7919) % 1_000),
      });
    sink.endList();
    const times = store.objects().map(({ lastTimestamp }) => lastTimestamp);
    expect(times.length).toBeLessThanOrEqual(110);
    for (let second = 900; second < 1_000; second += 1) expect(times).toContain(at(second));
  });
});
