import { itself, splitKey } from '../engine/cluster.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import { emit } from '../engine/events.ts';
import { amend, create, setStatus } from '../engine/write.ts';
import type { PersistentVolumeClaim, StorageClass } from '../kube/cluster-kinds.ts';
import type { Pod } from '../kube/types.ts';

const COMPONENT = 'persistentvolume-controller';
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
const RETRY = 15_000;

function defaultClass(cluster: Cluster): StorageClass | undefined {
  return cluster.store
    .list('storageclasses.storage.k8s.io')
    .find((storageClass) => storageClass.metadata.annotations?.[DEFAULT_CLASS] === 'true');
}

function consumer(cluster: Cluster, claim: PersistentVolumeClaim): Pod | undefined {
  return cluster.store
    .list('pods', claim.metadata.namespace)
    .find((pod) =>
      (pod.spec.volumes ?? []).some((v) => v.persistentVolumeClaim?.claimName === claim.metadata.name),
    );
}

function provision(cluster: Cluster, claim: PersistentVolumeClaim, storageClass: StorageClass): void {
  const { namespace = '', name, uid } = claim.metadata;
  const volume = `pvc-${uid}`;
  const capacity = { storage: claim.spec.resources?.requests?.storage ?? '1Gi' };
  const accessModes = claim.spec.accessModes ?? ['ReadWriteOnce'];
  const made = create(cluster, {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: volume, annotations: { 'pv.kubernetes.io/provisioned-by': storageClass.provisioner } },
    spec: {
      capacity,
      accessModes,
      volumeMode: 'Filesystem',
      storageClassName: storageClass.metadata.name,
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      claimRef: { kind: 'PersistentVolumeClaim', apiVersion: 'v1', namespace, name, uid },
      csi: { driver: storageClass.provisioner, volumeHandle: `vol-${uid.slice(0, 8)}` },
    },
  });
  setStatus(cluster, made, { phase: 'Bound' });
  const message = `Successfully provisioned volume ${volume}`;
  emit(cluster, {
    about: claim,
    reason: 'ProvisioningSucceeded',
    message,
    component: storageClass.provisioner,
  });
  amend(cluster, { resource: 'persistentvolumeclaims', namespace, name }, (draft) => {
    draft.spec.volumeName = volume;
    draft.metadata.annotations = {
      ...draft.metadata.annotations,
      'pv.kubernetes.io/bind-completed': 'yes',
      'pv.kubernetes.io/bound-by-controller': 'yes',
      'volume.beta.kubernetes.io/storage-provisioner': storageClass.provisioner,
      'volume.kubernetes.io/storage-provisioner': storageClass.provisioner,
    };
    draft.status = { phase: 'Bound', accessModes, capacity };
  });
}

function complain(
  cluster: Cluster,
  claim: PersistentVolumeClaim,
  what: { reason: string; message: string; warning: boolean },
): void {
  emit(cluster, {
    about: claim,
    type: what.warning ? 'Warning' : 'Normal',
    reason: what.reason,
    message: what.message,
    component: COMPONENT,
  });
  const key = `${claim.metadata.namespace ?? ''}/${claim.metadata.name}`;
  cluster.timeline.after(`claim/${claim.metadata.uid}`, RETRY, () => reconcile(cluster, key));
}

function bindClaim(cluster: Cluster, claim: PersistentVolumeClaim): void {
  const className = claim.spec.storageClassName;
  if (className === undefined) {
    const chosen = defaultClass(cluster);
    if (!chosen) {
      const message = 'no persistent volumes available for this claim and no storage class is set';
      return complain(cluster, claim, { reason: 'FailedBinding', message, warning: false });
    }
    const { namespace, name } = claim.metadata;
    return void amend(cluster, { resource: 'persistentvolumeclaims', namespace, name }, (draft) => {
      draft.spec.storageClassName = chosen.metadata.name;
    });
  }
  const storageClass = cluster.store.get('storageclasses.storage.k8s.io', undefined, className);
  if (!storageClass) {
    const message = `storageclass.storage.k8s.io "${className}" not found`;
    return complain(cluster, claim, { reason: 'ProvisioningFailed', message, warning: true });
  }
  if (storageClass.volumeBindingMode === 'WaitForFirstConsumer' && !consumer(cluster, claim)) {
    const message = 'waiting for first consumer to be created before binding';
    return complain(cluster, claim, { reason: 'WaitForFirstConsumer', message, warning: false });
  }
  provision(cluster, claim, storageClass);
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const claim = cluster.store.get('persistentvolumeclaims', namespace, name);
  if (!claim) return;
  if (claim.metadata.deletionTimestamp) return release(cluster, claim);
  if (!claim.spec.volumeName && claim.status.phase === 'Pending') bindClaim(cluster, claim);
}

function release(cluster: Cluster, claim: PersistentVolumeClaim): void {
  if (consumer(cluster, claim)) return;
  const volume = cluster.store.get('persistentvolumes', undefined, claim.spec.volumeName ?? '');
  if (volume?.spec.persistentVolumeReclaimPolicy === 'Delete')
    cluster.store.remove('persistentvolumes', volume);
  else if (volume) setStatus(cluster, volume, { phase: 'Released' });
  const { namespace, name } = claim.metadata;
  amend(cluster, { resource: 'persistentvolumeclaims', namespace, name }, (draft) => {
    draft.metadata.finalizers = (draft.metadata.finalizers ?? []).filter(
      (f) => f !== 'kubernetes.io/pvc-protection',
    );
  });
}

/** Binds claims to volumes made for them, and says why when it cannot. */
export const volumes: Controller = {
  name: COMPONENT,
  watches: {
    persistentvolumeclaims: itself,
    pods: ({ object, type }) => {
      if (type === 'MODIFIED') return [];
      const names = ((object as Pod).spec.volumes ?? []).map(
        (volume) => volume.persistentVolumeClaim?.claimName,
      );
      return names
        .filter((name) => name !== undefined)
        .map((name) => `${object.metadata.namespace ?? ''}/${name}`);
    },
  },
  reconcile,
};
