import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorise, doorPolicy, type RequestFacts } from './index.ts';

const codeOf = (facts: RequestFacts, policy: Parameters<typeof authorise>[1]) => {
  try {
    return authorise(facts, policy).id;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('doorPolicy', () => {
  it.each(['127.0.0.1', '127.8.8.8', 'localhost', '::1', '[::1]', '::ffff:127.0.0.1'])(
    'trusts %s',
    (host) => {
      expect(doorPolicy({ host })).toEqual({ kind: 'loopback' });
    },
  );

  it.each([
    '0.0.0.0',
    '::',
    '10.0.0.1',
    'jamie.example.com',
    '127.0.0.1.example.com',
    'localhost.example.com',
    '',
  ])('refuses to open %s without a token', (host) => {
    expect(() => doorPolicy({ host })).toThrow(/JAMIE_ACCESS_TOKEN/);
    expect(doorPolicy({ host, accessToken: 'x'.repeat(16) })).toMatchObject({ kind: 'token' });
  });
});

describe('authorise on loopback', () => {
  const local = { kind: 'loopback' } as const;

  it.each<RequestFacts>([
    { host: '127.0.0.1:8000' },
    { host: 'localhost' },
    { host: '[::1]:8000' },
    { host: 'localhost:8000', origin: 'http://localhost:8000', fetchSite: 'same-origin' },
    { host: 'localhost:8000', fetchSite: 'cross-site', fetchMode: 'navigate' },
    { host: 'LocalHost:8000', fetchSite: 'none' },
  ])('lets in %o', (facts) => {
    expect(codeOf(facts, local)).toBe('local-owner');
  });

  it.each<[string, RequestFacts]>([
    ['foreign-host', {}],
    ['foreign-host', { host: '' }],
    ['foreign-host', { host: 'evil.example' }],
    ['foreign-host', { host: '127.0.0.1.evil.example:8000' }],
    ['foreign-host', { host: 'localhost@evil.example' }],
    ['foreign-host', { host: '10.0.0.5:8000' }],
    ['foreign-origin', { host: 'localhost:8000', origin: 'http://evil.example' }],
    ['foreign-origin', { host: 'localhost:8000', origin: 'null' }],
    ['foreign-origin', { host: 'localhost:8000', origin: 'http://localhost:3000' }],
    ['foreign-origin', { host: 'localhost:8000', origin: 'https://localhost:8000' }],
    ['foreign-origin', { host: 'localhost:8000', origin: 'http://localhost:8000.evil.example' }],
    ['foreign-origin', { host: 'localhost:8000', fetchSite: 'cross-site', fetchMode: 'no-cors' }],
  ])('%s: %o', (code, facts) => {
    expect(codeOf(facts, local)).toBe(code);
  });

  it('lets in no host that is not a loopback name', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.string()), (host) => {
        fc.pre(!/^127\.|localhost$/i.test(host));
        expect(codeOf({ host }, local)).toBe('foreign-host');
      }),
    );
  });
});

describe('authorise with a token', () => {
  const policy = { kind: 'token', token: 'correct-horse-battery' } as const;
  const encoded = Buffer.from(policy.token).toString('base64url');

  it.each<RequestFacts>([
    { authorization: 'Bearer correct-horse-battery' },
    {
      authorization: 'bearer  correct-horse-battery',
      host: 'jamie.example.com',
      origin: 'https://jamie.example.com',
    },
    { protocols: `jamie, bearer.${encoded}` },
  ])('lets in %o', (facts) => {
    expect(codeOf(facts, policy)).toBe('local-owner');
  });

  it.each<[string, RequestFacts]>([
    ['token-missing', { host: 'localhost' }],
    ['token-missing', { authorization: 'Basic correct-horse-battery' }],
    ['token-missing', { protocols: 'jamie' }],
    ['token-wrong', { authorization: 'Bearer correct-horse-batterY' }],
    ['token-wrong', { authorization: 'Bearer x' }],
    ['token-wrong', { protocols: `bearer.${encoded}xx` }],
  ])('%s: %o', (code, facts) => {
    expect(codeOf(facts, policy)).toBe(code);
  });
});
