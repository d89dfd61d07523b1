import type { KubeObject } from './types.ts';

const cache = new WeakMap<KubeObject, string>();

/** An object as JSON, remembered for as long as the object lives: stored objects never change. */
export function jsonOf(object: KubeObject): string {
  let json = cache.get(object);
  if (json === undefined) cache.set(object, (json = JSON.stringify(object)));
  return json;
}

/** As an item of a typed list, where the API server leaves kind and apiVersion out. */
export function listItemJson(object: KubeObject): string {
  const head = `{"kind":"${object.kind}","apiVersion":"${object.apiVersion}",`;
  const json = jsonOf(object);
  return json.startsWith(head) ? `{${json.slice(head.length)}` : json;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A deep copy that may be changed. */
export function copyOf<T>(value: T): T {
  return structuredClone(value);
}

export function sameJson(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
