import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactSecrets } from './redact-secrets.ts';

const pem = `-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7\nabcd==\n-----END RSA PRIVATE KEY-----`;

/** Each has its secret between ⟦ and ⟧; what comes out must be the same with the mark in its place. */
const SECRETS = [
  'password=⟦hunter2⟧',
  'password: ⟦letmein⟧',
  'connecting with password: ⟦letmein⟧',
  'export DB_PASSWORD=⟦foo,bar;x⟧',
  'PGPASSWORD=⟦abc⟧ psql -h db',
  'MYSQL_ROOT_PASSWORD: ⟦rootpw⟧',
  'spring.datasource.password=⟦abc⟧',
  'password = "⟦x y z⟧"',
  '{"password":"⟦a\\"b⟧","user":"x"}',
  '{\\"password\\":\\"⟦foo⟧\\"}',
  '{"clientSecret": "⟦Zm9v-bar⟧"}',
  '- name: DB_PASSWORD\n  value: ⟦hunter⟧\n- name: LOG\n  value: debug',
  '{"name":"API_TOKEN","value":"⟦abcdefgh⟧"}',
  'map[password:⟦foo⟧ user:bar]',
  'Config(password=⟦foo⟧, user=bar)',
  '<password>⟦abc⟧</password>',
  'postgres://app:⟦p@ss⟧@db:5432/x',
  'amqp://app:⟦one⟧@a:5672,amqp://app:⟦two⟧@b:5672',
  'mongodb+srv://root:⟦pa/ss⟧@cluster0.example.net/db',
  'redis://:⟦secret⟧@cache:6379',
  'app:⟦pw⟧@tcp(db:3306)/shop',
  'Server=db;User Id=sa;Password=⟦Pa55w0rd⟧;Encrypt=true',
  'AccountName=x;AccountKey=⟦abcdefghijklmnop==⟧;EndpointSuffix=y',
  'Authorization: Bearer ⟦abcdefgh⟧',
  '"Authorization":"Basic ⟦dXNlcjpwYXNz⟧"',
  'sent bearer ⟦abcdef0123456789⟧ to upstream',
  'curl -u bob:⟦pw⟧ http://x',
  'kubeadm join --token ⟦abcdef.0123456789abcdef⟧ 10.0.0.1:6443',
  'command: ["app","--password","⟦hunter⟧"]',
  'GET /x?access_token=⟦abcd1234⟧&page=1',
  'https://x.blob.core.windows.net/c?sv=2020&sig=⟦abcdefghijklmnop%3D⟧',
  'Cookie: ⟦sid=abc; theme=dark⟧',
  '⟦AKIAIOSFODNN7EXAMPLE⟧',
  'aws_secret_access_key = ⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧',
  '⟦AIzaSyA1234567890abcdefghijklmnopqrstuv⟧',
  'xyz ⟦ghp_abcdefghijklmnopqrstuvwxyz0123456789⟧ end',
  '⟦xoxb-123456789012-abcdefGHIJ⟧',
  'https://hooks.slack.com/services/⟦T00000000/B00000000/XXXXXXXXXXXXXXXX⟧',
  '⟦eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N⟧',
  '"auth":"⟦dXNlcjpwYXNz⟧"',
  '    client-key-data: ⟦LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFb3dJQkFBS0NBUUVBd⟧',
  '    token: ⟦c2VjcmV0dG9rZW4⟧',
  '.dockerconfigjson: ⟦eyJhdXRocyI6e319⟧',
];

const INNOCENT = [
  'secretName: foo',
  'token expired',
  'invalid token: expired',
  'Unexpected token: foo',
  '550e8400-e29b-41d4-a716-446655440000',
  'uid: 550e8400-e29b-41d4-a716-446655440000',
  `nginx@sha256:${'a1'.repeat(32)}`,
  `docker-pullable://nginx:1.25@sha256:${'a1'.repeat(32)}`,
  `imageID: sha256:${'0f'.repeat(32)}`,
  'cart-7d9f8c6b5-x2x4z',
  'MountVolume.SetUp failed for volume "x" : secret "db-creds" not found',
  "Error: couldn't find key DB_PASSWORD in Secret web/app",
  'token:      1024 bytes\npassword:  8 bytes',
  "      DB_PASSWORD:  <set to the key 'password' in secret 'db'>  Optional: false",
  'password: must be at least 8 characters',
  '{"errors":{"password":"is required"}}',
  'automountServiceAccountToken: false',
  'nginx.ingress.kubernetes.io/auth-secret: basic-auth',
  'imagePullSecret: regcred',
  'Secret: db-creds',
  'kubernetes.io/tls-secret=web-tls',
  '"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}',
  'token: /var/run/secrets/kubernetes.io/serviceaccount/token',
  'TOKEN_TTL=3600 PWD=/app max_tokens=4096',
  'password authentication failed for user "postgres"',
  'partition key: abcdefg',
  'http://10.0.0.1:8080/path?email=a@b.com',
  'bearer token is invalid',
  'Basic authentication required',
  'type: kubernetes.io/service-account-token',
  'secretKeyRef: {name: x, key: password}',
  'pass: 12, fail: 3',
  'DB_PASSWORD=$(PASS)',
  'password: ${PASSWORD}',
  '--token flag is required',
  'resourceVersion: "12345"',
  '  secret:\n    secretName: web-tls',
  'pods "x" is forbidden: User "system:serviceaccount:web:default" cannot list',
  `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----`,
];

describe('redactSecrets', () => {
  it.each(SECRETS)('blacks out the value only: %s', (marked) => {
    const { text, count } = redactSecrets(marked.replace(/[⟦⟧]/g, ''));
    expect(text).toBe(marked.replace(/⟦[^⟧]*⟧/g, '[redacted]'));
    expect(count).toBe(marked.split('⟦').length - 1);
  });

  it.each(INNOCENT)('leaves alone: %s', (text) => {
    expect(redactSecrets(text)).toEqual({ text, count: 0 });
  });

  it('keeps the armour of a private key, whole, escaped, torn off or without its beginning', () => {
    const blackedOut = '-----BEGIN RSA PRIVATE KEY-----[redacted]-----END RSA PRIVATE KEY-----';
    expect(redactSecrets(pem).text.replace(/\s/g, '')).toContain(blackedOut.replace(/\s/g, ''));
    expect(redactSecrets(JSON.stringify({ key: pem })).text).not.toContain('MIIE');
    expect(redactSecrets(pem.slice(0, 70)).text).not.toContain('MIIE');
    expect(redactSecrets(`MIIEowIBAAKCAQEA${'aZ9/'.repeat(12)}`).text).toBe('[redacted]');
  });

  it('finds a secret wherever it stands, and finds nothing a second time', () => {
    const piece = fc.oneof(
      fc.constantFrom(...SECRETS.map((marked) => marked.replace(/[⟦⟧]/g, ''))),
      fc.constantFrom(...INNOCENT),
      fc.string({ maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const once = redactSecrets([...pieces, 'password=hunter2hunter2'].join('\n'));
        expect(once.text).not.toContain('hunter2hunter2');
        expect(redactSecrets(once.text)).toEqual({ text: once.text, count: 0 });
      }),
      { numRuns: 300 },
    );
  });

  it('leaves uuids, digests and pod names alone in any company of words', () => {
    const pod = fc.stringMatching(/^[a-z]{3,9}-[a-f0-9]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    const digest = fc.stringMatching(/^sha256:[a-f0-9]{64}$/);
    fc.assert(
      fc.property(fc.oneof(pod, digest, fc.uuid()), fc.lorem({ maxCount: 4 }), (id, words) => {
        const text = `${words} ${id} ${words}`;
        expect(redactSecrets(text).text).toBe(text);
      }),
    );
  });

  const HOSTILE = [
    'eyJ',
    'a:',
    'password="',
    '-----BEGIN PRIVATE KEY-----',
    '://',
    'a://u:',
    'curl -u ',
    'secret: a ',
  ];
  it.each([...HOSTILE, 'LS0tLS1CRUdJTi', '<password>', '\\', '--p ', 'Cookie: ', ' ', 'name: '])(
    'takes time in proportion to the text: %s',
    (part) => {
      const timed = (length: number) => {
        const text = part.repeat(Math.ceil(length / part.length));
        const started = performance.now();
        redactSecrets(text);
        return performance.now() - started;
      };
      timed(50_000);
      const [small, large] = [timed(50_000), timed(400_000)];
      expect(large).toBeLessThan(Math.max(60, small) * 8 * 4);
    },
  );
});
