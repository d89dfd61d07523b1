import { expect, it } from 'vitest';
import { csvCell, readCsv } from './csv.ts';

it('reads quotes, commas, line breaks and empty cells', () => {
  expect(readCsv('a,b,c\r\n1,"x, ""y""\nz",\n,2,3')).toEqual([
    { a: '1', b: 'x, "y"\nz', c: '' },
    { a: '', b: '2', c: '3' },
  ]);
});

it('reads what it writes', () => {
  const cells = ['plain', 'a,b', 'say "no"', 'two\nlines', ''];
  const text = `a,b,c,d,e\n${cells.map(csvCell).join(',')}\n`;
  expect(Object.values(readCsv(text)[0] ?? {})).toEqual(cells);
});
