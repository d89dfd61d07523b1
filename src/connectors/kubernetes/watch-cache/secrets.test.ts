import { afterEach, describe, expect, test } from 'vitest';
import { openings } from '../fixtures/open-connector.ts';
import { describeCertificate } from './certificates.ts';
import { EXPIRED_CERTIFICATE } from '../fixtures/certificate.ts';

const { server: startServer, connect, closeAll } = openings();
afterEach(closeAll);

const base64 = Buffer.from(EXPIRED_CERTIFICATE).toString('base64');
const tlsSecret = {
  metadata: { name: 'shop-tls', namespace: 'web' },
  type: 'kubernetes.io/tls',
  data: { 'tls.crt': base64, 'tls.key': Buffer.from('the key itself').toString('base64') },
};

describe('secrets', () => {
  test('are asked for without their values, and only the public facts of certificates are kept', async () => {
    const server = await startServer();
    server.put('secrets', tlsSecret);
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    const secrets = () => connector.snapshot('fake').objects.Secret;
    await expect
      .poll(() => secrets()[0]?.certificate)
      .toEqual({
        notBefore: '2020-01-01T00:00:00.000Z',
        notAfter: '2021-01-01T00:00:00.000Z',
        subject: 'CN=shop.example.com',
        hosts: ['shop.example.com', '10.0.0.1'],
      });
    expect(secrets()[0]?.type).toBe('kubernetes.io/tls');
    expect(JSON.stringify(connector.snapshot('fake'))).not.toContain(tlsSecret.data['tls.key']);
    const listed = server.seen.filter(
      ({ path, query }) => path === '/api/v1/secrets' && !query.has('fieldSelector'),
    );
    expect(listed.every(({ headers }) => headers.accept?.includes('as=PartialObjectMetadata'))).toBe(true);
  });

  test('are read for certificates again when one has changed', async () => {
    const server = await startServer();
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    server.put('secrets', tlsSecret);
    await expect
      .poll(() => connector.snapshot('fake').objects.Secret[0]?.certificate?.subject)
      .toBe('CN=shop.example.com');
  });

  test('with something else for a certificate have none', () => {
    expect(describeCertificate(Buffer.from('not a certificate').toString('base64'))).toBeUndefined();
    expect(describeCertificate(undefined)).toBeUndefined();
  });
});
