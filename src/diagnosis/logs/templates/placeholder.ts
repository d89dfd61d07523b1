const NUMBER = /^[<>]?[-+]?\d[\d.,_]*(?:[eE][-+]?\d+)?%?$/;
const UNIT = /^[<>]?[-+]?\d[\d.,]*\s*(?<unit>[\p{L}µ%/]+)$/u;
const DURATION =
  /^(?:[nuµm]?s|us|secs?|seconds?|msecs?|usec|millis|m|mins?|h|hrs?|d|(?:milli|micro|nano)seconds|minutes?|hours?|days?|weeks?)$/;
const SIZE = /^(?:[KMGTPk]?i?B|[KMG]i?|bits?|[bB]ytes?)$/;

const TYPES: readonly (readonly [string, RegExp])[] = [
  ['uuid', /^\{?[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\}?$/i],
  ['ip', /^\/?\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?::\d+)?$/],
  ['ip', /^(?=.*::|(?:[^:]*:){7})[\da-f:.]+(?:%\w+)?(?:\/\d+)?$/i],
  ['mac', /^[\da-f]{2}(?::[\da-f]{2}){5}$/i],
  ['num', NUMBER],
  ['duration', /^(?:\d+(?:\.\d+)?(?:h|m|s|ms|µs|ns))+$/],
  ['time', /\d{1,2}:\d{2}(?::\d{2})?|^\d{4}[-/]\d{2}[-/]\d{2}/],
  ['hex', /^@?0x[\da-f]+$/i],
  ['hex', /^(?=.*\d)[\da-f]{8,}$/i],
  ['url', /^[a-z][a-z+.-]*:\/\//i],
  ['email', /^[^@\s/]+@[^@\s/]+\.[^@\s/]+$/],
  ['path', /[/\\]/],
  ['bool', /^(?:true|false)$/i],
];

/** The type of a variable by what it looks like: `num`, `ip`, `uuid`, `path`...; `*` for a plain word. */
function typeOfValue(text: string): string {
  const known = TYPES.find(([, pattern]) => pattern.test(text));
  if (known) return known[0];
  const unit = UNIT.exec(text)?.groups?.['unit'] ?? '';
  if (DURATION.test(unit)) return 'duration';
  if (SIZE.test(unit)) return 'size';
  return /\d/.test(text) ? 'id' : '*';
}

const ITEM = /[^\s,;|#]+/g;

/**
 * What stands for the values seen at one place of a template: the value itself when it is a name that never changes,
 * one placeholder an item when they are lists of one length, else one placeholder.
 */
export function placeholderFor(values: readonly string[]): string {
  const [first = ''] = values;
  if (values.length > 2 && /^[A-Za-z]/.test(first) && values.every((value) => value === first)) return first;
  const whole = commonType(values);
  if (whole !== 'id' && whole !== '*') return `<${whole}>`;
  const items = values.map((value) => value.match(ITEM) ?? []);
  const count = items[0]?.length ?? 0;
  if (items.some((list) => list.length !== count)) return `<${commonType(items.flat())}>...`;
  if (count < 2) return `<${whole}>`;
  return first.replace(ITEM, (item) => `<${typeOfValue(item)}>`);
}

function commonType(values: readonly string[]): string {
  const types = new Set(values.map(typeOfValue));
  const [only = '*'] = types;
  if (types.size === 1) return only;
  return types.has('*') ? '*' : 'id';
}
