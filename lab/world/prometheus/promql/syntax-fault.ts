import type { SyntaxNode, Tree } from '@lezer/common';
import { parseDuration } from './duration.ts';
import { ParseError } from './errors.ts';
import { AGGREGATIONS, FUNCTION_NAMES } from './signatures.ts';

/** The first place where a text leaves the grammar, in words; undefined when it does not. */
export function syntaxFault(tree: Tree, text: string): ParseError | undefined {
  if (text.trim() === '' || /^\s*(#[^\n]*\s*)+$/.test(text))
    return new ParseError('no expression found in input', 0);
  const quote = unterminated(text);
  if (quote) return quote;
  let fault: SyntaxNode | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError && !fault) fault = node.node;
    },
  });
  return fault ? describe(fault, text) : undefined;
}

function describe(fault: SyntaxNode, text: string): ParseError {
  const known = badDuration(text) ?? unknownFunction(text, fault);
  if (known) return known;
  const at = fault.from + (/^\s*/.exec(text.slice(fault.from))?.[0].length ?? 0);
  const word = /^(?:\w+|"[^"]*"|\S)/.exec(text.slice(at))?.[0];
  const open = word === undefined || /^[()[\]{}]$/.test(word) ? unbalanced(text) : undefined;
  if (open) return open;
  if (word === undefined) return new ParseError(`unexpected end of input${place(fault, text)}`, text.length);
  if (/^[^\w\s"'`(){}[\],=!<>~+*/%^:.@-]$/.test(word))
    return new ParseError(`unexpected character: '${word}'`, at);
  if (word === '!') return new ParseError(`unexpected character after '!': '${text[at + 1] ?? ''}'`, at);
  return new ParseError(`unexpected ${kindOf(word)}${place(fault, text)}`, at);
}

function unknownFunction(text: string, fault: SyntaxNode): ParseError | undefined {
  for (const call of text.matchAll(/([a-zA-Z_:][\w:]*)\s*\(/g)) {
    const name = call[1] ?? '';
    const isGrouping = /\b(by|without)\s+$/i.test(text.slice(0, call.index));
    if (call.index > fault.from || isGrouping || FUNCTION_NAMES.has(name) || isKeyword(name)) continue;
    return new ParseError(`unknown function with name ${JSON.stringify(name)}`, call.index);
  }
  return undefined;
}

const KEYWORDS =
  /^(by|without|on|ignoring|group_left|group_right|and|or|unless|bool|start|end|atan2|offset)$/i;

function isKeyword(name: string): boolean {
  return KEYWORDS.test(name) || AGGREGATIONS.has(name.toLowerCase());
}

const TOKENS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*|["'`()[\]{}]/g;

function unterminated(text: string): ParseError | undefined {
  const quote = [...text.matchAll(TOKENS)].find(([sign]) => /^["'`]$/.test(sign));
  if (!quote) return undefined;
  const kind = quote[0] === '`' ? 'raw' : 'quoted';
  return new ParseError(`unterminated ${kind} string`, quote.index);
}

const OPENS: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const UNCLOSED: Record<string, string> = {
  '(': 'unclosed left parenthesis',
  '[': 'unclosed left bracket',
  '{': 'unexpected end of input inside braces',
};
const UNOPENED: Record<string, string> = {
  ')': "unexpected right parenthesis ')'",
  ']': "unexpected right bracket ']'",
  '}': "unexpected right bracket '}'",
};

function unbalanced(text: string): ParseError | undefined {
  const stack: string[] = [];
  for (const token of text.matchAll(TOKENS)) {
    const [sign] = token;
    if (/^[([{]$/.test(sign)) stack.push(sign);
    const opener = OPENS[sign];
    if (opener === undefined) continue;
    if (stack.at(-1) !== opener)
      return new ParseError(UNOPENED[sign] ?? 'unexpected bracket', token.index + 1);
    stack.pop();
  }
  const open = stack.includes('(') ? '(' : stack.at(-1);
  return open === undefined ? undefined : new ParseError(UNCLOSED[open] ?? '', text.length);
}

function kindOf(word: string): string {
  if (/^\d/.test(word)) return `number ${JSON.stringify(word)}`;
  if (word.startsWith('"')) return `string ${JSON.stringify(word)}`;
  if (isKeyword(word)) return `<${word.toLowerCase()}>`;
  if (/^\w/.test(word)) return `identifier ${JSON.stringify(word)}`;
  return JSON.stringify(word);
}

function place({ parent, from }: SyntaxNode, text: string): string {
  for (let node = parent; node; node = node.parent) {
    if (node.name === 'LabelMatchers') {
      const afterValue = /["'`]\s*$/.test(text.slice(0, from));
      return ` in label matching, expected ${afterValue ? '"," or "}"' : 'string'}`;
    }
    if (node.name === 'GroupingLabels' || node.name === 'AggregateModifier')
      return ' in grouping opts, expected "("';
    if (node.name === 'AggregateExpr') return ' in aggregation';
    if (node.name === 'OffsetExpr') return ' in offset, expected duration';
  }
  return '';
}

/** A range whose unit does not exist. */
function badDuration(text: string): ParseError | undefined {
  const range = /\[\s*(\d+)([a-zA-Z]\w*)?\s*\]/.exec(
    text.replace(/"[^"]*"/g, (quoted) => ' '.repeat(quoted.length)),
  );
  if (!range || parseDuration(`${range[1] ?? ''}${range[2] ?? ''}`) !== undefined) return undefined;
  return new ParseError(
    `bad duration syntax: ${JSON.stringify(range[1])}`,
    range.index + range[0].indexOf(range[1] ?? ''),
  );
}
