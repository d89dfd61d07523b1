/** A way to make a true sentence false. */
export type LieKind =
  | 'invented-name'
  | 'swapped-object'
  | 'wrong-count'
  | 'wrong-version'
  | 'wrong-time'
  | 'wrong-unit'
  | 'negated'
  | 'opposite-state'
  | 'number-of-another-thing';

export interface Lie {
  kind: LieKind;
  truth: string;
  text: string;
}

/** What lies are made of beside the sentence. */
export interface Stock {
  /** Names of real objects that other facts speak of. */
  names: readonly string[];
  /** From 0 up to but not including 1, the same sequence each time. */
  random: () => number;
}

const NAME = /`([a-z][a-z0-9]*(?:-[a-z0-9]+)+)`/g;
const IMAGE = /(?<=[:/@ `v])(\d+)\.(\d+)\.(\d+)(?=[`\s,.)-]|$)/;
const COUNT =
  /(?<![\w.:/@`-])(\d{1,4})(?= (?:of|pods?|nodes?|restarts?|times?|containers?|replicas?|deployments?|errors?|lines?|alerts?|services?|namespaces?|series|traces?|requests?|events?|commits?|jobs?|warnings?|workloads?|applications?|spans?)\b)/;
const CLOCK = /(?<!\d)(\d{2}):(\d{2})(?!\d)/;
const SPAN = /(?<![\w.:/@-])(\d+)(s|m|h|d)\b(?!\w)/;
const UNIT = /(?<![\w.:/@-])(\d+(?:\.\d+)?)( ?)(Mi|Gi|ms|%|s|m|h)(?![\w/])/;

const OPPOSITES: [RegExp, string][] = [
  [/\bunhealthy\b/i, 'healthy'],
  [/\bhealthy\b/i, 'unhealthy'],
  [/\bnot ready\b/i, 'ready'],
  [/\bfailing\b/i, 'succeeding'],
  [/\bfailed\b/i, 'succeeded'],
  [/\bfiring\b/i, 'resolved'],
  [/\bout of sync\b/i, 'in sync'],
  [/\bin sync\b/i, 'out of sync'],
  [/\bsynced\b/i, 'out of sync'],
  [/\brose\b/i, 'fell'],
  [/\bincreased\b/i, 'decreased'],
  [/\bhigher\b/i, 'lower'],
  [/\brunning\b/i, 'stopped'],
  [/\bunavailable\b/i, 'available'],
  [/\bmost\b/i, 'fewest'],
  [/\bslowest\b/i, 'fastest'],
  [/\bnewest\b/i, 'oldest'],
  [/\bdenied\b/i, 'allowed'],
  [/\bnone of\b/i, 'all of'],
];
const OTHERS: [RegExp, string][] = [
  [/(?<=\d )pods\b/, 'nodes'],
  [/(?<=\d )nodes\b/, 'namespaces'],
  [/(?<=\d )restarts\b/, 'errors'],
  [/(?<=restarted )(\d+) times\b/, '$1 minutes ago'],
  [/(?<=\d )errors\b/, 'restarts'],
  [/(?<=\d )lines\b/, 'traces'],
  [/(?<=\d )alerts\b/, 'incidents'],
  [/(?<=\d )services\b/, 'nodes'],
  [/(?<=\d )deployments\b/, 'services'],
  [/(?<=\d )containers\b/, 'deployments'],
  [/(?<=\d )requests\b/, 'restarts'],
  [/\bmemory\b/, 'CPU'],
  [/\bCPU\b/, 'memory'],
  [/\blimit\b/, 'request'],
  [/\bexit code (?=\d)/, 'port '],
  [/\bcode (?=`?\d)/, 'port '],
  [/\bp95\b/, 'p50'],
  [/\bp99\b/, 'p50'],
];

const pick = <Item>(items: readonly Item[], random: () => number): Item | undefined =>
  items[Math.floor(random() * items.length)];

function replaced(
  text: string,
  pattern: RegExp,
  how: (match: RegExpExecArray) => string,
): string | undefined {
  const match = new RegExp(pattern.source, pattern.flags.replace('g', '')).exec(text);
  return match === null
    ? undefined
    : text.slice(0, match.index) + how(match) + text.slice(match.index + match[0].length);
}

function invented(text: string, { random }: Stock): string | undefined {
  const ghost = pick(
    ['ledger-sync', 'payments-gateway', 'billing-worker-7f9c4d5b8-x2k4q', 'atlas-node-9', 'orders-db-7'],
    random,
  );
  return replaced(text, NAME, () => `\`${ghost ?? 'ghost-1'}\``);
}

function swapped(text: string, { names, random }: Stock): string | undefined {
  const others = names.filter((name) => !text.includes(name));
  const other = pick(others, random);
  return other === undefined ? undefined : replaced(text, NAME, () => `\`${other}\``);
}

function negated(text: string): string | undefined {
  const positive = replaced(text, /\b(?:is|are|was|were|has|have|can|does|do) not\b/, ([said]) =>
    said.replace(/ not$/, ''),
  );
  if (positive !== undefined) return positive;
  const some = replaced(text, /(?<=^|\. )No (?=[a-z])/, () => 'Some ');
  return (
    some ??
    replaced(text, /\b(?:is|are|was|were|has been|have been|has|can)\b(?! no\b)/, ([said]) =>
      said === 'has' ? 'has not' : `${said} not`,
    )
  );
}

const units: Record<string, string> = { Mi: 'Gi', Gi: 'Mi', ms: 's', s: 'm', m: 'h', h: 'm', '%': ' ms' };

const MAKERS: Record<LieKind, (text: string, stock: Stock) => string | undefined> = {
  'invented-name': invented,
  'swapped-object': swapped,
  'wrong-count': (text, { random }) => {
    const shift = pick([1, 2, 10, -1], random) ?? 1;
    return replaced(text, COUNT, ([digits]) =>
      String(
        Math.max(0, Number(digits) + shift) === Number(digits)
          ? Number(digits) + 3
          : Math.max(0, Number(digits) + shift),
      ),
    );
  },
  'wrong-version': (text) =>
    replaced(text, IMAGE, ([, a, b, c]) => `${a ?? ''}.${String(Number(b) + 1)}.${c ?? ''}`),
  'wrong-time': (text, { random }) => {
    const later = replaced(
      text,
      CLOCK,
      ([, h, m]) => `${h ?? ''}:${String((Number(m) + 17) % 60).padStart(2, '0')}`,
    );
    return (
      later ??
      replaced(
        text,
        SPAN,
        ([, n, unit]) => `${String(Number(n) * 2 + 1 + Math.floor(random() * 3))}${unit ?? ''}`,
      )
    );
  },
  'wrong-unit': (text) =>
    replaced(text, UNIT, ([, n, gap, unit]) => `${n ?? ''}${gap ?? ''}${units[unit ?? ''] ?? 's'}`),
  negated,
  'opposite-state': (text) => {
    const found = OPPOSITES.find(([pattern]) => pattern.test(text));
    return found === undefined ? undefined : text.replace(found[0], found[1]);
  },
  'number-of-another-thing': (text) => {
    const found = OTHERS.find(([pattern]) => pattern.test(text));
    return found === undefined ? undefined : text.replace(found[0], found[1]);
  },
};

/** Every lie that a true sentence can be made into. */
export function liesOf(truth: string, stock: Stock): Lie[] {
  return (Object.keys(MAKERS) as LieKind[]).flatMap((kind) => {
    const text = MAKERS[kind](truth, stock);
    return text === undefined || text === truth ? [] : [{ kind, truth, text }];
  });
}

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const LONG_UNITS: Record<string, string> = { s: 'seconds', m: 'minutes', h: 'hours', d: 'days' };

/** The same truth in other words. */
export function truthsOf(truth: string, next: string | undefined): string[] {
  const lower = truth.replace(/^([A-Z])(?=[a-z])/, (letter) => letter.toLowerCase());
  const plain = truth.replaceAll('`', '').replaceAll('**', '');
  const inWords = replaced(truth, COUNT, ([digits]) => NUMBERS[Number(digits)] ?? digits);
  const long = replaced(truth, SPAN, ([said, n, unit]) =>
    Number(n) > 1 ? `${n ?? ''} ${LONG_UNITS[unit ?? ''] ?? ''}` : said,
  );
  const percent = replaced(truth, /(\d) %/, ([, n]) => `${n ?? ''}%`);
  const cut = /^(.{30,}?)(?:;| \(|, which| because)/.exec(truth)?.[1];
  const joined =
    next === undefined
      ? undefined
      : `${truth.replace(/[.:]$/, '')}, and ${next.replace(/^([A-Z])(?=[a-z])/, (letter) => letter.toLowerCase())}`;
  const forms = [
    truth,
    `As far as I can see, ${lower}`,
    `Right now ${lower}`,
    plain,
    inWords,
    long,
    percent,
    cut,
    joined,
  ];
  return [...new Set(forms.filter((form) => form !== undefined))];
}
