import { describe, expect, it } from 'vitest';
import { nodeFixture, podFixture, snapshotOf } from '../testing.ts';
import { indexCluster } from './cluster-index.ts';
import { explainScheduling } from './scheduling.ts';

const pending = (spec: object) =>
  podFixture('big-0', {
    node: '',
    spec: { containers: [{ name: 'app' }], ...spec },
    status: { phase: 'Pending', conditions: [], containerStatuses: [] },
  });

function explain(spec: object, message: string, nodes = [nodeFixture('a'), nodeFixture('b')]) {
  const taken = podFixture('taken', {
    node: 'a',
    spec: { containers: [{ name: 'app', resources: { requests: { memory: '4Gi', cpu: '1500m' } } }] },
  });
  const snapshot = snapshotOf({ pods: [pending(spec), taken], nodes });
  const pod = snapshot.objects.Pod[0];
  if (!pod) throw new Error('the fixture has a pod');
  return explainScheduling(indexCluster(snapshot), pod, message).words;
}
const asks = (requests: object) => ({ containers: [{ name: 'app', resources: { requests } }] });

describe('explainScheduling', () => {
  it('gives the amount asked and the largest free', () => {
    const words = explain(
      asks({ memory: '64Gi' }),
      '0/3 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}, 2 Insufficient memory. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
      [
        nodeFixture('a'),
        nodeFixture('b'),
        nodeFixture('c', { spec: { taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] } }),
      ],
    );
    expect(words).toBe(
      'No node fits: 2 nodes lack memory (asks 64Gi, the largest free is 16Gi on b, and no node has more than 16Gi in all) and 1 node has the taint dedicated=gpu:NoSchedule that the pod does not tolerate',
    );
  });
  it('names the taints that newer schedulers only count', () => {
    const taint = (key: string, value: string) => ({
      spec: { taints: [{ key, value, effect: 'NoSchedule' }] },
    });
    const message =
      '0/3 nodes are available: 2 node(s) had untolerated taint(s), 1 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.';
    const nodes = [
      nodeFixture('a'),
      nodeFixture('b', taint('dedicated', 'gpu')),
      nodeFixture('c', taint('pool', 'spot')),
    ];
    const words = explain(asks({ cpu: '9' }), message, nodes);
    expect(words).toContain('1 node has the taint dedicated=gpu:NoSchedule that the pod does not tolerate');
    expect(words).toContain('1 node has the taint pool=spot:NoSchedule that the pod does not tolerate');
    expect(explain(asks({}), message, [nodeFixture('a')])).toContain(
      '2 nodes have a taint that the pod does not tolerate',
    );
  });
  it('tells what keeps pods off control planes by design last', () => {
    const words = explain(
      asks({ cpu: '9' }),
      '0/3 nodes are available: 2 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 1 Insufficient cpu.',
    );
    expect(words).toMatch(/^No node fits: 1 node lacks cpu .* and 2 nodes have the taint/);
  });
  it('counts what other pods have asked for', () => {
    expect(
      explain(asks({ cpu: '3' }), '0/1 nodes are available: 1 Insufficient cpu.', [nodeFixture('a')]),
    ).toContain('asks 3, the largest free is 2500m on a');
  });
  it('says when no node offers a device', () => {
    const words = explain(
      { containers: [{ name: 'app', resources: { limits: { 'nvidia.com/gpu': '1' } } }] },
      '0/2 nodes are available: 2 Insufficient nvidia.com/gpu.',
    );
    expect(words).toContain('2 nodes lack nvidia.com/gpu (asks 1, no node offers any)');
  });
  it('compares the node selector with what nodes carry', () => {
    const nodes = [nodeFixture('a', { labels: { disktype: 'hdd' } })];
    const message = "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.";
    expect(explain({ nodeSelector: { disktype: 'ssd' } }, message, nodes)).toBe(
      'No node fits: 1 node does not match the node selector disktype=ssd (nodes carry disktype=hdd)',
    );
    expect(explain({ nodeSelector: { gpu: 'yes' } }, message, nodes)).toContain('no node carries gpu');
  });
  it('reads anti-affinity, spread, cordons, ports and volumes', () => {
    const antiAffinity = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: { app: 'db' } }, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    };
    expect(
      explain(
        { affinity: antiAffinity },
        "0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.",
      ),
    ).toContain('one pod with app=db per kubernetes.io/hostname');
    expect(
      explain({}, "0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints."),
    ).toContain('topology spread');
    expect(explain({}, '0/2 nodes are available: 2 node(s) were unschedulable.')).toContain(
      '2 nodes are cordoned',
    );
    expect(
      explain({}, "0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports."),
    ).toContain('host port');
    expect(explain({}, '0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims.')).toBe(
      'Its PersistentVolumeClaim is not bound to a volume',
    );
    expect(explain({}, '0/2 nodes are available: persistentvolumeclaim "data" not found.')).toBe(
      'The PersistentVolumeClaim data does not exist',
    );
    expect(explain({}, '0/2 nodes are available: 2 node(s) had volume node affinity conflict.')).toContain(
      'cannot reach the pod’s volume',
    );
  });
  it('knows the taints that stand for a node’s state', () => {
    expect(
      explain(
        {},
        '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }.',
      ),
    ).toContain('1 node is not ready');
  });
  it('takes a taint by any name', () => {
    expect(explain({}, '0/1 nodes are available: 1 node(s) had untolerated taint {toString: }.')).toContain(
      'the taint toString that',
    );
  });
  it('keeps the scheduler’s own words where it has none better', () => {
    expect(explain({}, '0/2 nodes are available: 2 node(s) had a strange mood.')).toBe(
      'No node fits: 2 nodes: a strange mood',
    );
    expect(explain({}, '')).toBe('The scheduler found no node for it');
  });
});
