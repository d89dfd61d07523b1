/** "1 node", "3 nodes"; the plural may be given where it is irregular. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The verb that goes with a count: 1 node lacks, 2 nodes lack. */
export function verb(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

/** "a", "a and b", "a, b and c"; beyond `limit` the rest is counted. */
export function joinWords(words: readonly string[], last = 'and', limit = 5): string {
  const shown =
    words.length > limit ? [...words.slice(0, limit), `${words.length - limit} more`] : [...words];
  const end = shown.pop();
  if (end === undefined) return '';
  return shown.length ? `${shown.join(', ')} ${last} ${end}` : end;
}

const ESCAPES = /[\u001b\u009b]\[[0-9;?]*[A-Za-z]/g;

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** Text from a cluster made fit to quote: one line, no terminal escapes, cut at `limit` characters. */
export function oneLine(text: string, limit = 300): string {
  const clean = text.replace(ESCAPES, '').replace(CONTROL, ' ').replace(/ {2,}/g, ' ').trim();
  return clean.length > limit ? `${clean.slice(0, limit - 1).trimEnd()}…` : clean;
}

/** A sentence: capital first, one full stop at the end. */
export function sentence(text: string): string {
  const trimmed = oneLine(text, 1_000).replace(/[.\s]+$/, '');
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`;
}

/** labels as `a=b, c=d`. */
export function labelsInWords(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}
