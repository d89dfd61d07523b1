import { tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

/** What reading a query tells. */
export interface Syntax {
  /** Where it stops being TraceQL, from 0; undefined when it is. */
  faultAt?: number;
  /** It computes series, not traces. */
  isMetric: boolean;
}

class Fault extends Error {
  readonly at: number;
  constructor(at: number) {
    super('not TraceQL');
    this.at = at;
  }
}

const INTRINSICS = new Set(
  'duration name status statusMessage kind rootName rootServiceName traceDuration childCount parent nestedSetLeft nestedSetRight nestedSetParent'.split(
    ' ',
  ),
);
const LITERALS = new Set(
  'true false nil ok error unset unspecified internal server client producer consumer'.split(' '),
);
const SCOPED = new Set(
  'trace:duration trace:rootName trace:rootService trace:id span:duration span:name span:kind span:status span:statusMessage span:id span:parentID span:childCount event:name event:timeSinceStart link:traceID link:spanID instrumentation:name instrumentation:version'.split(
    ' ',
  ),
);
const BINARY = new Set([
  '&&',
  '||',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '=~',
  '!~',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
]);
const BETWEEN = new Set('&& || > >> < << ~ !> !>> !< !<< !~ &> &>> &< &<< &~'.split(' '));
const COMPARE = new Set(['=', '!=', '<', '<=', '>', '>=']);
const AGGREGATES = new Set(['count', 'avg', 'min', 'max', 'sum']);
const METRICS = /^(rate|(count|min|max|avg|sum|quantile|histogram)_over_time|compare)$/;

/** Goes through the tokens; every method takes what it names or says where it is missing. */
function createCheck(tokens: readonly Token[]) {
  let at = 0;
  const peek = (ahead = 0): Token => tokens[at + ahead] ?? tokens.at(-1) ?? { kind: 'end', text: '', at: 0 };
  const fail = (): never => {
    throw new Fault(peek().at);
  };
  const isNext = (text: string): boolean =>
    (peek().kind === 'mark' || peek().kind === 'word') && peek().text === text;
  const accept = (text: string): boolean => isNext(text) && ++at > 0;
  const expect = (text: string): void => void (accept(text) || fail());
  const acceptOf = (texts: ReadonlySet<string>): boolean =>
    peek().kind === 'mark' && texts.has(peek().text) && ++at > 0;
  const literal = (): boolean => {
    const { kind, text } = peek();
    const isOne = ['string', 'number', 'duration'].includes(kind) || (kind === 'word' && LITERALS.has(text));
    return isOne && ++at > 0;
  };
  const named = (): boolean => {
    const { kind, text } = peek();
    const isKnown = kind === 'attribute' && (!/^\w+:/.test(text) || SCOPED.has(text));
    return (isKnown || (kind === 'word' && INTRINSICS.has(text))) && ++at > 0;
  };
  return { peek, fail, isNext, accept, expect, acceptOf, literal, named };
}

type Check = ReturnType<typeof createCheck>;

function fieldTerm(check: Check): void {
  while (check.accept('!') || check.accept('-'));
  if (check.accept('(')) {
    field(check);
    return check.expect(')');
  }
  if (!check.literal() && !check.named()) check.fail();
}

/** A comparison of status or kind with a text is refused by Tempo: they are no texts. */
function field(check: Check): void {
  const { text } = check.peek();
  fieldTerm(check);
  while (check.acceptOf(BINARY)) {
    const isKeyword = text === 'status' || text === 'kind';
    if (isKeyword && check.peek().kind === 'string') check.fail();
    return field(check);
  }
}

function fields(check: Check): void {
  check.expect('(');
  do field(check);
  while (check.accept(','));
  check.expect(')');
}

function spansetTerm(check: Check): void {
  if (check.accept('{')) {
    if (!check.isNext('}')) field(check);
    return check.expect('}');
  }
  check.expect('(');
  stages(check);
  check.expect(')');
}

function spanset(check: Check): void {
  do spansetTerm(check);
  while (check.acceptOf(BETWEEN));
}

const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '^']);

function scalar(check: Check): void {
  do {
    const { kind, text } = check.peek();
    if (kind === 'word' && AGGREGATES.has(text)) {
      check.accept(text);
      check.expect('(');
      if (text !== 'count') field(check);
      check.expect(')');
    } else if (!check.literal()) check.fail();
  } while (check.acceptOf(ARITHMETIC));
}

function stage(check: Check): void {
  if (check.isNext('{') || check.isNext('(')) return spanset(check);
  if (check.accept('by') || check.accept('select')) return fields(check);
  if (check.accept('coalesce')) {
    check.expect('(');
    return check.expect(')');
  }
  scalar(check);
  if (!check.acceptOf(COMPARE)) check.fail();
  scalar(check);
}

function stages(check: Check): void {
  stage(check);
  while (check.isNext('|') && !METRICS.test(check.peek(1).text)) {
    check.expect('|');
    stage(check);
  }
}

function metric(check: Check): void {
  const { text } = check.peek();
  check.expect(text);
  check.expect('(');
  if (text === 'compare') spanset(check);
  else if (text !== 'rate' && text !== 'count_over_time') field(check);
  while (check.accept(',')) if (!check.literal()) check.fail();
  check.expect(')');
  if (check.accept('by')) fields(check);
  if (!check.accept('|')) return;
  if (!check.accept('topk') && !check.accept('bottomk')) check.fail();
  check.expect('(');
  if (!check.literal()) check.fail();
  check.expect(')');
}

function hints(check: Check): void {
  if (!check.accept('with')) return;
  check.expect('(');
  do {
    const { kind, text } = check.peek();
    if (kind !== 'word') check.fail();
    check.expect(text);
    check.expect('=');
    if (!check.literal()) check.fail();
  } while (check.accept(','));
  check.expect(')');
}

/** Reads a query as far as it is TraceQL. */
export function readSyntax(text: string): Syntax {
  const check = createCheck(tokenize(text));
  let isMetric = false;
  try {
    stages(check);
    isMetric = check.accept('|');
    if (isMetric) metric(check);
    hints(check);
    return check.peek().kind === 'end' ? { isMetric } : { isMetric, faultAt: check.peek().at };
  } catch (error) {
    if (error instanceof Fault) return { isMetric, faultAt: error.at };
    throw error;
  }
}
