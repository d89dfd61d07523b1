import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from './display-width.ts';
import { renderMarkdown } from './render-markdown.ts';

const plain = (markdown: string, width?: number) => renderMarkdown(markdown, { colour: false, width });

describe('renderMarkdown', () => {
  it('shows headings, styles, lists, quotes, code and links as text', () => {
    const markdown = [
      '## Pods',
      'Two **pods** of `cart` are *down*; see [the docs](https://example.com).',
      '- one',
      '  - nested',
      '1. first',
      '> said so',
      '```sh',
      'kubectl -n web get pods | grep "**x**"',
      '```',
    ].join('\n');
    expect(plain(markdown)).toBe(
      [
        'Pods',
        'Two pods of cart are down; see the docs (https://example.com).',
        '  • one',
        '    • nested',
        '  1. first',
        '│ said so',
        '    kubectl -n web get pods | grep "**x**"',
      ].join('\n'),
    );
  });

  it('leaves names alone that only look like markup', () => {
    for (const text of ['snake_case_name and other_name', '2 * 3 * 4', 'a_b_c', 'kube_pod*', '[not a link]'])
      expect(plain(text)).toBe(text);
  });

  it('lines up tables, numbers to the right, wide characters counted as they are seen', () => {
    const table = [
      '| Pod | Restarts |',
      '|---|--:|',
      '| cart-0 | 3 |',
      '| 日本語 | 12 |',
      '| 👩‍🚀 `x\\|y` | 0 |',
    ].join('\n');
    const lines = plain(table).split('\n');
    expect(lines).toEqual(['Pod     Restarts', 'cart-0         3', '日本語        12', '👩‍🚀 x|y         0']);
    expect(new Set(lines.map(displayWidth))).toEqual(new Set([16]));
  });

  it('keeps cells that the header has no column for', () => {
    expect(plain('| a | b |\n|---|---|\n| x | y | z |')).toBe('a  b\nx  y | z');
  });

  it('wraps cells and lines to the width of the screen', () => {
    const long = 'a long sentence that says why the pod is not healthy at all';
    const lines = plain(`${long}\n\n| Name | Why |\n|---|---|\n| cart-0 | ${long} |`, 30).split('\n');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(30);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain('a long sentence that says why');
  });

  it('colours on a screen only', () => {
    expect(renderMarkdown('**x** `y`', { colour: true })).toBe('\u001b[1mx\u001b[0m \u001b[36my\u001b[0m');
    expect(plain('**x** `y`')).toBe('x y');
  });

  it('lets nothing of the text itself move the cursor', () => {
    expect(plain('\u001b[2Jgone \u001b]0;title\u0007 `\u001b[31m` \rback')).toBe('gone  ``\nback');
  });

  it('loses no word, keeps to the width, and lets no control character through, whatever the text', () => {
    const word = fc.oneof(
      fc.lorem({ maxCount: 3 }),
      fc.constantFrom('**b**', '`c`', '| a | b |', '|---|', '# h', '- ', '日本', '👩‍🚀', 'שלום'),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.constantFrom(' ', '\n')), { maxLength: 30 }),
        fc.integer({ min: 20, max: 100 }),
        (words, width) => {
          const text = words.flat().join('');
          const lines = plain(`${text} last`, width).split('\n');
          expect(lines.join('\n').replace(/\s/g, '')).toContain('last');
          expect(plain(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plain(text, 40)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['日本', 4],
    ['👩‍🚀', 2],
    ['e\u0301', 1],
    ['שלום', 4],
    ['', 0],
    ['\u200e', 0],
  ])('%s is %i wide', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});
