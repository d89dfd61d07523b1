import type { PersistentVolume } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { joinWords } from '../../facts/wording.ts';
import { fact } from '../draft.ts';
import type { CheckFamily, Draft } from '../draft.ts';
import { checkClaim, isDefaultClass } from './claims.ts';

function checkVolume(index: ClusterIndex, volume: PersistentVolume): Draft[] {
  if (volume.status.phase !== 'Failed') return [];
  const ref = index.ref('PersistentVolume', volume);
  const why = volume.status.message ?? volume.status.reason ?? 'its reclaiming failed';
  const claim = volume.spec.claimRef;
  return [
    {
      check: 'pv-failed',
      severity: 'warning',
      object: ref,
      title: 'volume has failed',
      cause: `PersistentVolume ${ref.name}${claim?.name ? ` of the claim ${claim.name}` : ''} has failed: ${why}.`,
      evidence: [fact(index, ref, `phase Failed: ${why}`)],
      next: kubectlDescribe(ref),
    },
  ];
}

/** Several default classes: the newest wins, which is rarely what was meant. */
function checkDefaults(index: ClusterIndex): Draft[] {
  const defaults = index.list('StorageClass').filter(isDefaultClass);
  const [first, ...others] = defaults.map((one) => index.ref('StorageClass', one));
  if (!first || !others.length) return [];
  const names = joinWords([first, ...others].map(({ name }) => name));
  return [
    {
      check: 'storage-class-defaults',
      severity: 'info',
      object: first,
      title: 'several default storage classes',
      cause: `${names} are all marked as the default storage class; the newest is used for claims that name none.`,
      evidence: [fact(index, first, `is-default-class is true on ${names}`)],
      next: 'Keep the mark on one of them. kubectl get storageclass',
      related: others,
    },
  ];
}

/** Claims, volumes and storage classes. */
export const STORAGE_CHECKS: CheckFamily = {
  checks: [
    {
      id: 'pvc-pending',
      title: 'A claim does not get its volume',
      looksAt: ['PersistentVolumeClaim', 'StorageClass', 'Event', 'Pod'],
    },
    { id: 'pvc-lost', title: 'A claim has lost its volume', looksAt: ['PersistentVolumeClaim'] },
    { id: 'pv-failed', title: 'A volume has failed', looksAt: ['PersistentVolume'] },
    {
      id: 'storage-class-defaults',
      title: 'Several storage classes are the default',
      looksAt: ['StorageClass'],
      hygiene: true,
    },
  ],
  run: (index) => [
    ...index.list('PersistentVolumeClaim').flatMap((claim) => checkClaim(index, claim)),
    ...index.list('PersistentVolume').flatMap((volume) => checkVolume(index, volume)),
    ...checkDefaults(index),
  ],
};
