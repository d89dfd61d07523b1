import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { ObjectOf } from '#diagnosis/evidence';
import type { KubeClient } from '../client/client.ts';
import { listPages } from './list-pages.ts';

/** What is kept of a TLS secret: the public facts of its certificate. */
export type Certificate = NonNullable<ObjectOf<'Secret'>['certificate']>;

export const TLS_SECRET = 'kubernetes.io/tls';
const PAGE = 100;

const tlsSecretSchema = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  type: z.literal(TLS_SECRET),
  data: z.record(z.string(), z.string()).nullish(),
});

/**
 * Reads the certificates of the TLS secrets at a path, or of one of them, by `namespace/name`; undefined for one that is
 * not a certificate. Of the secrets nothing else is kept.
 */
export async function readCertificates(
  client: KubeClient,
  { path, name }: { path: string; name?: string },
  signal: AbortSignal,
): Promise<Map<string, Certificate | undefined>> {
  const found = new Map<string, Certificate | undefined>();
  const ofType = `type=${TLS_SECRET}`;
  await listPages({
    client,
    path,
    signal,
    limit: PAGE,
    query: { fieldSelector: name === undefined ? ofType : `${ofType},metadata.name=${name}` },
    onStart: () => found.clear(),
    onItem: (item) => {
      const secret = tlsSecretSchema.safeParse(item).data;
      if (secret === undefined) return;
      const { namespace, name } = secret.metadata;
      found.set(`${namespace}/${name}`, describeCertificate(secret.data?.['tls.crt']));
    },
  });
  return found;
}

/** The first certificate of a base64 PEM chain: when it is valid, whose it is, for which hosts. */
export function describeCertificate(base64: string | undefined): Certificate | undefined {
  if (base64 === undefined) return undefined;
  try {
    const certificate = new X509Certificate(Buffer.from(base64, 'base64'));
    return {
      notBefore: certificate.validFromDate.toISOString(),
      notAfter: certificate.validToDate.toISOString(),
      subject: certificate.subject.replaceAll('\n', ', '),
      hosts: hostsOf(certificate),
    };
  } catch {
    return undefined;
  }
}

function hostsOf(certificate: X509Certificate): string[] {
  const names = (certificate.subjectAltName ?? '').split(', ');
  return names
    .filter((name) => /^(DNS|IP Address):/.test(name))
    .map((name) => name.slice(name.indexOf(':') + 1));
}
