import type { Span } from './span.ts';
import type { TraceTree } from './trace-tree.ts';
import { walk } from './trace-tree.ts';

/** Where a failure began, and the failed spans above it, the outermost first. */
export interface ErrorOrigin {
  span: Span;
  /** Failed spans that it is passed through. */
  through: readonly Span[];
  /** Whether the failure came up to a root of the trace. */
  surfaced: boolean;
}

/** The failed spans that no failed call of theirs explains; those that came up to the user first, then the earliest. */
export function errorOrigins(tree: TraceTree): ErrorOrigin[] {
  const deepest = walk(tree).filter(
    ({ node }) => node.span.failed && !node.children.some(({ span }) => span.failed),
  );
  const origins = deepest.map(({ node, above }) => {
    const lastSound = above.findLastIndex(({ failed }) => !failed);
    return { span: node.span, through: above.slice(lastSound + 1), surfaced: lastSound === -1 };
  });
  return origins.toSorted((a, b) => Number(b.surfaced) - Number(a.surfaced) || a.span.start - b.span.start);
}
