import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { refuse } from '../fixtures/fake-api-server.ts';
import { openings } from '../fixtures/open-connector.ts';
import { DEFAULT_TIMINGS } from '../timings.ts';
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
    const [secret] = connector.snapshot('fake').objects.Secret;
    expect(secret?.certificate).toEqual({
      notBefore: '2020-01-01T00:00:00.000Z',
      notAfter: '2021-01-01T00:00:00.000Z',
      subject: 'CN=shop.example.com',
      hosts: ['shop.example.com', '10.0.0.1'],
    });
    expect(secret?.type).toBe('kubernetes.io/tls');
    expect(JSON.stringify(connector.snapshot('fake'))).not.toContain(tlsSecret.data['tls.key']);
    const listed = server.seen.filter(
      ({ path, query }) => path === '/api/v1/secrets' && !query.has('fieldSelector'),
    );
    expect(listed.every(({ headers }) => headers.accept?.includes('as=PartialObjectMetadata'))).toBe(true);
  });

  test('are read for certificates at once when one has come or changed', async () => {
    const server = await startServer();
    const connector = connect({
      kubeconfigText: server.kubeconfig(),
      timings: { certificatesDelayMs: DEFAULT_TIMINGS.certificatesDelayMs },
    });
    await connector.ready(5_000);
    const subject = () => connector.snapshot('fake').objects.Secret[0]?.certificate?.subject;
    const soon = { timeout: 500, interval: 20 };
    server.put('secrets', { ...tlsSecret, data: {} });
    server.put('secrets', tlsSecret);
    await expect.poll(subject, soon).toBe('CN=shop.example.com');
    server.put('secrets', { ...tlsSecret, data: { 'tls.crt': '' } });
    await expect.poll(subject, soon).toBeUndefined();
  });

  test('that are no certificates are not read again however often they change', async () => {
    const server = await startServer();
    const opaque = { metadata: { name: 'lease', namespace: 'web' }, type: 'Opaque', data: { n: '' } };
    server.put('secrets', opaque);
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    const readings = () => server.seen.filter(({ query }) => query.has('fieldSelector')).length;
    const before = readings();
    for (let change = 0; change < 5; change += 1) {
      server.put('secrets', opaque);
      await sleep(20);
    }
    server.put('secrets', tlsSecret);
    await expect.poll(() => connector.snapshot('fake').objects.Secret.length).toBe(2);
    await expect.poll(readings).toBe(before + 1);
  });

  test('whose certificates cannot be read are tried again, and hold nobody up', async () => {
    const server = await startServer();
    server.put('secrets', tlsSecret);
    const mend = server.intercept(
      ({ query }, response) => query.has('fieldSelector') && refuse(response, 403, 'not that'),
    );
    const connector = connect({ kubeconfigText: server.kubeconfig(), timings: { pollMs: 30 } });
    await connector.ready(5_000);
    expect(connector.clusters()[0]?.state).toBe('ready');
    mend();
    await expect
      .poll(() => connector.snapshot('fake').objects.Secret[0]?.certificate?.subject)
      .toBe('CN=shop.example.com');
  });

  test('with something else for a certificate have none', () => {
    expect(describeCertificate(Buffer.from('not a certificate').toString('base64'))).toBeUndefined();
    expect(describeCertificate(undefined)).toBeUndefined();
  });
});
