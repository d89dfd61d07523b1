import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { selfSign } from './certificate.ts';
import { repositoryOf, tagOf } from './image.ts';
import { formatResource, parseQuantity } from './quantity.ts';
import { meetsAll, parseFieldSelector, parseLabelSelector } from './selectors.ts';
import { humanDuration } from './time.ts';

describe('quantities', () => {
  it.each([
    ['250m', 0.25],
    ['2', 2],
    ['64Mi', 67_108_864],
    ['1.5Gi', 1_610_612_736],
    ['1e3', 1_000],
    ['100k', 100_000],
  ])('%s is %d', (text, value) => {
    expect(parseQuantity(text)).toBeCloseTo(value);
  });

  it('refuse what is none', () => {
    expect(parseQuantity('many')).toBeNaN();
    expect(parseQuantity('5Xi')).toBeNaN();
  });

  it('are written in the units of their resource', () => {
    expect(formatResource('requests.cpu', 2.79)).toBe('2790m');
    expect(formatResource('limits.memory', 5_704_253_440)).toBe('5440Mi');
    expect(formatResource('pods', 17)).toBe('17');
  });
});

describe('images', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx', 'latest'],
    ['fluent/fluent-bit:3.1', 'docker.io/fluent/fluent-bit', '3.1'],
    ['localhost:5000/app', 'localhost:5000/app', 'latest'],
    ['registry.example:443/a/b:v2@sha256:abc', 'registry.example:443/a/b', 'v2'],
  ])('%s is %s at %s', (image, repository, tag) => {
    expect([repositoryOf(image), tagOf(image)]).toEqual([repository, tag]);
  });
});

describe('selectors', () => {
  const labels = { app: 'web', tier: 'front' };
  it.each([
    ['app=web', true],
    ['app==web,tier!=back', true],
    ['app in (api, web),tier', true],
    ['app notin (web)', false],
    ['!missing', true],
    ['!app', false],
  ])('%s', (text, matches) => {
    expect(meetsAll(labels, parseLabelSelector(text) ?? [])).toBe(matches);
  });

  it('say when they cannot be read', () => {
    expect(parseLabelSelector('app in web')).toBeUndefined();
    expect(parseFieldSelector('metadata.name')).toBeUndefined();
  });
});

describe('ages', () => {
  it.each([
    [45_000, '45s'],
    [119_000, '119s'],
    [200_000, '3m20s'],
    [3_600_000, '60m'],
    [4 * 3_600_000 + 60_000, '4h1m'],
    [3 * 86_400_000, '3d'],
    [800 * 86_400_000, '2y70d'],
  ])('%d ms is %s', (ms, text) => {
    expect(humanDuration(ms)).toBe(text);
  });
});

describe('certificates', () => {
  it('are real ones', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    const made = selfSign({
      commonName: 'lab',
      names: ['lab.example', '127.0.0.1'],
      notBefore: now,
      notAfter: now + 86_400_000,
    });
    const certificate = new X509Certificate(made.certificate);
    expect(certificate.subject).toBe('CN=lab');
    expect(certificate.subjectAltName).toBe('DNS:lab.example, IP Address:127.0.0.1');
    expect(certificate.validToDate.toISOString()).toBe('2026-01-02T00:00:00.000Z');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });
});
