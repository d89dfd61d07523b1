const FACTORS: Record<string, number> = {
  n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
}; // prettier-ignore

/** The number that a Kubernetes quantity means, such as 0.25 for `250m` or 134217728 for `128Mi`; 0 for what is none. */
export function parseQuantity(quantity: string | undefined): number {
  const match = /^([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)([numkMGTPE]|[KMGTPE]i)?$/.exec(quantity?.trim() ?? '');
  if (match === null) return 0;
  return Number(match[1]) * (FACTORS[match[2] ?? ''] ?? 0);
}
