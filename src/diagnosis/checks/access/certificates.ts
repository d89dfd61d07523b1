import type { ObjectRef, Secret } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { DAY, spanInWords } from '../../facts/time.ts';
import { joinWords } from '../../facts/wording.ts';
import { fact } from '../draft.ts';
import type { Draft } from '../draft.ts';

const WARN_BEFORE = 14 * DAY;
/** Certificates that live for days are renewed late by design: a fifth of their life is then the measure. */
const LATE = 0.2;

/** What serves this certificate: Ingresses, Gateways and pods that mount it. */
function usersOf(index: ClusterIndex, { metadata }: Secret): ObjectRef[] {
  const { namespace, name } = metadata;
  const ingresses = index
    .inNamespace('Ingress', namespace)
    .filter(({ spec }) => spec.tls.some((tls) => tls.secretName === name));
  const gateways = index
    .list('Gateway')
    .filter((gateway) =>
      gateway.spec.listeners.some(({ tls }) =>
        tls?.certificateRefs.some(
          (ref) => ref.name === name && (ref.namespace ?? gateway.metadata.namespace) === namespace,
        ),
      ),
    );
  const pods = index
    .inNamespace('Pod', namespace)
    .filter(({ spec }) => spec.volumes.some(({ secret }) => secret?.secretName === name));
  return [
    ...ingresses.map((one) => index.ref('Ingress', one)),
    ...gateways.map((one) => index.ref('Gateway', one)),
    ...pods.map((one) => index.ref('Pod', one)),
  ];
}

function isManaged({ metadata }: Secret): boolean {
  return metadata.annotations['cert-manager.io/certificate-name'] !== undefined;
}

function severityOf(expired: boolean, used: boolean): Draft['severity'] {
  if (!used) return expired ? 'info' : 'warning';
  return expired ? 'critical' : 'warning';
}

/** A certificate that has expired or soon will. */
export function checkCertificate(index: ClusterIndex, secret: Secret): Draft[] {
  const { certificate } = secret;
  const until = Date.parse(certificate?.notAfter ?? '');
  if (!certificate || Number.isNaN(until)) return [];
  const life = until - Date.parse(certificate.notBefore);
  const left = until - index.now;
  const expired = left <= 0;
  if (!expired && left > Math.min(WARN_BEFORE, life * LATE)) return [];
  const users = usersOf(index, secret);
  const ref = index.ref('Secret', secret);
  const served = users.filter(({ kind }) => kind !== 'Pod').map(({ kind, name }) => `${kind} ${name}`);
  const hosts = certificate.hosts.length ? ` for ${joinWords(certificate.hosts)}` : '';
  const renewal = isManaged(secret) ? '; cert-manager should have renewed it by now' : '';
  const when = expired ? `expired ${spanInWords(-left)} ago` : `expires in ${spanInWords(left)}`;
  return [
    {
      check: expired ? 'certificate-expired' : 'certificate-expiring',
      severity: severityOf(expired, users.length > 0),
      object: ref,
      title: when,
      cause: `The certificate in Secret ${ref.name}${hosts} ${when}${served.length ? ` and is served by ${joinWords(served)}` : ''}${renewal}.`,
      evidence: [fact(index, ref, `notAfter ${certificate.notAfter}, subject ${certificate.subject}`)],
      next: isManaged(secret)
        ? `See why it is not renewed. kubectl -n ${ref.namespace} describe certificate ${secret.metadata.annotations['cert-manager.io/certificate-name'] ?? ''}`
        : `Renew the certificate. ${kubectlDescribe(ref)}`,
      related: users,
    },
  ];
}
