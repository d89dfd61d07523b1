import { parseQuantity } from './quantity.ts';
import type { PodSpec } from './types.ts';

/** How a pod's requests and limits rank it when its node runs short. */
export function qosClass(spec: PodSpec): string {
  const parts = spec.containers.flatMap(({ resources }) =>
    ['cpu', 'memory'].map((name) => ({
      request: parseQuantity(resources?.requests?.[name]),
      limit: parseQuantity(resources?.limits?.[name]),
    })),
  );
  if (parts.every(({ request, limit }) => request === 0 && limit === 0)) return 'BestEffort';
  return parts.every(({ request, limit }) => limit > 0 && request === limit) ? 'Guaranteed' : 'Burstable';
}
