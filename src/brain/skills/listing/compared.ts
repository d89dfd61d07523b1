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
  if (query.kind === 'Node' && measure !== undefined) return ofSides(listing, { all, sides, measure });
  if (different.length === 0) {
    const same = bold(inline`No differences: ${whole} compared${between} by ${what}.`);
    return [fact(inline`${same}${inCommon(judged, measure)}`, listing.cite(`0 of ${judged.length} differ`))];
  }
  const head = inline`Compared ${whole}${between} by ${what}: ${different.length} differ${different.length === 1 ? 's' : ''}.`;
  const rows = different.flatMap((one) => rowsOf(one, sides, measure));
  const heads = measure === undefined ? ['Name', 'Differs in', ...sides] : ['Name', ...sides];
  return [
    fact(bold(head), listing.cite(`${different.length} of ${judged.length} differ`)),
    { type: 'table', head: heads, rows, cap: SHOWN },
  ];
}

const MOST_VALUES = 4;

/** The values of a property that occur, each once. */
const valuesOf = (cells: readonly Cell[]): string[] =>
  [
    ...new Set(
      cells.flatMap((cell) => (cell === undefined ? [] : typeof cell === 'object' ? cell : [String(cell)])),
    ),
  ].sort();

/** What all sides have, when that is soon said. */
function inCommon(all: readonly Comparison[], measure: Field | undefined): Markdown {
  if (measure === undefined || measure === 'healthy') return inline``;
  const values = valuesOf(all.flatMap(({ sides }) => Object.values(sides).map((side) => side?.value)));
  return values.length === 0 || values.length > MOST_VALUES
    ? inline``
    : inline` It is ${listed(values.map(code))} everywhere.`;
}

interface Sides {
  all: readonly Comparison[];
  sides: readonly string[];
  measure: Field;
}

/** Nodes have no counterparts: each side is told by the values that occur on it. */
function ofSides(listing: Listing, { all, sides, measure }: Sides): Block[] {
  const found = sides.map((side) => valuesOf(all.map((one) => one.sides[side]?.value)));
  const isSame = new Set(found.map((values) => values.join())).size === 1;
  const told = sides.map((side, at) => inline`${code(side)}: ${listed((found[at] ?? []).map(code))}`);
  const what = headOf(measure).toLowerCase();
  const head = isSame
    ? inline`No difference: the nodes have the same ${what} on ${listed(sides.map(code))}.`
    : inline`The nodes differ in ${what}.`;
  return [
    fact(
      inline`${bold(head)} ${listed(told)}.`,
      listing.cite(found.map((values) => values.join(', ')).join(' / ')),
    ),
  ];
}
