import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed } from '../../answer/markdown.ts';
import { filtersInWords } from './filters.ts';
import { conditions, counted, nounsOf, SHOWN, table, where, type Listing } from './nouns.ts';

/** Whether all are as they should be, and which are not. */
export function judged(listing: Listing): Block[] {
  const { query, result } = listing;
  const examined = result.scalar ?? 0;
  if (examined === 0)
    return [
      fact(
        bold(inline`There are no ${nounsOf(query)}${conditions(query, 0)}${where(listing)}.`),
        listing.cite('none match'),
      ),
    ];
  const asked = say(inline`I looked for those${filtersInWords(query.claims ?? [], 2, query.kind)}.`);
  if (result.total === 0)
    return [
      fact(
        bold(inline`Yes, all: ${counted(listing, examined)}${where(listing)}.`),
        listing.cite(`all ${examined} match`),
      ),
      asked,
    ];
  const [claim, ...others] = query.claims ?? [];
  const short =
    claim === undefined || others.length > 0
      ? inline` do not fit`
      : filtersInWords([{ ...claim, not: claim.not !== true }], result.total, query.kind);
  const verb = others.length > 0 ? '' : result.total === 1 ? 'there is ' : 'there are ';
  const head = inline`No: of ${counted(listing, examined)}${where(listing)}, ${verb}${result.total}${short}:`;
  return [
    fact(bold(head), listing.cite(`${result.total} of ${examined} do not match`)),
    ...table(listing, SHOWN),
    asked,
  ];
}

/** Which are on all sides, or on one and not on the other. */
export function presence(listing: Listing): Block[] {
  const { query, result } = listing;
  const without = query.lacking ?? [];
  const having = query.clusters.filter((cluster) => !without.includes(cluster));
  const found = (result.comparison ?? []).filter(
    ({ sides }) =>
      without.every((side) => sides[side] === undefined) && having.every((side) => sides[side] !== undefined),
  );
  const missing = without.length === 0 ? inline`` : inline` but not on ${listed(without.map(code))}`;
  const both = having.length === 2 ? 'both ' : '';
  const sides = inline`on ${both}${listed(having.map(code))}${missing}`;
  const which = conditions(query, 2);
  if (found.length === 0)
    return [
      fact(bold(inline`There are no ${nounsOf(query)}${which} that are ${sides}.`), listing.cite('none')),
    ];
  const items = found.map(({ namespace, name }) => ({
    text: namespace === '' ? code(name) : inline`${code(name)} in ${code(namespace)}`,
    evidence: [],
  }));
  const rest = (result.comparison ?? []).length - found.length;
  const others =
    query.shared === true && rest > 0 ? inline` (${rest} more ${rest === 1 ? 'is' : 'are'} not)` : inline``;
  const head = inline`${counted(listing, found.length)} ${found.length === 1 ? 'is' : 'are'} ${sides}${others}:`;
  return [fact(bold(head), listing.cite(`${found.length} found`)), { type: 'list', items, cap: SHOWN }];
}
