import { plural } from '#ground/text';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { kindWord } from '../../cluster/name.ts';
import type { Field, InventoryQuery } from '../../inventory/query.ts';
import type { Group } from '../../inventory/result.ts';
import { amount, cellOf, headOf } from './cells.ts';
import { conditions, counted, nounsOf, SHOWN, table, where, type Listing } from './nouns.ts';
import { compared } from './compared.ts';
import { judged, presence } from './verdicts.ts';

const SHOWN_OF_COUNT = 8;

function groupTable({ query, result }: Listing, groups: Group[]): Block {
  const { groupBy = 'name', measure } = query;
  const isNamed = query.having !== undefined && groupBy !== 'namespace' && groupBy !== 'node';
  const heads = [
    headOf(groupBy),
    'Count',
    ...(measure === undefined ? [] : [headOf(measure)]),
    ...(isNamed ? ['Names'] : []),
  ];
  const rows = groups.map(({ key, count, value, rows: members }) => [
    code(key),
    inline`${count}`,
    ...(measure === undefined ? [] : [value === undefined ? inline`–` : inline`${amount(measure, value)}`]),
    ...(isNamed
      ? [
          cellOf(
            'name',
            members.map(({ ref }) => ref.name),
          ),
        ]
      : []),
  ]);
  return {
    type: 'table',
    head: heads,
    rows,
    cap: SHOWN,
    total: Math.max(rows.length, result.groups?.length ?? 0),
  };
}

type Bound = NonNullable<InventoryQuery['having']>;

const BOUNDS: Partial<Record<string, string>> = {
  'more-than': 'more than ',
  'less-than': 'fewer than ',
  'at-least': 'at least ',
  'at-most': 'at most ',
};

/** "3 namespaces with fewer than 5 pods", "2 images with 2 or more deployments". */
function heldBy(listing: Listing, groups: number, bound: Bound): Markdown {
  return inline`${plural(groups, groupWord(listing))} with ${held(listing, bound)}`;
}

const groupWord = ({ query }: Listing) => headOf(query.groupBy ?? 'name').toLowerCase();

const isZero = ({ op, value }: Bound) => op === 'is' && value === 0;

/** What each group is to have so many of, and where. */
function held(listing: Listing, { op, value }: Bound): Markdown {
  const { query } = listing;
  const of =
    query.measure === undefined ? inline`${nounsOf(query)}` : inline`${headOf(query.measure).toLowerCase()}`;
  const many = op === 'more-than' && value === 1 ? '2 or more' : `${BOUNDS[op] ?? ''}${String(value)}`;
  return inline`${isZero({ op, value }) ? 'no' : many} ${of}${conditions(query, 2)}${where(listing)}`;
}

/** "No node has fewer than 4 pods": no group is as asked, which says nothing of what there is. */
function noneHolds(listing: Listing, bound: Bound): Block[] {
  const verb = isZero(bound) ? 'is one with' : 'has';
  const sentence = inline`No ${groupWord(listing)} ${verb} ${held(listing, bound)}.`;
  return [fact(bold(sentence), listing.cite('none match'))];
}

function none(listing: Listing): Block[] {
  const sentence = inline`There are no ${nounsOf(listing.query)}${conditions(listing.query, 0)}${where(listing)}.`;
  return [fact(bold(sentence), listing.cite('none match'))];
}

function grouped(listing: Listing, groups: Group[]): Block[] {
  const { query, result } = listing;
  const by = headOf(query.groupBy ?? 'name').toLowerCase();
  const [first] = groups;
  const says = groups
    .slice(0, 10)
    .map(({ key, count }) => `${key}: ${count}`)
    .join(', ');
  if (first === undefined)
    return query.having === undefined ? none(listing) : noneHolds(listing, query.having);
  const head =
    query.having !== undefined
      ? heldBy(listing, groups.length, query.having)
      : query.distinct === true
        ? inline`${groups.length} different values of ${by} among ${counted(listing, result.total)}${where(listing)}`
        : query.verb === 'top' && query.order !== undefined
          ? extreme(listing, groups)
          : inline`${counted(listing, result.total)}${where(listing)}, by ${by}`;
  return [fact(bold(inline`${head}:`), listing.cite(says)), groupTable(listing, groups)];
}

/** "namespace `shop` has the most pods: 30". */
function extreme(listing: Listing, groups: Group[]): Markdown {
  const { query } = listing;
  const [first] = groups;
  const size = ({ value, count: many }: Group) => value ?? many;
  const tied = groups.filter((group) => first !== undefined && size(group) === size(first));
  const keys = tied.slice(0, MOST_TIED).map(({ key }) => code(key));
  const more = tied.length > MOST_TIED ? [inline`${tied.length - MOST_TIED} more`] : [];
  const number =
    query.measure === undefined ? `${first?.count ?? 0}` : amount(query.measure, first?.value ?? 0);
  const what =
    query.measure === undefined
      ? inline`${nounsOf(query)}${conditions(query, 2)}`
      : inline`${headOf(query.measure).toLowerCase()}`;
  const end = query.order === 'ascending' ? (query.measure === undefined ? 'fewest' : 'least') : 'most';
  const verb = tied.length === 1 ? 'has' : 'have';
  return inline`${groupWord(listing)} ${listed([...keys, ...more])} ${verb} the ${end} ${what}${where(listing)}: ${number}`;
}

const MOST_TIED = 4;

function count(listing: Listing): Block[] {
  const { total, scalar } = listing.result;
  const number = scalar ?? total;
  if (number === 0) return none(listing);
  const sentence = bold(inline`${counted(listing, number)}${where(listing)}.`);
  const isAll = listing.query.filters.length === 0 && listing.query.show.length === 0;
  return [fact(sentence, listing.cite(`${number} match`)), ...(isAll ? [] : table(listing, SHOWN_OF_COUNT))];
}

function list(listing: Listing): Block[] {
  const { total } = listing.result;
  if (total === 0) return none(listing);
  return [
    fact(bold(inline`${counted(listing, total)}${where(listing)}:`), listing.cite(`${total} match`)),
    ...table(listing, SHOWN),
  ];
}

function exists(listing: Listing): Block[] {
  const { total } = listing.result;
  if (total === 0) {
    const { query } = listing;
    const no = inline`No: there are no ${nounsOf(query)}${conditions(query, 0)}${where(listing)}.`;
    return [fact(bold(no), listing.cite('none match'))];
  }
  return [
    fact(bold(inline`Yes: ${counted(listing, total)}${where(listing)}.`), listing.cite(`${total} match`)),
    ...table(listing, SHOWN_OF_COUNT),
  ];
}

function top(listing: Listing): Block[] {
  const { query, result } = listing;
  const [first] = result.rows;
  const field: Field = query.measure ?? 'age';
  if (first === undefined) return none(listing);
  const end = query.order === 'ascending' ? 'least' : 'most';
  const value = first.cells[field];
  const name = inline`${kindWord(first.ref.kind)} ${code(first.ref.name)}${first.ref.namespace === '' ? inline`` : inline` in ${code(first.ref.namespace)}`}`;
  const word =
    field === 'age'
      ? end === 'most'
        ? 'is the oldest'
        : 'is the newest'
      : `has the ${end} ${headOf(field).toLowerCase()}`;
  const sentence = bold(inline`${name} ${word}: ${cellOf(field, value)}.`);
  return [
    fact(sentence, listing.cite(`${first.ref.name}: ${String(value ?? 'none')}`)),
    ...table(listing, SHOWN),
  ];
}

function measured(listing: Listing): Block[] {
  const { query, result } = listing;
  if (result.scalar === undefined) return none(listing);
  const what = query.verb === 'sum' ? 'in all' : query.median ? 'in the middle (median)' : 'on average';
  const field = query.measure;
  const number = amount(field, result.scalar);
  const name = field === undefined ? 'count' : headOf(field);
  const sentence = bold(
    inline`${name} ${what} of ${counted(listing, result.total)}${where(listing)}: ${number}.`,
  );
  return [fact(sentence, listing.cite(`${number} ${what}`))];
}

/** The answer to an inventory question. */
export function answerFor(listing: Listing): Block[] {
  const { query, result } = listing;
  const blocks = worded(listing);
  const notes = result.notes.map((note) => say(inline`${note}`));
  return query.filters.length === 0 && blocks.length === 0 ? notes : [...blocks, ...notes];
}

function worded(listing: Listing): Block[] {
  const { query, result } = listing;
  if (query.verb === 'compare') {
    if (query.lacking !== undefined || query.shared === true) return presence(listing);
    return (result.comparison ?? []).length === 0 ? list(listing) : compared(listing);
  }
  if (query.verb === 'average' && query.measure === undefined) return measured(listing);
  if (result.groups !== undefined) return grouped(listing, result.groups);
  switch (query.verb) {
    case 'count':
      return count(listing);
    case 'list':
      return list(listing);
    case 'exists':
      return exists(listing);
    case 'top':
      return top(listing);
    case 'all':
      return judged(listing);
    case 'sum':
    case 'average':
      return measured(listing);
  }
}
