import type { PanelReport } from '../reads/dashboards.ts';

const NOISE = new Set([
  'the',
  'a',
  'an',
  'of',
  'for',
  'by',
  'in',
  'on',
  'to',
  'and',
  'show',
  'me',
  'panel',
  'dashboard',
  'graph',
  'chart',
  'service',
]);

/** Words that name the same thing on panels. */
const ALIKE: readonly (readonly string[])[] = [
  ['latency', 'duration', 'slow', 'response'],
  ['error', 'errors', 'failure', 'failures', '5xx', 'failed'],
  ['rate', 'traffic', 'requests', 'request', 'throughput', 'rps', 'reqps'],
  ['memory', 'ram', 'mem'],
  ['disk', 'filesystem', 'storage', 'volume'],
  ['restart', 'restarts', 'crash', 'crashes'],
  ['connection', 'connections', 'pool', 'db', 'database'],
  ['alert', 'alerts'],
];

/** The words of a text that say something, in lower case. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1 && !NOISE.has(word));
}

function alike(word: string): readonly string[] {
  return ALIKE.find((group) => group.includes(word)) ?? [word];
}

function worth(wanted: string, words: readonly string[]): number {
  if (words.includes(wanted)) return 1;
  if (words.some((word) => alike(wanted).includes(word))) return 0.7;
  return wanted.length > 3 && words.some((word) => word.startsWith(wanted) || wanted.startsWith(word))
    ? 0.5
    : 0;
}

/** How well a panel shows what the words say, from 0 to 1: its title counts most, then its queries, then its description. */
export function scorePanel({ title, description, queries }: PanelReport, words: readonly string[]): number {
  if (words.length === 0) return 0;
  const places = [
    { words: wordsOf(title), weight: 1 },
    { words: wordsOf(queries.join(' ')), weight: 0.6 },
    { words: wordsOf(description), weight: 0.4 },
  ];
  const total = words.reduce(
    (sum, word) => sum + Math.max(...places.map((place) => worth(word, place.words) * place.weight)),
    0,
  );
  return total / words.length;
}
