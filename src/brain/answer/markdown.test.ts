import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, clean, code, fence, join, listed, inline, prose } from './markdown.ts';

describe('markdown', () => {
  it('strips terminal escapes, controls and reordering marks', () => {
    expect(clean('\u001b[31mred\u001b[0m \u001b]0;title\u0007a\u0000b\u202ec')).toBe('red abc');
  });

  it('keeps a code span closed whatever the name is', () => {
    expect(code('a`b').markdown).toBe('``a`b``');
    expect(code('`').markdown).toBe('`` ` ``');
    expect(code('a\nb').markdown).toBe('`a b`');
  });

  it('makes markup from elsewhere inert', () => {
    expect(prose('<script>alert(1)</script>').markdown).toBe('\\<script>alert(1)\\</script>');
    expect(prose('[click](javascript:x)').markdown).toBe('\\[click](javascript:x)');
    expect(prose('# heading').markdown).toBe('\\# heading');
    expect(prose('**bold** my_name _x_').markdown).toBe('\\*\\*bold\\*\\* my_name \\_x\\_');
    expect(prose('see https://evil.example/x now').markdown).toBe('see `https://evil.example/x` now');
  });

  it('keeps quoted names of a finding as code', () => {
    expect(prose('container `app` exits with code 1').markdown).toBe('container `app` exits with code 1');
  });

  it('escapes strings put into a template and passes Markdown through', () => {
    expect(inline`pod ${code('x')} says ${'*hi*'} ${3} times`.markdown).toBe('pod `x` says \\*hi\\* 3 times');
  });

  it('never lets text out of its fence', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', '\n', 'a', '~', ' ') }), (text) => {
        const lines = fence(text, 'text').markdown.split('\n');
        const mark = /^`+/.exec(lines[0] ?? '')?.[0] ?? '';
        const inside = lines.slice(1, -1);
        expect(lines.at(-1)).toBe(mark);
        expect(inside.some((line) => line.trim().startsWith(mark))).toBe(false);
      }),
    );
  });

  it('joins as people write lists', () => {
    const pieces = ['a', 'b', 'c'].map(prose);
    expect(listed(pieces).markdown).toBe('a, b and c');
    expect(join([]).markdown).toBe('');
    expect(cell(code('a|b'))).toBe('`a\\|b`');
  });
});
