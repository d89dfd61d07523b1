import { beforeAll, describe, expect, it } from 'vitest';
import type { ClusterSnapshot } from '#diagnosis/evidence';
import { fakeKubernetes, openStage, read, ref } from '../../testing.ts';
import { scene } from '../scene.ts';

let ask: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  ask = await openStage();
});

const OLD = 'registry.example/checkout:1.9.0';
const NEW = 'registry.example/checkout:2.0.0';
const [anEvent = expect.fail('the scene has an event')] = scene.objects.Event;

/** A pod whose only container has that image and either waits for it or runs. */
function withPod(snapshot: ClusterSnapshot, image: string, startedAt?: string): ClusterSnapshot {
  const pods = snapshot.objects.Pod.map((pod) => {
    if (pod.metadata.name !== 'checkout-2-a') return pod;
    const [container = expect.fail('no container')] = pod.spec.containers;
    const [status = expect.fail('no status')] = pod.status.containerStatuses;
    const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image' };
    const state =
      startedAt === undefined
        ? { ...status.state, waiting }
        : { ...status.state, waiting: undefined, running: { startedAt } };
    return {
      ...pod,
      spec: { ...pod.spec, containers: [{ ...container, image }] },
      status: { ...pod.status, containerStatuses: [{ ...status, state }] },
    };
  });
  return { ...snapshot, objects: { ...snapshot.objects, Pod: pods } };
}

function withFailure(image: string): ClusterSnapshot {
  const message = `Failed to pull image "${image}": not found`;
  const event = { ...anEvent, reason: 'Failed', message, lastTimestamp: '2026-03-10T11:30:00Z' };
  return { ...scene, objects: { ...scene.objects, Event: [...scene.objects.Event, event] } };
}

const effect = async (verb: string, snapshot: ClusterSnapshot) => {
  const slots = { objects: [ref('Deployment', 'checkout')], change: { verb, parameters: {} } };
  return (await ask(read('command', slots), fakeKubernetes({ 'harbour-prod': snapshot }), `${verb} checkout`))
    .text;
};

describe('the effect of a change on images that cannot be pulled', () => {
  it('warns where the template to come waits for its image, or failed to get it', async () => {
    const now = await effect('rollback', withPod(scene, OLD));
    expect(now).toContain(
      `Warning: \`${OLD}\` cannot be pulled now (pod \`checkout-2-a\` in \`web\` waits for it)`,
    );
    expect(await effect('rollback', withFailure(OLD))).toContain(
      `Warning: \`${OLD}\` failed to be pulled 30 min ago, so new pods may not start`,
    );
  });

  it('warns of a restart where the rollout is stuck on its image', async () => {
    expect(await effect('restart', withPod(scene, NEW))).toContain(`\`${NEW}\` cannot be pulled now`);
  });

  it('does not warn of the image that goes, nor of one that came to run since', async () => {
    expect(await effect('rollback', withPod(scene, NEW))).not.toContain('Warning');
    expect(await effect('rollback', scene)).toContain('template of revision 1');
    expect(await effect('rollback', scene)).not.toContain('Warning');
    const since = withPod(withFailure(OLD), OLD, '2026-03-10T11:40:00Z');
    expect(await effect('rollback', since)).not.toContain('Warning');
  });
});
