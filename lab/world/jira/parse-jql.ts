import { checkOf, JqlError } from './jql.ts';
import type { Ticket } from './tickets.ts';

type Check = (ticket: Ticket, now: number) => boolean;

/** A query as Jira understands it. */
interface Query {
  check: Check;
  /** Whether it says anything beside an order. */
  bounded: boolean;
}

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[<>!]=|!~|[=~<>(),]|[^\s"'=~<>!(),]+)/y;

interface Token {
  text: string;
  quoted: boolean;
}

function tokensOf(jql: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < jql.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(jql)?.[1];
    if (found === undefined)
      throw new JqlError(
        `Error in the JQL Query: The character '${jql.slice(at).trim()[0] ?? ''}' is a reserved JQL character. You must enclose it in a string or use the escape. (line 1, character ${at + 1})`,
      );
    const quoted = /^["']/.test(found);
    tokens.push({ text: quoted ? found.slice(1, -1).replace(/\\(.)/g, '$1') : found, quoted });
  }
  return tokens;
}

/** Reads tokens from first to last; words are compared without regard to case. */
function readerOf(tokens: readonly Token[]) {
  let at = 0;
  const peek = (): Token | undefined => tokens[at];
  const accept = (...words: string[]): boolean => {
    const fits = words.every((word, index) => {
      const token = tokens[at + index];
      return token !== undefined && !token.quoted && token.text.toLowerCase() === word;
    });
    if (fits) at += words.length;
    return fits;
  };
  const take = (what: string): Token => {
    const token = tokens[at];
    if (!token) throw new JqlError(`Error in the JQL Query: Expecting ${what} but got the end of the query.`);
    at += 1;
    return token;
  };
  return { peek, accept, take };
}

type Reader = ReturnType<typeof readerOf>;

function operatorOf(reader: Reader): string {
  for (const pair of [
    ['not', 'in'],
    ['is', 'not'],
  ])
    if (reader.accept(...pair)) return pair.join(' ');
  const { text } = reader.take('an operator');
  if (!/^(=|!=|~|!~|<=|>=|<|>|in|is)$/i.test(text))
    throw new JqlError(
      `Error in the JQL Query: Expecting operator but got '${text}'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.`,
    );
  return text.toLowerCase();
}

function valuesOf(reader: Reader): string[] {
  if (!reader.accept('(')) return [reader.take('a value').text];
  const values = [reader.take('a value').text];
  while (reader.accept(',')) values.push(reader.take('a value').text);
  if (!reader.accept(')'))
    throw new JqlError("Error in the JQL Query: Expecting ')' before the end of the query.");
  return values;
}

function clause(reader: Reader): Check {
  if (reader.accept('not')) {
    const inner = clause(reader);
    return (ticket, now) => !inner(ticket, now);
  }
  if (reader.accept('(')) {
    const inner = either(reader);
    if (!reader.accept(')'))
      throw new JqlError("Error in the JQL Query: Expecting ')' before the end of the query.");
    return inner;
  }
  const field = reader.take('a field').text;
  const operator = operatorOf(reader);
  return checkOf(field, operator, valuesOf(reader));
}

function both(reader: Reader): Check {
  const checks = [clause(reader)];
  while (reader.accept('and')) checks.push(clause(reader));
  return (ticket, now) => checks.every((check) => check(ticket, now));
}

function either(reader: Reader): Check {
  const checks = [both(reader)];
  while (reader.accept('or')) checks.push(both(reader));
  return (ticket, now) => checks.some((check) => check(ticket, now));
}

/** Parses JQL; tickets come by their last change, whatever order is asked for by another field. JqlError where Jira refuses. */
export function parseJql(jql: string): Query {
  const reader = readerOf(tokensOf(jql));
  const ordered = (): boolean => reader.accept('order', 'by');
  if (!reader.peek() || ordered()) return { check: () => true, bounded: false };
  const check = either(reader);
  const rest = reader.peek();
  if (rest && !ordered())
    throw new JqlError(`Error in the JQL Query: Expecting either 'OR' or 'AND' but got '${rest.text}'.`);
  return { check, bounded: true };
}
