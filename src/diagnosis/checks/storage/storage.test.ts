import { describe, expect, it } from 'vitest';
import { before, eventFixture, nodeFixture, podFixture, snapshotOf } from '../../testing.ts';
import type { Fixture, Fixtures } from '../../testing.ts';
import { checkCluster } from '../check-cluster.ts';

const MINUTE = 60_000;
const findings = (fixtures: Fixtures) =>
  checkCluster(snapshotOf({ nodes: [nodeFixture('worker-1')], ...fixtures }));
const only = (fixtures: Fixtures) => {
  const all = findings(fixtures);
  expect(all.map(({ check }) => check)).toHaveLength(1);
  return all[0] as NonNullable<(typeof all)[0]>;
};
const claim = (spec: object = {}, status: object = { phase: 'Pending' }, metadata: object = {}): Fixture => ({
  metadata: { name: 'data', namespace: 'web', ...metadata },
  spec: {
    storageClassName: 'standard',
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '10Gi' } },
    ...spec,
  },
  status,
});
const storageClass = (name: string, over: object = {}): Fixture => ({
  metadata: { name },
  provisioner: 'csi.example.com',
  volumeBindingMode: 'Immediate',
  ...over,
});
const isDefault = { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } };
const user = podFixture('db-0', {
  node: '',
  spec: {
    containers: [{ name: 'app' }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  },
  status: {
    phase: 'Pending',
    containerStatuses: [],
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message:
          '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
      },
    ],
  },
});

describe('a pending claim', () => {
  it('explains the pod that waits for it, and says which classes exist', () => {
    const finding = only({
      PersistentVolumeClaim: [claim({ storageClassName: 'standard-v2' })],
      StorageClass: [storageClass('standard'), storageClass('fast')],
      pods: [user],
    });
    expect(finding).toMatchObject({
      check: 'pvc-pending',
      object: { kind: 'PersistentVolumeClaim', name: 'data' },
    });
    expect(finding.cause).toBe(
      'PersistentVolumeClaim data is not bound: it asks for the storage class standard-v2, which does not exist (the cluster has standard and fast; standard may be meant).',
    );
    expect(finding.related.map(({ kind, name }) => `${kind}/${name}`)).toContain('Pod/db-0');
  });
  it('without a class says when none is the default', () => {
    expect(
      only({
        PersistentVolumeClaim: [claim({ storageClassName: undefined })],
        StorageClass: [storageClass('a')],
      }).cause,
    ).toContain('names no storage class, and none of a is the default');
  });
  it('tells what the provisioner said', () => {
    const events = [
      eventFixture(
        { kind: 'PersistentVolumeClaim', name: 'data' },
        'ProvisioningFailed',
        'failed to provision volume: rpc error: quota exceeded for disks',
      ),
    ];
    expect(
      only({ PersistentVolumeClaim: [claim()], StorageClass: [storageClass('standard')], events }).cause,
    ).toContain('quota exceeded for disks');
  });
  it('says that no volume made by hand fits', () => {
    const StorageClass = [storageClass('standard', { provisioner: 'kubernetes.io/no-provisioner' })];
    expect(only({ PersistentVolumeClaim: [claim()], StorageClass }).cause).toContain(
      'no PersistentVolume fits it (10Gi, ReadWriteOnce)',
    );
  });
  it.each<[string, Fixtures]>([
    [
      'waits for its first consumer',
      {
        PersistentVolumeClaim: [claim()],
        StorageClass: [storageClass('standard', { volumeBindingMode: 'WaitForFirstConsumer' })],
      },
    ],
    [
      'has only just been made',
      {
        PersistentVolumeClaim: [
          claim({ storageClassName: 'nope' }, { phase: 'Pending' }, { creationTimestamp: before(10_000) }),
        ],
      },
    ],
    [
      'is being provisioned',
      {
        PersistentVolumeClaim: [claim({}, { phase: 'Pending' }, { creationTimestamp: before(2 * MINUTE) })],
        StorageClass: [storageClass('standard')],
      },
    ],
    ['is bound', { PersistentVolumeClaim: [claim({}, { phase: 'Bound' })] }],
    [
      'names a class of volumes made by hand',
      {
        PersistentVolumeClaim: [claim({ storageClassName: 'manual' })],
        PersistentVolume: [
          { metadata: { name: 'v' }, spec: { storageClassName: 'manual' }, status: { phase: 'Bound' } },
        ],
      },
    ],
    [
      'names a class that may not be seen',
      {
        PersistentVolumeClaim: [claim()],
        unseen: [{ kind: 'StorageClass', reason: 'forbidden', message: 'no' }],
      },
    ],
  ])('is no trouble when it %s', (_, fixtures) => expect(findings(fixtures)).toEqual([]));
});

describe('volumes and classes', () => {
  it('tell of a lost volume and of a failed one', () => {
    expect(only({ PersistentVolumeClaim: [claim({ volumeName: 'pv-7' }, { phase: 'Lost' })] })).toMatchObject(
      { check: 'pvc-lost', severity: 'critical' },
    );
    expect(
      only({
        PersistentVolume: [
          {
            metadata: { name: 'pv-7' },
            spec: {},
            status: { phase: 'Failed', message: 'error deleting disk' },
          },
        ],
      }).cause,
    ).toContain('error deleting disk');
    expect(
      findings({
        PersistentVolume: [{ metadata: { name: 'pv-7' }, spec: {}, status: { phase: 'Released' } }],
      }),
    ).toEqual([]);
  });
  it('tell of several defaults, as information', () => {
    const StorageClass = ['a', 'b'].map((name): Fixture => ({
      metadata: { name, ...isDefault },
      provisioner: 'p',
    }));
    expect(only({ StorageClass })).toMatchObject({ check: 'storage-class-defaults', severity: 'info' });
    expect(findings({ StorageClass: StorageClass.slice(1) })).toEqual([]);
  });
});
