import { create } from '../engine/write.ts';
import type { Cluster } from '../engine/cluster.ts';
import { emit } from '../engine/events.ts';
import { ApiError } from '../kube/errors.ts';
import type { KubeObject, OwnerReference, Pod, PodTemplate } from '../kube/types.ts';

export function ownedBy(owner: KubeObject): OwnerReference {
  const { apiVersion, kind, metadata } = owner;
  return {
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

export function podsOf(cluster: Cluster, owner: KubeObject): Pod[] {
  return cluster.store
    .dependents(owner.metadata.uid)
    .filter((object): object is Pod => object.kind === 'Pod');
}

export function isReady(pod: Pod): boolean {
  return (
    pod.status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ??
    false
  );
}

export function isActive(pod: Pod): boolean {
  return pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed' && !pod.metadata.deletionTimestamp;
}

/** Ready for at least so long. */
export function isAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  const ready = pod.status.conditions?.find((condition) => condition.type === 'Ready');
  if (ready?.status !== 'True') return false;
  return now - Date.parse(ready.lastTransitionTime ?? '') >= minReadySeconds * 1000;
}

export interface NewPod {
  name?: string;
  template: PodTemplate;
  labels?: Record<string, string>;
  component: string;
  changeSpec?: (spec: Pod['spec']) => Pod['spec'];
}

/** Creates a pod for a controller; tells of success and of refusal in events, and returns whether it worked. */
export function createPod(cluster: Cluster, owner: KubeObject, wanted: NewPod): boolean {
  const { template, component } = wanted;
  const spec = wanted.changeSpec ? wanted.changeSpec(template.spec) : template.spec;
  try {
    const pod = create(cluster, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...(wanted.name
          ? { name: wanted.name, generateName: `${owner.metadata.name}-` }
          : { generateName: `${owner.metadata.name}-` }),
        namespace: owner.metadata.namespace,
        labels: { ...template.metadata?.labels, ...wanted.labels },
        ...(template.metadata?.annotations ? { annotations: template.metadata.annotations } : {}),
        ownerReferences: [ownedBy(owner)],
      },
      spec,
    });
    const message =
      wanted.name && owner.kind === 'StatefulSet'
        ? `create Pod ${pod.metadata.name} in StatefulSet ${owner.metadata.name} successful`
        : `Created pod: ${pod.metadata.name}`;
    emit(cluster, { about: owner, reason: 'SuccessfulCreate', message, component });
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    refused(cluster, owner, { wanted, error });
    return false;
  }
}

function refused(
  cluster: Cluster,
  owner: KubeObject,
  { wanted, error }: { wanted: NewPod; error: ApiError },
): void {
  const said =
    owner.kind === 'StatefulSet'
      ? `create Pod ${wanted.name ?? ''} in StatefulSet ${owner.metadata.name} failed error: ${error.message}`
      : `Error creating: ${error.message}`;
  emit(cluster, {
    about: owner,
    type: 'Warning',
    reason: 'FailedCreate',
    message: said,
    component: wanted.component,
  });
}
