import type { Unseen } from './snapshot.ts';

/** Whether objects of a kind may exist in a namespace, or anywhere when it is left out, that `unseen` keeps from sight. */
export function hides(unseen: Unseen, kind: string, namespace?: string): boolean {
  if (unseen.kind !== kind) return false;
  if (namespace === undefined) return true;
  if (unseen.namespace !== undefined) return unseen.namespace === namespace;
  return !(unseen.exceptIn ?? []).includes(namespace);
}

/** True when nothing of a kind can be seen in any of the namespaces (anywhere, when there are none): it is not known to be absent. */
export function isBlindTo(unseen: Unseen[], kind: string, namespaces: readonly string[] = []): boolean {
  const relevant = unseen.filter((one) => one.reason !== 'not-served' && one.kind === kind);
  if (namespaces.length > 0)
    return namespaces.every((namespace) => relevant.some((one) => hides(one, kind, namespace)));
  return relevant.some((one) => one.namespace === undefined && one.exceptIn === undefined);
}
