import type { KubeObject } from './types.ts';

/** Namespace and name, as objects of one resource are told apart. */
export function objectKey(object: KubeObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}
