import type { Span } from './span.ts';
import { endOf } from './span.ts';

/** A span with what it called, in order of time, on the clock of the trace's beginning. */
export interface SpanNode {
  span: Span;
  children: readonly SpanNode[];
}

/** One trace as a tree. Spans whose parent was not recorded are further roots. */
export interface TraceTree {
  roots: readonly SpanNode[];
}

const byTime = (a: Span, b: Span): number => a.start - b.start || (a.spanId < b.spanId ? -1 : 1);

const sound = ({ start, duration }: Span): boolean =>
  Number.isFinite(start) && Number.isFinite(duration) && duration >= 0;

/** Work handed over to a queue is not waited for, so it need not lie within its parent. */
const isHandedOver = (span: Span): boolean => span.kind === 'consumer';

/** The shift that brings a child of another machine's clock back into the time of its parent. */
function skewOf(child: Span, parent: Span): number {
  if (isHandedOver(child) || child.service === parent.service) return 0;
  const tooEarly = child.start < parent.start;
  const tooLate = endOf(child) > endOf(parent);
  if (!tooEarly && !tooLate) return 0;
  if (child.duration > parent.duration) return parent.start - child.start;
  return parent.start + (parent.duration - child.duration) / 2 - child.start;
}

/** Below this a span begins a tree of its own. */
const DEEPEST = 500;

/** Builds the tree of one trace: duplicates once, loops cut, clocks of other machines brought in line with the caller's. */
export function buildTrace(spans: readonly Span[]): TraceTree {
  const known = new Map(spans.filter(sound).map((span) => [span.spanId, span]));
  const unique = [...known.values()].toSorted(byTime);
  const children = Map.groupBy(unique, ({ parentId }) => parentId);
  const placed = new Set<string>();
  const grow = (span: Span, shift: number, depth = 0): SpanNode => {
    placed.add(span.spanId);
    const here = { ...span, start: span.start + shift };
    const called = depth < DEEPEST ? (children.get(span.spanId) ?? []) : [];
    const below = called.filter(({ spanId }) => !placed.has(spanId));
    const grown = below.map((child) => {
      const moved = { ...child, start: child.start + shift };
      return grow(child, shift + skewOf(moved, here), depth + 1);
    });
    return { span: here, children: grown.toSorted((a, b) => byTime(a.span, b.span)) };
  };
  const isRoot = ({ parentId }: Span): boolean => parentId === undefined || !known.has(parentId);
  const roots = unique.filter(isRoot).map((span) => grow(span, 0));
  const looping = unique.flatMap((span) => (placed.has(span.spanId) ? [] : [grow(span, 0)]));
  return { roots: [...roots, ...looping] };
}

/** Every span of a tree, each with the spans above it, the nearest last. */
export function walk(tree: TraceTree): { node: SpanNode; above: readonly Span[] }[] {
  const found: { node: SpanNode; above: readonly Span[] }[] = [];
  const pending = tree.roots.map((node) => ({ node, above: [] as readonly Span[] })).toReversed();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, above } = next;
    found.push(next);
    const below = node.children.map((child) => ({ node: child, above: [...above, node.span] }));
    pending.push(...below.toReversed());
  }
  return found;
}
