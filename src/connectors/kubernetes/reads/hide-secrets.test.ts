import { expect, test } from 'vitest';
import { hideSecrets } from './hide-secrets.ts';

const object = (fields: object) =>
  hideSecrets({ apiVersion: 'v1', kind: 'Thing', metadata: { name: 'x', namespace: 'y' }, ...fields });

test.each([
  { spec: { password: 'plum' } },
  { spec: { datasources: [{ secureJsonData: { httpPassword: 'plum' } }] } },
  { spec: { env: [{ name: 'DB_PWD', value: 'plum' }] } },
  { spec: { env: [{ name: 'SIGNING_KEY', value: 'plum' }] } },
  { spec: { args: ['--db-password', 'plum'] } },
  { metadata: { name: 'x', namespace: 'y', annotations: { 'example.com/api-token': 'plum' } } },
  { kind: 'ConfigMap', data: { DB_PWD: 'plum' } },
  { kind: 'Secret', data: { anything: 'cGx1bQ==' } },
])('hides what is secret by its name: %j', (fields) => {
  expect(JSON.stringify(object(fields))).not.toMatch(/plum|cGx1bQ/);
});

test.each([
  'postgres://app:plum@postgres.data:5432/app',
  'Server=db;User Id=app;Password=plum;',
  'redis://:plum@redis.data:6379/0',
  'line one\npassword = plum\nline three',
  '-----BEGIN RSA PRIVATE KEY-----\nplum\n-----END RSA PRIVATE KEY-----',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwbHVtIn0.c2lnbmF0dXJlLXBsdW0tc2lnbmF0dXJl',
  'Zk39aQx7LmV20bTnR8wYc4Ks',
  'token for the upstream 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
])('hides what has the shape of a credential, whatever its name: %j', (value) => {
  for (const fields of [
    { spec: { env: [{ name: 'SETTING', value }] } },
    { kind: 'ConfigMap', data: { 'app.conf': value } },
  ])
    expect(JSON.stringify(object(fields))).toMatch(/\(hidden, \d+ bytes\)/);
});

test.each([
  'postgres://postgres.data:5432/app',
  'redis.data.svc.cluster.local:6379',
  'registry.harbour.example/shop/cart@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  '550e8400-e29b-41d4-a716-446655440000',
  'harbour-prod-control-plane-worker-12345678',
  '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUZk39aQx7LmV20bTnR8wYc4Ks\n-----END CERTIFICATE-----',
  'log_level: info\nworkers: 12\npath: /var/lib/app/Data01/Cache02',
  'com.example.harbour.CheckoutServiceConfiguration',
])('shows what is no credential: %j', (value) => {
  expect(object({ spec: { env: [{ name: 'SETTING', value }] } })).toMatchObject({
    spec: { env: [{ value }] },
  });
  expect(object({ kind: 'ConfigMap', data: { setting: value } })).toMatchObject({ data: { setting: value } });
});

test.each([
  { spec: { tls: [{ secretName: 'storefront-tls' }] } },
  { spec: { env: [{ name: 'GREETING', value: 'hello' }] } },
  {
    spec: { env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] },
  },
  { spec: { tokenExpirationSeconds: 3607, serviceAccountToken: { path: 'token' } } },
  { spec: { volumes: [{ secret: { secretName: 'keys', items: [{ key: 'password', path: 'password' }] } }] } },
  { spec: { imagePullSecrets: [{ name: 'registry' }], passwordSecretRef: { name: 'db', key: 'password' } } },
  { spec: { tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists' }] } },
])('leaves names and references alone: %j', (fields) => {
  expect(object(fields)).toMatchObject(fields);
});
