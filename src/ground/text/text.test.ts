import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutText,
  formatAge,
  formatBytes,
  formatCores,
  formatDuration,
  formatShare,
  nearest,
  plural,
  stripTerminal,
} from './index.ts';

describe('stripTerminal', () => {
  it('takes out colours, titles, links, cursor moves and control characters', () => {
    expect(stripTerminal('\u001b[31mred\u001b[0m \u001b]0;title\u0007done\u001b[2J\u0000\b')).toBe(
      'red done',
    );
    expect(stripTerminal('\u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\')).toBe('link');
    expect(stripTerminal('\u009b31mred\u001bc')).toBe('red');
  });

  it('lets nothing overwrite, hide or reorder a line', () => {
    expect(stripTerminal('failed\rok    ')).toBe('failed\nok    ');
    expect(stripTerminal('a\r\nb\tc')).toBe('a\nb\tc');
    expect(stripTerminal('one \u001b]never ended\ntwo')).toBe('one \ntwo');
    expect(stripTerminal('user\u202Etxt.exe\u2066')).toBe('usertxt.exe');
  });

  it('keeps people’s own writing', () => {
    const text = 'שלום עולם · سلام\u200cعلیکم · 👩‍🚀 · 日本語\u200e';
    expect(stripTerminal(text)).toBe(text);
  });

  it('leaves no control character in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(stripTerminal(`\u001b${text}\u001b[1m`)).not.toMatch(
          /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/,
        );
      }),
    );
  });
});

describe('cutText', () => {
  it('says how much is missing', () => {
    expect(cutText('short', 10)).toBe('short');
    expect(cutText('a'.repeat(100), 40)).toBe('aaaaaaaaaaa … [cut: 89 more characters]');
  });

  it('is never longer than asked for and never splits a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 40, max: 300 }),
        (text, max) => {
          const cut = cutText(text, max);
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(cut.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

describe('nearest', () => {
  const names = ['checkout', 'checkout-7d9f8c-abcde', 'cart', 'catalog', 'prod', 'staging', 'payments-api'];

  it('finds slips of the finger, parts of names and generated names', () => {
    expect(nearest('chekcout', names, 3)[0]).toBe('checkout');
    expect(nearest('pord', names, 3)).toEqual(['prod']);
    expect(nearest('payment', names, 3)).toEqual(['payments-api']);
    expect(nearest('CHECKOUT', names, 2)).toEqual(['checkout', 'checkout-7d9f8c-abcde']);
    expect(nearest('chekout', ['checkout-7d9f8c-abcde'], 2)).toEqual(['checkout-7d9f8c-abcde']);
  });

  it('offers nothing rather than something far away', () => {
    expect(nearest('zookeeper', names, 3)).toEqual([]);
    expect(nearest('db', ['web', 'api'], 3)).toEqual([]);
    expect(nearest('  ', names, 3)).toEqual([]);
  });

  it('is never more than the limit, without repeats, all from the candidates', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string()),
        fc.integer({ min: 0, max: 5 }),
        (name, candidates, limit) => {
          const found = nearest(name, candidates, limit);
          expect(found.length).toBeLessThanOrEqual(limit);
          expect(new Set(found).size).toBe(found.length);
          expect(candidates).toEqual(expect.arrayContaining(found));
        },
      ),
    );
  });
});

describe('quantities', () => {
  it('puts a number and its noun together', () => {
    expect(['pod', 'policy', 'ingress', 'gateway'].map((word) => plural(2, word))).toEqual([
      '2 pods',
      '2 policies',
      '2 ingresses',
      '2 gateways',
    ]);
    expect([plural(1, 'pod'), plural(0, 'pod'), plural(3, 'crash-looping pod')]).toEqual([
      '1 pod',
      '0 pods',
      '3 crash-looping pods',
    ]);
  });

  it.each([
    [-5, '0s'],
    [45_000, '45s'],
    [330_000, '5m30s'],
    [300_000, '5m'],
    [3_600_000, '60m'],
    [5 * 3_600_000, '5h'],
    [20 * 3_600_000, '20h'],
    [53 * 3_600_000, '2d5h'],
    [40 * 86_400_000, '40d'],
    [800 * 86_400_000, '2y70d'],
  ])('writes %i ms as %s', (ms, words) => {
    expect(formatAge(ms)).toBe(words);
  });

  it('writes sizes and cores as Kubernetes does', () => {
    expect([0, 512, 1536, 200 * 1024 ** 2, 1.5 * 1024 ** 3, 1024 ** 2 - 1].map(formatBytes)).toEqual([
      '0',
      '512',
      '1.5Ki',
      '200Mi',
      '1.5Gi',
      '1Mi',
    ]);
    expect([0, 0.0001, 0.25, 0.9996, 1.5, 12].map(formatCores)).toEqual([
      '0m',
      '1m',
      '250m',
      '1',
      '1.5',
      '12',
    ]);
  });

  it('writes shares so that nearly nothing is not nothing and nearly all is not all', () => {
    expect([0, 0.00005, 0.0014, 0.47, 0.9994, 1].map(formatShare)).toEqual([
      '0 %',
      'under 0.01 %',
      '0.14 %',
      '47 %',
      '99.94 %',
      '100 %',
    ]);
  });

  it('writes the times that machines take', () => {
    expect([0.000085, 0.24, 1.234].map(formatDuration)).toEqual(['85 µs', '240 ms', '1.23 s']);
  });
});
