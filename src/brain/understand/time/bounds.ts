import { DAY_WORDS } from './days.ts';
import { ANY_POINT, pointOf, SURE_POINT, type Point } from './points.ts';
import { DAY, HOUR, type Moment } from './zone.ts';

/** A range found in a message, and all the places of it in the text. */
export interface Bounded {
  from: number;
  to: number;
  /** Nothing was told of when it begins. */
  hasNoStart?: boolean;
  start: number;
  end: number;
  /** The moment that was told, rather than bounds. */
  at?: number;
  /** Where else a day for it is told: "yesterday, what changed between 10 and 11". */
  day?: { start: number; end: number };
}

interface Form {
  pattern: RegExp;
  /** Whether its hours may be bare numbers: only where nothing counts. */
  isBare?: boolean;
  /** Only where something is said to happen. */
  needsVerb?: boolean;
  range: (points: Point[], moment: Moment, match: RegExpExecArray) => Span | undefined;
}

interface Span {
  from: number;
  to: number;
  hasNoStart?: boolean;
  at?: number;
}

const WEEK = 7 * DAY;
const NEAR = HOUR / 4;
const SPLIT = String.raw`\s*(?:,?\s*\b(?:and|but)\b(?:\s+(?:before|until|till)\b)?|\b(?:to|till|until|up\s+to|through|before)\b|[-–—])\s*`;
const NOW = String.raw`(?:right\s+)?now`;
const AMOUNT = String.raw`(\d+(?:\.\d+)?|half\s+an|an?|one|two|three|five|ten|twenty|thirty)?\s*(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)`;
const COUNT = String.raw`\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty`;
const pair = (point: string): string => `(${point})${SPLIT}(${point}|${NOW})`;
const form = (source: string): RegExp =>
  new RegExp(String.raw`(?<![\w:.-])(?:${source})(?![\w:-]|\.\d)`, 'i');

const both = ([first, second]: Point[], { now }: Moment): Span | undefined =>
  first && second && spanning(first, second, now);
const before = ([point]: Point[], { now }: Moment): Span | undefined => {
  if (point === undefined) return undefined;
  const to = latest(point, now);
  return { from: to - (point.to === undefined ? DAY : WEEK), to, hasNoStart: true };
};
const until = (points: Point[], moment: Moment): Span | undefined => {
  const to = points[0]?.to;
  return to === undefined ? before(points, moment) : { from: to - WEEK, to, hasNoStart: true };
};
const since = ([point]: Point[], { now }: Moment): Span | undefined =>
  point && { from: latest(point, now), to: now };
/** "from 3 days ago" is of that day, "from 2 hours ago" since then. */
const OF_A_DAY = /^from\b.*(?:\dd|\dw|days?|weeks?)\s+ago$/i;
const from = (points: Point[], moment: Moment, [whole]: RegExpExecArray): Span | undefined => {
  if (points[0]?.to !== undefined) return near(points, moment);
  const span = since(points, moment);
  return span && OF_A_DAY.test(whole) ? { ...span, at: span.from } : span;
};
const after = ([point]: Point[], moment: Moment): Span | undefined =>
  point && { from: Math.min(point.to ?? latest(point, moment.now), moment.now), to: moment.now };
const near = ([point]: Point[], { now }: Moment): Span | undefined => {
  if (point === undefined) return undefined;
  const at = latest(point, now);
  return point.to === undefined ? { from: at - NEAR, to: at + NEAR, at } : { from: at, to: point.to };
};
const beside = (points: Point[], moment: Moment, [, amount = '', unit = '', side = '']: RegExpExecArray) => {
  const [point] = points;
  if (point === undefined) return undefined;
  const at = latest(point, moment.now);
  const length = lengthOf(amount, unit);
  return /after|following|from/i.test(side) ? { from: at, to: at + length } : { from: at - length, to: at };
};

const betweenAgo = (
  _: Point[],
  { now }: Moment,
  [, first = '', unit, second = '', last = '']: RegExpExecArray,
) => {
  const ends = [lengthOf(first, unit?.trim() || last), lengthOf(second, last)];
  return { from: now - Math.max(...ends), to: now - Math.min(...ends) };
};

const BEFORE = String.raw`(?:before|prior\s+to|earlier\s+than|preceding)`;
const UNTIL = String.raw`(?:until|till|up\s+(?:to|until|till)|up\s+through|no\s+later\s+than)`;
const AFTER = String.raw`(?:after|later\s+than)`;
const SINCE = String.raw`(?:ever\s+since|since|starting(?:\s+(?:at|from))?|as\s+of|not\s+before)`;

/** From what binds most to what binds least. */
const FORMS: readonly Form[] = [
  {
    pattern: form(
      String.raw`(?:(?:between|from|since)\s+)?(${COUNT})\s*(\w+\s+)?(?:and|to|until|till|-)\s*(${COUNT})\s*(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\s+ago`,
    ),
    range: betweenAgo,
  },
  {
    pattern: form(String.raw`(?:(?:between|from|in|during|within|since|after)\s+)?${pair(SURE_POINT)}`),
    range: both,
  },
  { pattern: form(String.raw`(?:between|from|since|after)\s+${pair(ANY_POINT)}`), isBare: true, range: both },
  {
    pattern: form(
      String.raw`(?:(?:in|within|during)\s+)?(?:the\s+)?(?:last\s+|first\s+)?(?:${AMOUNT})\s+(before|after|until|up\s+to|leading\s+up\s+to|following|from)\s+(${SURE_POINT})`,
    ),
    range: beside,
  },
  { pattern: form(String.raw`${BEFORE}\s+(${SURE_POINT})`), range: before },
  { pattern: form(String.raw`${UNTIL}\s+(${SURE_POINT})`), range: until },
  { pattern: form(String.raw`by\s+(${SURE_POINT})`), range: until },
  { pattern: form(String.raw`${AFTER}\s+(${SURE_POINT})`), range: after },
  { pattern: form(String.raw`${SINCE}\s+(${SURE_POINT})(?:\s+onwards?)?`), range: since },
  { pattern: form(String.raw`from\s+(${SURE_POINT})(?:\s+on(?:wards?)?)?`), range: from },
  {
    pattern: form(String.raw`(?:before|until|till|up\s+(?:to|until|till))\s+(${ANY_POINT})`),
    isBare: true,
    range: until,
  },
  { pattern: form(String.raw`after\s+(${ANY_POINT})`), isBare: true, range: after },
  {
    pattern: form(String.raw`(?:since|starting(?:\s+(?:at|from))?)\s+(${ANY_POINT})`),
    isBare: true,
    range: since,
  },
  { pattern: form(String.raw`from\s+(${ANY_POINT})\s+on(?:wards?)?`), isBare: true, range: since },
  { pattern: form(String.raw`(?:at|around)\s+(${ANY_POINT})`), isBare: true, needsVerb: true, range: near },
];

/** What counts something rather than telling the time. */
const COUNTED =
  /\b(?:restarts|replicas|pods|containers|cpus?|cores?|memory|limits?|requests?|revisions?|versions?|ports?|exit codes?|codes?|scaled?|count|number|percent|having|with|than|least|most|age|value|usage)\s*(?:is|are|of|has|have|was)?\s*$/i;
const NUMBERED = /\b(?:scale|resize|bump|set|rollback|roll back|revisions?|replicas?|versions?)\b/i;
const GOES_ON =
  /^\s*(?:$|[.,;:?!)]|(?:on|in|of|for|at|today|yesterday|what|which|did|do|please|this|last|was|were|is|are|the|when|because|happened|and (?!\d))\b)/i;

function counts(text: string, { index }: RegExpExecArray, end: number): boolean {
  const before = text.slice(Math.max(0, index - 40), index);
  return NUMBERED.test(text) || COUNTED.test(before) || !GOES_ON.test(text.slice(end));
}

const DAY_ANYWHERE = new RegExp(String.raw`(?<![\w-])${DAY_WORDS}(?![\w-])`, 'i');

/** The range that a message sets bounds to: "before 11:00", "between 10 and 11 yesterday", "in the hour after noon". */
export function boundsIn(text: string, moment: Moment): Bounded | undefined {
  for (const one of FORMS) {
    const found = boundsOf(text, moment, one);
    if (found !== undefined) return found;
  }
  return undefined;
}

const HAPPENS =
  /\b(?:happen|chang|event|log|broke|break|crash|restart|fail|went|go wrong|died?|deploy|roll|error|start|stop|down|up)\w*/i;

function boundsOf(text: string, moment: Moment, form: Form): Bounded | undefined {
  const match = form.pattern.exec(text);
  if (match === null) return undefined;
  const start = match.index;
  const end = start + match[0].length;
  if (form.isBare === true && counts(text, match, end)) return undefined;
  if (form.needsVerb === true && !HAPPENS.test(text)) return undefined;
  const day = dayBeside(text, start, end);
  const points = pointsOf(match, form, { moment, day: day?.text });
  const span = points && form.range(points, moment, match);
  if (span === undefined || span.from > moment.now) return undefined;
  return { ...span, to: Math.min(moment.now, Math.max(span.from, span.to)), start, end, day };
}

/** The points that a match names; undefined when one of them is none. */
function pointsOf(
  match: RegExpExecArray,
  { range }: Form,
  { moment, day }: { moment: Moment; day?: string },
): Point[] | undefined {
  if (range === betweenAgo) return [];
  const said = range === beside ? match.slice(4) : match.slice(1);
  const shared = day ?? said.flatMap((one) => DAY_ANYWHERE.exec(one)?.[0] ?? [])[0];
  const points = said.map((one) =>
    /now$/i.test(one) ? { instants: [moment.now] } : pointOf(one, moment, shared),
  );
  const known = points.filter((point) => point !== undefined);
  return known.length === said.length ? known : undefined;
}

/** A day that stands apart from the bounds. */
function dayBeside(text: string, start: number, end: number) {
  if (DAY_ANYWHERE.test(text.slice(start, end))) return undefined;
  const rest = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  const match = DAY_ANYWHERE.exec(rest);
  return match === null
    ? undefined
    : { text: match[0], start: match.index, end: match.index + match[0].length };
}

/** The latest instant that has been; the latest of all when none has. */
const latest = ({ instants }: Point, now: number): number =>
  instants.find((at) => at <= now) ?? instants[0] ?? now;

/** The latest reading that has begun, be it over or not. */
function spanning(first: Point, second: Point, now: number): Span | undefined {
  const ends = (from: number): number[] =>
    second.to === undefined
      ? second.instants
          .flatMap((at) => [at, at + DAY])
          .filter((at) => at > from)
          .sort((a, b) => a - b)
          .slice(0, 1)
      : [second.to];
  const spans = first.instants.flatMap((from) => ends(from).map((to) => ({ from, to })));
  return spans.find(({ from }) => from <= now);
}

const WORDS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  twenty: 20,
  thirty: 30,
};

function lengthOf(amount: string, unit: string): number {
  const count = /^half/i.test(amount) ? 0.5 : (WORDS[amount.toLowerCase()] ?? (Number(amount) || 1));
  const size = { s: 1_000, m: 60_000, h: HOUR, d: DAY }[unit[0]?.toLowerCase() ?? ''] ?? HOUR;
  return count * size;
}
