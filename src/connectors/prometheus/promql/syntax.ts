import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode, Tree } from '@lezer/common';

/** A selector in an expression, as far as it names things that may not exist. */
export interface Selector {
  metric?: string;
  /** The demands for an exact value. */
  equals: { label: string; value: string }[];
}

/** What is known of an expression without asking a server. */
export interface Syntax {
  /** Where the text leaves the grammar, from 0; undefined when it does not. */
  faultAt?: number;
  selectors: Selector[];
}

function firstFault(tree: Tree): number | undefined {
  let at: number | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError) at ??= node.from;
    },
  });
  return at;
}

/** Where a quote begins that never ends: the grammar forgives it, Prometheus does not. */
function openQuote(text: string): number | undefined {
  const tokens = text.matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*|["'`]/g);
  return [...tokens].find(([token]) => /^["'`]$/.test(token))?.index;
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}

function selectorOf(node: SyntaxNode, text: string): Selector {
  const read = (part: SyntaxNode | null): string => (part ? text.slice(part.from, part.to) : '');
  const metric = read(node.getChild('Identifier'));
  const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
  const equals = matchers
    .filter((matcher) => read(matcher.getChild('MatchOp')) === '=')
    .map((matcher) => ({
      label: read(matcher.getChild('LabelName')),
      value: unquoted(read(matcher.getChild('StringLiteral'))),
    }));
  const byName = equals.find(({ label }) => label === '__name__')?.value;
  return {
    metric: metric === '' ? byName : metric,
    equals: equals.filter(({ label, value }) => label !== '__name__' && value !== ''),
  };
}

/** What an expression is made of, whole or broken. */
export function readSyntax(text: string): Syntax {
  const tree = parser.parse(text);
  const selectors: Selector[] = [];
  tree.iterate({
    enter(node) {
      if (node.name === 'VectorSelector') selectors.push(selectorOf(node.node, text));
    },
  });
  const faultAt = text.trim() === '' ? 0 : (openQuote(text) ?? firstFault(tree));
  return { faultAt, selectors };
}
