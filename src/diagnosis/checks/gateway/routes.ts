import type { HttpRoute, ObjectRef } from '../../evidence/index.ts';
import { backendFault } from '../../facts/backend.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { MINUTE, ageMs } from '../../facts/time.ts';
import { joinWords, sentence } from '../../facts/wording.ts';
import { fact } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { reasonOf, refusal } from './gateways.ts';
import { own } from '../../facts/own.ts';

const GRACE = 2 * MINUTE;

/** In the words of the API: why a Gateway does not take a route. */
const REFUSALS: Record<string, string> = {
  NotAllowedByListeners: 'no listener of its Gateway lets routes from this namespace in',
  NoMatchingListenerHostname: 'no listener of its Gateway has a host name that fits',
  NoMatchingParent: 'its Gateway has no listener of that name or port',
};

function checkBackends(index: ClusterIndex, route: HttpRoute): Draft[] {
  const ref = index.ref('HTTPRoute', route);
  const backends = route.spec.rules
    .flatMap(({ backendRefs }) => backendRefs)
    .filter(({ kind }) => (kind ?? 'Service') === 'Service');
  const faults = backends.flatMap(({ name, namespace, port }) => {
    const fault = backendFault(index, { namespace: namespace ?? ref.namespace, name, port });
    return fault ? [fault] : [];
  });
  const unique = [...new Map(faults.map((fault) => [fault.words, fault])).values()];
  const all = faults.length === backends.length;
  return unique.map((fault) => ({
    check: 'route-backend',
    severity: all ? ('critical' as const) : ('warning' as const),
    object: ref,
    title: fault.kind === 'down' ? 'backend has no ready endpoint' : 'backend does not exist',
    cause: sentence(
      `HTTPRoute ${ref.name} (${joinWords(route.spec.hostnames) || 'all hosts'}) leads nowhere: ${fault.words}`,
    ),
    evidence: [fact(index, ref, `HTTPRoute ${ref.name}: ${fault.words}`)],
    next: `Correct the backend or bring it back. ${kubectlDescribe(ref)}`,
    related: fault.kind === 'missing' ? [] : [fault.service],
    explainedBy: [fault.service],
    onlyAsConsequence: fault.kind === 'down',
  }));
}

type Parent = HttpRoute['spec']['parentRefs'][number];

function gatewayOf({ metadata }: HttpRoute, cluster: string, { name, namespace }: Parent): ObjectRef {
  return { cluster, kind: 'Gateway', namespace: namespace ?? metadata.namespace, name };
}

function parentFault(index: ClusterIndex, route: HttpRoute): string | undefined {
  for (const { conditions } of route.status.parents) {
    const refused =
      refusal(conditions, 'Accepted', index.now) ?? refusal(conditions, 'ResolvedRefs', index.now);
    if (refused) return own(REFUSALS, refused.reason ?? '') ?? `it is refused (${reasonOf(refused)})`;
  }
  return undefined;
}

function missingGateway(
  index: ClusterIndex,
  route: HttpRoute,
  gateways: readonly ObjectRef[],
): string | undefined {
  const missing = gateways.find(
    ({ namespace, name }) => index.sees('Gateway', namespace) && !index.get('Gateway', namespace, name),
  );
  if (missing) return `its Gateway ${missing.name} does not exist in ${missing.namespace}`;
  const ignored = gateways.length > 0 && !route.status.parents.length;
  return ignored && index.sees('Gateway') ? 'no controller has answered for its Gateway' : undefined;
}

function checkParents(index: ClusterIndex, route: HttpRoute): Draft[] {
  const ref = index.ref('HTTPRoute', route);
  const gateways = route.spec.parentRefs
    .filter(({ kind }) => (kind ?? 'Gateway') === 'Gateway')
    .map((parent) => gatewayOf(route, ref.cluster, parent));
  const words = missingGateway(index, route, gateways) ?? parentFault(index, route);
  if (!words) return [];
  return [
    {
      check: 'route-not-accepted',
      severity: 'warning',
      object: ref,
      title: 'not accepted by its Gateway',
      cause: sentence(`HTTPRoute ${ref.name} is not served: ${words}`),
      evidence: [fact(index, ref, `parents ${joinWords(gateways.map(({ name }) => name))}; ${words}`)],
      next: kubectlDescribe(ref),
      explainedBy: gateways,
    },
  ];
}

/** A route that its Gateway does not take, or that leads nowhere. */
export function checkRoute(index: ClusterIndex, route: HttpRoute): Draft[] {
  if ((ageMs(route, index.now) ?? GRACE) < GRACE) return [];
  const backends = checkBackends(index, route);
  return backends.length ? backends : checkParents(index, route);
}
