import type { Taint, Toleration } from '../kube/types.ts';

function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  if (toleration.operator === 'Exists') return true;
  return Boolean(toleration.key) && (toleration.value ?? '') === (taint.value ?? '');
}

export function untolerated(taint: Taint, tolerations: Toleration[]): boolean {
  return !tolerations.some((toleration) => tolerates(toleration, taint));
}

/** How long a pod stands a NoExecute taint: Infinity for ever, 0 not at all. */
export function tolerationMs(taint: Taint, tolerations: Toleration[]): number {
  const matching = tolerations.filter((toleration) => tolerates(toleration, taint));
  if (matching.length === 0) return 0;
  return Math.min(
    ...matching.map((t) => (t.tolerationSeconds === undefined ? Infinity : t.tolerationSeconds * 1000)),
  );
}
