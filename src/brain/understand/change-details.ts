/** `key=value`, with an effect for a taint. */
const PAIR = /(?<![\w./=-])([A-Za-z][\w./-]*)=([\w.:/@-]*)/;
const TAINT = /^([\w./-]+=?[\w.-]*):(NoSchedule|PreferNoSchedule|NoExecute)$/i;
const SIZE = '(\\d+(?:\\.\\d+)?(?:[KMGTP]i?|m)b?)\\b';
const NUMBER = '(\\d+(?:\\.\\d+)?m?)\\b';
const MEMORY = [
  new RegExp(`\\b(?:memory|mem|ram)\\b[^\\d]{0,40}?\\b${SIZE}`, 'i'),
  new RegExp(`\\b${SIZE} (?:of )?(?:memory|mem|ram)\\b`, 'i'),
];
const CPU = [
  new RegExp(`\\bcpus?\\b[^\\d]{0,40}?\\b${NUMBER}(?! ?(?:[KMGT]i?b?)\\b)`, 'i'),
  new RegExp(`\\b${NUMBER} (?:of )?(?:cpus?|cores?)\\b`, 'i'),
];
const MORE =
  /\bby (\d{1,4})(?: (?:pods?|replicas?|instances?))?\b|\b(\d{1,4}|one|two|three) (?:more|additional|extra|further|fewer|less) (?:pods?|replicas?|instances?|copies)\b|\b(?:add|remove) (\d{1,4}|one|two|three) (?:pods?|replicas?|instances?)\b/i;
const IN_WORDS: Readonly<Record<string, string>> = { one: '1', two: '2', three: '3' };
const BOUND = (word: string) =>
  new RegExp(`\\b${word}(?:imum)?(?:[ -]?(?:replicas?|pods?|size))?\\b[^\\d]{0,40}?\\b(\\d{1,4})\\b`, 'i');
const MAX = BOUND('max');
const MIN = BOUND('min');

const first = (patterns: readonly RegExp[], text: string): string | undefined =>
  patterns.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined);

/** `1Gb` and `512MB` as Kubernetes has them. */
const asQuantity = (size: string): string =>
  size
    .replace(/b$/i, '')
    .replace(
      /^(.*\d)([KMGTP])(i?)$/i,
      (_, number: string, unit: string) => `${number}${unit.toUpperCase()}i`,
    );

/** By how many replicas, up or down. */
function step(text: string): string | undefined {
  const [, by, more, other] = MORE.exec(text) ?? [];
  const count = by ?? more ?? other;
  if (count === undefined) return undefined;
  const isDown = /\b(?:down|in|reduce|decrease|lower|fewer|less|remove|drop|shrink)\b/i.test(text);
  return `${isDown ? '-' : '+'}${IN_WORDS[count.toLowerCase()] ?? count}`;
}

/** What a change is to set, in the words that follow its verb: `team=x`, `1Gi`, by two, at most 15. */
export function changeDetails(text: string): Record<string, string> {
  const taint = text
    .split(/\s+/)
    .map((word) => TAINT.exec(word)?.[0])
    .find((found) => found !== undefined);
  const pair = taint === undefined ? PAIR.exec(text)?.[0] : undefined;
  const memory = first(MEMORY, text);
  const cpu = first(CPU, text);
  const by = step(text);
  const [max, min] = [MAX, MIN].map((bound) => bound.exec(text)?.[1]);
  const size = new RegExp(`\\b(?:to|at) ${SIZE}`, 'i').exec(text)?.[1];
  const all = {
    taint,
    pair,
    memory: memory && asQuantity(memory),
    cpu,
    by,
    max,
    min,
    size: size && asQuantity(size),
    requests: /\brequests?\b/i.test(text) && !/\blimits?\b/i.test(text) ? 'yes' : undefined,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
