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
