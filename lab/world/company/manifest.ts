import type { Cluster } from '../engine/cluster.ts';
import { create, resourceFor, setStatus } from '../engine/write.ts';
import type { Manifest } from '../engine/write.ts';
import { isRecord } from '../kube/json.ts';
import { stamp } from '../kube/time.ts';
import type { KubeObject, StringMap } from '../kube/types.ts';

interface Place {
  namespace?: string;
  labels?: StringMap;
}

/** Starts a manifest; the rest is spread after it. */
export function named(kind: string, name: string, { namespace, labels }: Place = {}): Manifest {
  return {
    apiVersion: VERSIONS[kind] ?? 'v1',
    kind,
    metadata: { name, ...(namespace ? { namespace } : {}), ...(labels ? { labels } : {}) },
  };
}

/** What makes one Deployment of a few lines. */
export interface DeploymentPlan {
  name: string;
  namespace: string;
  labels: StringMap;
  /** The labels pods are selected by; all of them when left out. */
  selector?: StringMap;
  replicas: number;
  spec: object;
}

/** A Deployment with nothing unusual about it. */
export function deployment({
  name,
  namespace,
  labels,
  selector = labels,
  replicas,
  spec,
}: DeploymentPlan): Manifest {
  return {
    ...named('Deployment', name, { namespace, labels }),
    spec: { replicas, selector: { matchLabels: selector }, template: { metadata: { labels }, spec } },
  };
}

const VERSIONS: Record<string, string> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  PodDisruptionBudget: 'policy/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
  StorageClass: 'storage.k8s.io/v1',
  CSIDriver: 'storage.k8s.io/v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  PriorityClass: 'scheduling.k8s.io/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Lease: 'coordination.k8s.io/v1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  APIService: 'apiregistration.k8s.io/v1',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
  GatewayClass: 'gateway.networking.k8s.io/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  Certificate: 'cert-manager.io/v1',
  ClusterIssuer: 'cert-manager.io/v1',
};

export function base64(data: StringMap): StringMap {
  return Object.fromEntries(
    Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  );
}

interface Planted {
  /** Milliseconds it is older than the moment it is planted at. */
  olderBy?: number;
}

/** Creates an object with the status it carries, as if its controllers had done their part. */
export function plant(cluster: Cluster, manifest: Manifest, options: Planted = {}): KubeObject {
  const { status } = manifest;
  const made = create(cluster, manifest);
  const resource = resourceFor(cluster, made);
  if (isRecord(status)) setStatus(cluster, made, status);
  if (!options.olderBy) return made;
  const current = cluster.store.find(resource.key, made.metadata.namespace, made.metadata.name) ?? made;
  const creationTimestamp = stamp(cluster.timeline.now() - options.olderBy);
  return cluster.store.put(resource.key, {
    ...current,
    metadata: { ...current.metadata, creationTimestamp },
  });
}

export function plantAll(cluster: Cluster, manifests: Manifest[]): void {
  for (const manifest of manifests) plant(cluster, manifest);
}
