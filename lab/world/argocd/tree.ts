import type { KubeObject } from '../kube/types.ts';
import type { Application } from './application.ts';
import { healthOf } from './health.ts';

const groupOf = ({ apiVersion }: KubeObject): string =>
  apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';

function reference(object: KubeObject) {
  const group = groupOf(object);
  const { namespace = '', name, uid } = object.metadata;
  return { ...(group ? { group } : {}), kind: object.kind, namespace, name, uid };
}

function node(object: KubeObject, parent: KubeObject | undefined) {
  const health = healthOf(object);
  const revision = object.metadata.annotations?.['deployment.kubernetes.io/revision'];
  return {
    version: object.apiVersion.split('/').at(-1),
    ...reference(object),
    ...(parent ? { parentRefs: [reference(parent)] } : {}),
    ...(revision && object.kind === 'ReplicaSet'
      ? { info: [{ name: 'Revision', value: `Rev:${revision}` }] }
      : {}),
    resourceVersion: object.metadata.resourceVersion ?? '',
    ...(health ? { health } : {}),
    createdAt: object.metadata.creationTimestamp,
  };
}

/** The objects of an application with those that they own. */
export function treeView({ managed, model }: Application) {
  const below = (object: KubeObject): ReturnType<typeof node>[] =>
    model.cluster.store
      .dependents(object.metadata.uid)
      .flatMap((child) => [node(child, object), ...below(child)]);
  const nodes = managed.flatMap(({ live }) => (live ? [node(live, undefined), ...below(live)] : []));
  return { nodes };
}
