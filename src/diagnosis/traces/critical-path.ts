import type { Span } from './span.ts';
import { endOf } from './span.ts';
import type { SpanNode, TraceTree } from './trace-tree.ts';

/** A stretch of time in which the whole trace waited for this span itself. */
export interface PathSegment {
  span: Span;
  from: number;
  to: number;
}

/** The children that were waited for between two moments, the last to end first: each ends before the next begins. */
function waitedFor(
  { span, children }: SpanNode,
  end: number,
  begin: number,
): { child: SpanNode; until: number }[] {
  const lastFirst = children.toSorted((a, b) => endOf(b.span) - endOf(a.span));
  const found: { child: SpanNode; until: number }[] = [];
  let clock = end;
  for (const child of lastFirst) {
    const isOutside = child.span.start >= clock || endOf(child.span) <= begin;
    if (isOutside || child.span.duration === 0) continue;
    const ends = endOf(child.span);
    if (ends > clock && (found.length > 0 || ends > endOf(span))) continue;
    found.push({ child, until: Math.min(clock, ends) });
    clock = child.span.start;
  }
  return found;
}

function segmentsOf(node: SpanNode, end: number, begin: number): PathSegment[] {
  const found: PathSegment[] = [];
  let clock = end;
  for (const { child, until } of waitedFor(node, end, begin)) {
    if (clock > until) found.push({ span: node.span, from: until, to: clock });
    const from = Math.max(begin, child.span.start);
    found.push(...segmentsOf(child, until, from).toReversed());
    clock = from;
  }
  if (clock > begin) found.push({ span: node.span, from: begin, to: clock });
  return found.toReversed();
}

/** What the longest root of the trace waited for, from beginning to end: shortening anything else makes it no faster. */
export function criticalPath({ roots }: TraceTree): PathSegment[] {
  const [longest] = roots.toSorted((a, b) => b.span.duration - a.span.duration);
  return longest ? segmentsOf(longest, endOf(longest.span), longest.span.start) : [];
}

/** The span that the trace waited for longest, and how long in all. */
export function bottleneck(path: readonly PathSegment[]): { span: Span; waited: number } | undefined {
  const groups = Map.groupBy(path, ({ span }) => span.spanId);
  const totals = [...groups.values()].flatMap((segments) => {
    const [first] = segments;
    const waited = segments.reduce((total, { from, to }) => total + to - from, 0);
    return first ? [{ span: first.span, waited }] : [];
  });
  return totals.toSorted((a, b) => b.waited - a.waited)[0];
}
