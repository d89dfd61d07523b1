import { endOf } from './span.ts';
import type { SpanNode } from './trace-tree.ts';

/** Milliseconds that a span spent itself, waiting for none of its children; children that overlap count once. */
export function selfTime({ span, children }: SpanNode): number {
  let covered = 0;
  let until = span.start;
  for (const { span: child } of children) {
    const from = Math.max(child.start, until);
    const to = Math.min(endOf(child), endOf(span));
    if (to > from) covered += to - from;
    until = Math.max(until, to);
  }
  return Math.max(0, span.duration - covered);
}
