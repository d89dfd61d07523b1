import type { Span } from '../traces/span.ts';

type Relation = (of: Span, to: ReadonlySet<Span>, all: readonly Span[]) => boolean;

function hasAncestor(span: Span, among: ReadonlySet<Span>): boolean {
  for (let above = span.parent; above; above = above.parent) if (among.has(above)) return true;
  return false;
}

const isAbove = (span: Span, below: Span): boolean => hasAncestor(below, new Set([span]));

const RELATIONS: Record<string, Relation> = {
  '>': ({ parent }, to) => parent !== undefined && to.has(parent),
  '>>': (span, to) => hasAncestor(span, to),
  '<': (span, to, all) => all.some((other) => to.has(other) && other.parent === span),
  '<<': (span, to, all) => all.some((other) => to.has(other) && isAbove(span, other)),
  '~': (span, to, all) =>
    span.parent !== undefined &&
    all.some((other) => to.has(other) && other !== span && other.parent === span.parent),
};

/** Spans of the right that stand in a relation to spans of the left; with `&` those of the left as well, with `!` those that do not. */
export function related(operator: string, left: readonly Span[], right: readonly Span[]): readonly Span[] {
  const relation = RELATIONS[operator.replace(/^[!&]/, '')];
  if (!relation) return [];
  const to = new Set(left);
  if (operator.startsWith('!')) return right.filter((span) => !relation(span, to, left));
  const found = right.filter((span) => relation(span, to, left));
  if (!operator.startsWith('&')) return found;
  const partners = left.filter((span) => found.some((other) => relation(other, new Set([span]), [span])));
  return [...partners, ...found.filter((span) => !partners.includes(span))];
}
