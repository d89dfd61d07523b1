import type { KubeObject } from './types.ts';

/** Objects by the uid of each of their owners. */
export function createOwnerIndex() {
  const index = new Map<string, Map<string, KubeObject>>();
  const owners = (object: KubeObject): string[] => (object.metadata.ownerReferences ?? []).map((o) => o.uid);
  return {
    set(object: KubeObject, previous: KubeObject | undefined): void {
      for (const uid of previous ? owners(previous) : []) index.get(uid)?.delete(object.metadata.uid);
      for (const uid of owners(object)) {
        let entries = index.get(uid);
        if (!entries) index.set(uid, (entries = new Map<string, KubeObject>()));
        entries.set(object.metadata.uid, object);
      }
    },
    delete(object: KubeObject): void {
      for (const uid of owners(object)) {
        const entries = index.get(uid);
        entries?.delete(object.metadata.uid);
        if (entries?.size === 0) index.delete(uid);
      }
    },
    of: (uid: string): KubeObject[] => [...(index.get(uid)?.values() ?? [])],
  };
}
