import { fact, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import type { Field } from '../../inventory/query.ts';
import type { Cell, Comparison } from '../../inventory/result.ts';
import { cellOf, headOf } from './cells.ts';
import { counted, SHOWN, type Listing } from './nouns.ts';

const ABSENT = inline`not there`;

function valueCell(field: Field, value: Cell): Markdown {
  if (field !== 'healthy') return cellOf(field, value);
  return value === true ? inline`healthy` : inline`not healthy`;
}

const sidesOf = (comparison: readonly Comparison[]) => [
  ...new Set(comparison.flatMap((one) => Object.keys(one.sides))),
];
const isMissing = ({ sides }: Comparison) => Object.values(sides).includes(undefined);

/** One row for each property that differs, or one that says where it is. */
function rowsOf(one: Comparison, sides: readonly string[], measure: Field | undefined): Markdown[][] {
  if (isMissing(one) && measure === undefined)
    return [
      [
        code(one.name),
        inline`presence`,
        ...sides.map((side) => (one.sides[side] === undefined ? ABSENT : inline`there`)),
      ],
    ];
  if (measure !== undefined)
    return [
      [
        code(one.name),
        ...sides.map((side) => {
          const own = one.sides[side];
          return own === undefined ? ABSENT : valueCell(measure, own.value);
        }),
      ],
    ];
  return (one.differences ?? []).map(({ field, values }) => [
    code(one.name),
    inline`${headOf(field).toLowerCase()}`,
    ...sides.map((side) => cellOf(field, values[side])),
  ]);
}

const PLURALS: Partial<Record<Field, string>> = { image: 'images', replicas: 'replicas' };

function subject(measure: Field | undefined, fields: readonly Field[]): string {
  if (measure === 'healthy') return 'health';
  if (measure !== undefined) return headOf(measure).toLowerCase();
  return ['presence', ...fields.map((field) => PLURALS[field] ?? headOf(field).toLowerCase())]
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

/** What differs between the sides; what was compared is said first. */
export function compared(listing: Listing): Block[] {
  const { query, result } = listing;
  const all = result.comparison ?? [];
  const sides = sidesOf(all);
  const { measure } = query;
  const judged = measure === 'healthy' ? all.filter((one) => !isMissing(one)) : all;
  const different = judged.filter(({ same }) => !same);
  const what = subject(measure, query.show);
  const between = query.clusters.length > 1 ? inline` on ${listed(sides.map(code))}` : inline``;
  const whole = counted(listing, judged.length);
  if (different.length === 0) {
    const same = bold(inline`No differences: ${whole} compared${between} by ${what}.`);
    return [fact(same, listing.cite(`0 of ${judged.length} differ`))];
  }
  const head = inline`Compared ${whole}${between} by ${what}: ${different.length} differ${different.length === 1 ? 's' : ''}.`;
  const rows = different.flatMap((one) => rowsOf(one, sides, measure));
  const heads = measure === undefined ? ['Name', 'Differs in', ...sides] : ['Name', ...sides];
  return [
    fact(bold(head), listing.cite(`${different.length} of ${judged.length} differ`)),
    { type: 'table', head: heads, rows, cap: SHOWN },
  ];
}
