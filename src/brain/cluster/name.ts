import type { ObjectRef } from '#diagnosis/evidence';
import { code, inline, type Markdown } from '../answer/markdown.ts';

const KIND_WORDS: Record<string, string> = {
  Pod: 'pod',
  Node: 'node',
  Namespace: 'namespace',
  Deployment: 'deployment',
  ReplicaSet: 'ReplicaSet',
  StatefulSet: 'StatefulSet',
  DaemonSet: 'DaemonSet',
  Job: 'job',
  CronJob: 'CronJob',
  Service: 'service',
  Ingress: 'ingress',
  Event: 'event',
  PersistentVolumeClaim: 'PVC',
  PersistentVolume: 'persistent volume',
  HorizontalPodAutoscaler: 'HPA',
  PodDisruptionBudget: 'pod disruption budget',
  ResourceQuota: 'quota',
  ConfigMap: 'config map',
  Secret: 'secret',
  ServiceAccount: 'service account',
  NetworkPolicy: 'network policy',
  StorageClass: 'storage class',
};

/** A kind as people say it in a sentence: pod, deployment, PVC. */
export const kindWord = (kind: string): string => KIND_WORDS[kind] ?? kind;

/** "deployment `cart`". */
export const shortName = (ref: ObjectRef): Markdown => inline`${kindWord(ref.kind)} ${code(ref.name)}`;

/** "deployment `cart` in `web`". */
export function fullName(ref: ObjectRef): Markdown {
  return ref.namespace === '' ? shortName(ref) : inline`${shortName(ref)} in ${code(ref.namespace)}`;
}
