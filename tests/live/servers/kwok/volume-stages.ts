import { stage } from './stage.ts';
import type { Stage } from './stage.ts';

/** The provisioner that kwok plays: a claim on its storage class gets a volume, a released volume is removed. */
export const PROVISIONER = 'kwok.x-k8s.io/volume';

/** What kwok does with claims and volumes; kube-controller-manager binds them. */
export function volumeStages(): Stage[] {
  return [provision(), removeReleased()];
}

function provision(): Stage {
  return stage('pvc-provision', 'PersistentVolumeClaim', {
    selector: {
      matchExpressions: [
        { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' },
        { key: '.spec.volumeName', operator: 'DoesNotExist' },
        {
          key: '.metadata.annotations["volume.kubernetes.io/storage-provisioner"]',
          operator: 'In',
          values: [PROVISIONER],
        },
      ],
    },
    steps: [{ apply: { template: VOLUME } }],
  });
}

function removeReleased(): Stage {
  return stage('pv-delete', 'PersistentVolume', {
    selector: {
      matchExpressions: [
        { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' },
        {
          key: '.metadata.annotations["pv.kubernetes.io/provisioned-by"]',
          operator: 'In',
          values: [PROVISIONER],
        },
        { key: '.spec.persistentVolumeReclaimPolicy', operator: 'In', values: ['Delete'] },
        { key: '.status.phase', operator: 'In', values: ['Released'] },
      ],
    },
    steps: [{ delete: true }],
  });
}

const VOLUME = `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: pvc-{{ .metadata.uid }}
  annotations: {pv.kubernetes.io/provisioned-by: ${PROVISIONER}}
spec:
  accessModes: {{ .spec.accessModes | toJson }}
  capacity: {{ .spec.resources.requests | toJson }}
  persistentVolumeReclaimPolicy: Delete
  storageClassName: {{ .spec.storageClassName | Quote }}
  volumeMode: {{ or .spec.volumeMode "Filesystem" }}
  claimRef:
    apiVersion: v1
    kind: PersistentVolumeClaim
    name: {{ .metadata.name | Quote }}
    namespace: {{ .metadata.namespace | Quote }}
    uid: {{ .metadata.uid | Quote }}
  hostPath: {path: /var/lib/kwok/pvc-{{ .metadata.uid }}, type: DirectoryOrCreate}
`;
