import type { Field, Row } from './records.ts';

const CONDITION = /^([\w.]+)(!=|>=|<=|=|>|<|NOT LIKE|LIKE|STARTSWITH|NOT IN|IN|ISEMPTY|ISNOTEMPTY)(.*)$/s;

type Fits = (own: Field, value: string) => boolean;

const both = ({ value, display_value: shown }: Field): string[] => [value.toLowerCase(), shown.toLowerCase()];
const equal: Fits = (own, value) => both(own).includes(value.toLowerCase());
const like: Fits = (own, value) => both(own).some((text) => text.includes(value.toLowerCase()));
const among: Fits = (own, value) => value.split(',').some((one) => equal(own, one.trim()));

const FITS: Record<string, Fits> = {
  '=': equal,
  '!=': (own, value) => !equal(own, value),
  '>=': (own, value) => own.value >= value,
  '<=': (own, value) => own.value <= value,
  '>': (own, value) => own.value > value,
  '<': (own, value) => own.value < value,
  LIKE: like,
  'NOT LIKE': (own, value) => !like(own, value),
  STARTSWITH: (own, value) => both(own).some((text) => text.startsWith(value.toLowerCase())),
  IN: among,
  'NOT IN': (own, value) => !among(own, value),
  ISEMPTY: (own) => own.value === '' && own.display_value === '',
  ISNOTEMPTY: (own) => own.value !== '' || own.display_value !== '',
};

/** A field, or one of the record it points to: of those the table keeps only the name. */
function fieldOf(row: Row, name: string): Field | undefined {
  return row[name] ?? row[name.split('.')[0] ?? ''];
}

/** Like the real table: a condition on a field that does not exist is left out. */
function holds(row: Row, condition: string): boolean {
  const [, name = '', operator = '', value = ''] = CONDITION.exec(condition) ?? [];
  const own = fieldOf(row, name);
  return own === undefined || FITS[operator]?.(own, value) !== false;
}

function sorted(rows: Row[], orders: readonly string[]): Row[] {
  const [order] = orders;
  if (order === undefined) return rows;
  const name = order.replace(/^ORDERBY(DESC)?/, '');
  const up = order.startsWith('ORDERBYDESC') ? -1 : 1;
  return rows.sort((a, b) => up * ((a[name]?.value ?? '') < (b[name]?.value ?? '') ? -1 : 1));
}

/** The rows that an encoded query selects: `^` is and, `^OR` binds to the condition before it, `^NQ` begins another query. */
export function selectRows(rows: readonly Row[], query: string): Row[] {
  const parts = query.split('^').filter(Boolean);
  const orders = parts.filter((part) => part.startsWith('ORDERBY'));
  const alternatives = query
    .split('^NQ')
    .map((one) =>
      one.split(/\^(?!OR(?!DERBY))/).filter((part) => part !== '' && !part.startsWith('ORDERBY')),
    );
  const found = rows.filter((row) =>
    alternatives.some((groups) =>
      groups.every((group) => group.split('^OR').some((condition) => holds(row, condition))),
    ),
  );
  return sorted(found, orders);
}
