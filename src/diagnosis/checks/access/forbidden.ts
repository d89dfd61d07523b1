import type { KubernetesEvent, ObjectRef } from '../../evidence/index.ts';
import { explainForbidden } from '../../facts/grants.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { memoByIdentity } from '../../facts/memo.ts';
import { kubectlEvents } from '../../facts/refs.ts';
import { HOUR, eventTime, isWithin } from '../../facts/time.ts';
import { oneLine } from '../../facts/wording.ts';
import type { Draft } from '../draft.ts';

const speaksOfRefusal = memoByIdentity(
  ({ type, message = '' }: KubernetesEvent) =>
    type !== 'Normal' && message.includes('cannot ') && message.includes('system:serviceaccount:'),
);

function draftOf(index: ClusterIndex, event: KubernetesEvent): Draft[] {
  const message = event.message ?? '';
  const forbidden = explainForbidden(index, message);
  if (!forbidden) return [];
  const { cluster } = index.snapshot;
  const { kind = '', namespace = '', name = '' } = event.involvedObject;
  const about: ObjectRef = { cluster, kind, namespace, name };
  const { account, verb, resource } = forbidden;
  const self: ObjectRef = { cluster, kind: 'ServiceAccount', ...account };
  const scope = forbidden.namespace ? `-n ${forbidden.namespace} ` : '';
  return [
    {
      check: 'service-account-forbidden',
      severity: 'warning',
      object: self,
      title: `may not ${verb} ${resource}`,
      cause: `${kind} ${name} is refused by the API server: ${forbidden.words}.`,
      evidence: [
        {
          at: eventTime(event) ?? new Date(index.now).toISOString(),
          source: { system: 'kubernetes', cluster, object: about, query: kubectlEvents(about) },
          says: oneLine(message, 400),
        },
      ],
      next: `kubectl ${scope}auth can-i ${verb} ${resource} --as=system:serviceaccount:${account.namespace}:${account.name}`,
      related: [about],
      group: `${account.namespace}/${account.name} ${verb} ${resource} ${forbidden.namespace}`,
    },
  ];
}

/** Service accounts that lately lacked a right they asked for, as far as events tell. */
export function checkForbidden(index: ClusterIndex): Draft[] {
  return index
    .list('Event')
    .filter((event) => speaksOfRefusal(event) && isWithin(eventTime(event), HOUR, index.now))
    .flatMap((event) => draftOf(index, event));
}
