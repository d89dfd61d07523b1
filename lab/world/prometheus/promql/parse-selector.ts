import type { SyntaxNode } from '@lezer/common';
import { ParseError } from './errors.ts';
import type { VectorSelector } from './expression.ts';
import { NAME } from './labels.ts';
import { createMatcher } from './matchers.ts';
import type { Matcher } from './matchers.ts';
import { childrenOf } from './reader.ts';
import type { Reader } from './reader.ts';
import { unquote } from './unquote.ts';

const OPERATORS = new Set(['=', '!=', '=~', '!~']);

function isOperator(text: string): text is Matcher['op'] {
  return OPERATORS.has(text);
}

function readMatcher(node: SyntaxNode, { text }: Reader): Matcher {
  const nameNode = node.getChild('LabelName') ?? node.getChild('QuotedLabelName');
  const valueNode = node.getChild('StringLiteral');
  const op = text(node.getChild('MatchOp') ?? node);
  if (!nameNode || !valueNode || !isOperator(op))
    throw new ParseError('unexpected end of input inside braces', node.from);
  const raw = text(nameNode);
  const name = /^["'`]/.test(raw) ? unquote(raw, nameNode.from) : raw;
  const value = unquote(text(valueNode), valueNode.from);
  try {
    return createMatcher(name, op, value);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new ParseError(`error parsing regexp: ${regexFault(why, value)}`, node.from);
  }
}

/** What is wrong with a regular expression, as Go says it. */
function regexFault(why: string, source: string): string {
  if (why.includes('Unterminated character class'))
    return `missing closing ]: \`${source.slice(source.lastIndexOf('['))})$\``;
  if (why.includes('Unterminated group')) return `missing closing ): \`^(?:${source})$\``;
  if (why.includes('Nothing to repeat'))
    return `missing argument to repetition operator: \`${/[*+?]/.exec(source)?.[0] ?? '*'}\``;
  return `invalid expression: \`${source}\``;
}

/** A selector with its matchers, of which one at least must be demanding. */
export function readSelector(node: SyntaxNode, reader: Reader): VectorSelector {
  const identifier = node.getChild('Identifier');
  const name = identifier ? reader.text(identifier) : undefined;
  const braces = node.getChild('LabelMatchers');
  const matchers = braces
    ? childrenOf(braces)
        .filter((child) => child.name.endsWith('LabelMatcher'))
        .map((child) => readMatcher(child, reader))
    : [];
  if (name !== undefined) {
    if (matchers.some((matcher) => matcher.name === NAME && matcher.op === '='))
      throw new ParseError(`metric name must not be set twice: "${name}" or ""`, node.from);
    matchers.push(createMatcher(NAME, '=', name));
  }
  if (matchers.every(({ test }) => test('')))
    throw new ParseError('vector selector must contain at least one non-empty matcher', node.from);
  return { kind: 'vector', name, matchers, offset: 0, from: node.from };
}
