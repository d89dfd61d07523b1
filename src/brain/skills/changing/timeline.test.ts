import { beforeAll, describe, expect, it } from 'vitest';
import type { ClusterSnapshot, KubernetesEvent } from '#diagnosis/evidence';
import { fakeKubernetes, openStage, read, ref } from '../../testing.ts';
import { scene } from '../scene.ts';

let ask: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  ask = await openStage();
});

const REVISION = 'deployment.kubernetes.io/revision';
const HISTORY = 'deployment.kubernetes.io/revision-history';
const objects = [ref('Deployment', 'checkout')];
const DAY = 24 * 3_600_000;
const last = { from: scene.currentAsOf - 12 * DAY, to: scene.currentAsOf, said: 'the last 12 days' };

interface Returned {
  history?: string;
  events?: string[];
  /** When the Progressing condition turned. */
  moved?: string;
  /** What the Progressing condition says, at 11:52. */
  says?: string;
  /** When the set that is left was made. */
  made?: string;
}

const [anEvent = expect.fail('the scene has an event')] = scene.objects.Event;
const scaling = (message: string): KubernetesEvent => ({
  ...anEvent,
  metadata: { ...anEvent.metadata, name: message },
  type: 'Normal',
  reason: 'ScalingReplicaSet',
  message,
  count: 1,
  lastTimestamp: '2026-03-10T11:55:00Z',
  involvedObject: { ...anEvent.involvedObject, kind: 'Deployment', namespace: 'web', name: 'checkout' },
});

/** checkout, undone from revision 2 to the template of its first set, which now has number 3. */
function undone({ history, events = [], moved, says, made }: Returned): ClusterSnapshot {
  const progressing = {
    type: 'Progressing',
    status: 'True',
    lastTransitionTime: moved,
    message: says,
    lastUpdateTime: says && '2026-03-10T11:52:00Z',
  };
  const sets = scene.objects.ReplicaSet.map((set) => {
    if (set.metadata.name === 'checkout-2')
      return {
        ...set,
        metadata: { ...set.metadata, creationTimestamp: made ?? set.metadata.creationTimestamp },
        spec: { ...set.spec, replicas: 0 },
      };
    if (set.metadata.name !== 'checkout-1') return set;
    const annotations = { [REVISION]: '3', ...(history === undefined ? {} : { [HISTORY]: history }) };
    return { ...set, metadata: { ...set.metadata, annotations }, spec: { ...set.spec, replicas: 1 } };
  });
  const deployments = scene.objects.Deployment.map((one) =>
    one.metadata.name === 'checkout' && moved !== undefined
      ? { ...one, status: { ...one.status, conditions: [progressing as (typeof one.status.conditions)[0]] } }
      : one,
  );
  return {
    ...scene,
    objects: {
      ...scene.objects,
      ReplicaSet: sets,
      Deployment: deployments,
      Event: [...scene.objects.Event, ...events.map(scaling)],
    },
  };
}

const on = (snapshot: ClusterSnapshot) => fakeKubernetes({ 'harbour-prod': snapshot });
const lastDeployed = async (snapshot: ClusterSnapshot) =>
  (await ask(read('changes', { objects }), on(snapshot), 'when was checkout last deployed')).text;

describe('a return to an earlier template', () => {
  const UP = 'Scaled up replica set checkout-1 from 0 to 1';
  const EMPTIED = 'Scaled down replica set checkout-2 from 1 to 0';

  it.each([{ history: '1' }, {}])('is never as old as its ReplicaSet (%j)', async (known) => {
    const text = await lastDeployed(undone(known));
    expect(text).toContain('at a time that is not known, after 11:48:00');
    expect(text).toContain('revision 3, a return to an earlier template');
    expect(text).toContain('from `registry.example/checkout:2.0.0` to `registry.example/checkout:1.9.0`');
    expect(text).not.toContain('10 days ago');
  });

  it.each([[[UP, EMPTIED]], [[EMPTIED]]])('is dated by the scaling of its sets: %j', async (events) => {
    expect(await lastDeployed(undone({ history: '1', events }))).toContain('rolled out 11:55:00, 5 min ago');
  });

  it('is not dated by a scaling that left the set before it as it was', async () => {
    expect(await lastDeployed(undone({ history: '1', events: [UP] }))).toContain('not known');
  });

  it('is dated by the end of a standstill, but not by one before it', async () => {
    expect(await lastDeployed(undone({ moved: '2026-03-10T11:50:00Z' }))).toContain(
      'at about 11:50:00, 10 min ago',
    );
    expect(await lastDeployed(undone({ moved: '2026-03-10T11:40:00Z' }))).toContain('not known');
  });

  it('is dated by the last step of its rollout, not by that of another set', async () => {
    const moved = '2026-02-28T12:00:00Z';
    const of = (name: string) => `ReplicaSet "${name}" has successfully progressed.`;
    expect(await lastDeployed(undone({ moved, says: of('checkout-1') }))).toContain(
      'at about 11:52:00, 8 min ago',
    );
    expect(await lastDeployed(undone({ moved, says: of('checkout-2') }))).toContain('not known');
  });

  it('is told among the changes, each compared with the revision before it by number', async () => {
    const { text } = await ask(read('changes', { objects, time: last }), on(undone({ history: '1' })));
    expect(text).toMatch(
      /some time after 11:48:00: .* revision 3, a return to an earlier template: image of `app` from `\S+:2\.0\.0` to `\S+:1\.9\.0`/,
    );
    expect(text).toMatch(/revision 2: image of `app` from `\S+:1\.9\.0` to `\S+:2\.0\.0`/);
  });

  it('shows in the history and in what a diagnosis tells of the last change', async () => {
    const { text } = await ask(read('rollout', { objects }), on(undone({ history: '1' })));
    expect(text).toContain('| 3 (now) | not known (an earlier template again) |');
    const { text: why } = await ask(read('diagnose', { objects }), on(undone({ history: '1' })), 'why');
    expect(why).toContain('Last change: revision 3, a return to an earlier template');
  });

  it('is not made of sets that were restored together', async () => {
    const text = await lastDeployed(undone({ made: '2026-02-28T12:00:30Z' }));
    expect(text).toContain('rolled out 28 Feb 12:00:00, 10 days ago');
    expect(text).not.toContain('a return');
  });
});
