import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { json, startFakeServer } from '../../kit/testing/fake-server.ts';
import { createGithubConnector } from '../connector.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const MINUTE = 60_000;
const SECRET = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

type Answer = Parameters<typeof startFakeServer>[0];

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

/** A GitHub that knows one repository, and gives the nth token as the test says. */
async function serve(grant: (serial: number) => Answer, accepts: (token: string) => boolean = () => true) {
  let granted = 0;
  const server = await startFakeServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    const page: Answer = path.endsWith('/access_tokens')
      ? grant(++granted)
      : path === '/orgs/acme/installation'
        ? json({ message: 'Not Found' }, 404)
        : path === '/users/acme/installation'
          ? json({ id: 77 })
          : accepts(request.headers.authorization ?? '')
            ? json({ total_count: 0, repositories: [] })
            : json({ message: 'Bad credentials' }, 401);
    page(request, response);
  });
  opened.push(server);
  return server;
}

const token = (text: string, minutes = 60): Answer =>
  json({ token: text, expires_at: new Date(NOW + minutes * MINUTE).toISOString() }, 201);

interface Clock {
  now: number;
}

function connect(url: string, clock: Clock = { now: NOW }, more: object = {}) {
  const audited: unknown[] = [];
  const app = { id: '4711', installationId: '77', privateKey: PEM, ...more };
  const github = createGithubConnector({
    settings: { url, owner: 'acme', app },
    now: () => (clock.now += 11_000),
    audit: (call) => void audited.push(call.error),
  });
  return { github, audited };
}

const paths = (server: Awaited<ReturnType<typeof serve>>) => server.seen.map(({ url }) => url?.split('?')[0]);

describe('a GitHub App', () => {
  test('signs for itself, for less than ten minutes', async () => {
    const server = await serve(() => token(SECRET));
    await connect(server.url).github.listRepositories({});
    const [asked] = server.seen;
    expect(asked).toMatchObject({ method: 'POST', url: '/app/installations/77/access_tokens' });
    const [head = '', body = '', signature = ''] = (asked?.headers.authorization ?? '').slice(7).split('.');
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(head)).toEqual({ alg: 'RS256', typ: 'JWT' });
    const { iat, exp, iss } = read(body) as { iat: number; exp: number; iss: string };
    expect(iss).toBe('4711');
    expect(iat).toBeLessThanOrEqual(NOW / 1000);
    expect(exp - NOW / 1000).toBeLessThanOrEqual(600);
    const signed = Buffer.from(`${head}.${body}`);
    const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(server.seen[1]?.headers.authorization).toBe(`Bearer ${SECRET}`);
  });

  test('asks for one token however many ask at once, and keeps it until shortly before it ends', async () => {
    const server = await serve((serial) => token(`token-${serial}`));
    const clock = { now: NOW };
    const { github } = connect(server.url, clock);
    await Promise.all([github.listRepositories({}), github.listRepositories({ contains: 'x' })]);
    clock.now = NOW + 50 * MINUTE;
    await github.listRepositories({ contains: 'y' });
    expect(paths(server).filter((path) => path?.endsWith('access_tokens'))).toHaveLength(1);
    clock.now = NOW + 59 * MINUTE;
    await github.listRepositories({ contains: 'z' });
    expect(server.seen.at(-1)?.headers.authorization).toBe('Bearer token-2');
  });

  test('renews a token that is refused, once', async () => {
    const server = await serve(
      (serial) => token(`token-${serial}`),
      (given) => given === 'Bearer token-2',
    );
    expect(await connect(server.url).github.listRepositories({})).toMatchObject({ ok: true });
    const deaf = await serve(
      (serial) => token(`token-${serial}`),
      () => false,
    );
    const refused = await connect(deaf.url).github.listRepositories({});
    expect(refused).toMatchObject({ ok: false, error: { code: 'github-credentials' } });
    expect(refused.ok ? '' : refused.error.message).toContain('JAMIE_GITHUB_APP_ID');
    expect(paths(deaf).filter((path) => path?.endsWith('access_tokens'))).toHaveLength(2);
  });

  test('finds the installation of its owner when none is said', async () => {
    const server = await serve(() => token(SECRET));
    const { github } = connect(server.url, undefined, { installationId: undefined });
    expect(await github.listRepositories({})).toMatchObject({ ok: true });
    expect(paths(server).slice(0, 3)).toEqual([
      '/orgs/acme/installation',
      '/users/acme/installation',
      '/app/installations/77/access_tokens',
    ]);
  });

  test.each([
    {
      named: 'a signature that is not believed',
      answer: json({ message: 'A JSON web token could not be decoded' }, 401),
      code: 'github-app-refused',
      words: 'JAMIE_GITHUB_APP_PRIVATE_KEY_FILE and the clock',
    },
    {
      named: 'no such App',
      answer: json({ message: 'Integration not found' }, 404),
      code: 'github-app-refused',
      words: 'Integration not found',
    },
    {
      named: 'an installation that was suspended',
      answer: json({ message: 'This installation has been suspended' }, 403),
      code: 'github-app-refused',
      words: 'suspended',
    },
    { named: 'trouble', answer: json({ message: 'Oops' }, 502), code: 'github-failing', words: '502' },
    {
      named: 'a token of another shape',
      answer: json({ hello: 'world' }, 201),
      code: 'github-wrong-url',
      words: 'shape',
    },
  ])('says $named', async ({ answer, code, words }) => {
    const server = await serve(() => answer);
    const result = await connect(server.url).github.listRepositories({});
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(result.ok ? '' : result.error.message).toContain(words);
  });

  test('tells nobody its key, its signature or its token, whatever GitHub echoes', async () => {
    const echo: Answer = (request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      const { authorization } = request.headers;
      response.end(JSON.stringify({ message: `Who is ${authorization}? Not ${SECRET}` }));
    };
    const forbidden: Answer = (request, response) =>
      json({ message: `No: ${request.headers.authorization}` }, 403)(request, response);
    const early = await serve(() => echo);
    const late = await startFakeServer((request, response) =>
      (request.method === 'POST' ? token(SECRET) : forbidden)(request, response),
    );
    opened.push(late);
    for (const { url } of [early, late]) {
      const { github, audited } = connect(url);
      const result = await github.listRepositories({});
      expect(result.ok).toBe(false);
      const said = JSON.stringify([result, audited.map(String), audited]);
      expect(said).not.toContain(SECRET);
      expect(said).not.toMatch(/eyJ[\w-]{8,}\.|PRIVATE KEY/);
    }
  });

  test.each(['', 'no key', PEM.slice(0, 400)])('does not start with a key that is none', (key) => {
    const broken = () => connect('http://127.0.0.1:1', undefined, { privateKey: key });
    expect(broken).toThrow(/JAMIE_GITHUB_APP_PRIVATE_KEY_FILE holds no private RSA key/);
  });
});
