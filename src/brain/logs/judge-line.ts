/** How much a log line looks like trouble: 0 not at all, 2 a warning, 3 words of failure, 4 an error, 5 the end of the process. */
export type Weight = 0 | 1 | 2 | 3 | 4 | 5;

const FATAL = /\b(?:fatal|panic|emerg(?:ency)?|crit(?:ical)?)\b|^F\d{4} |segmentation fault|core dumped/i;
const ERROR =
  /\b(?:error|err|severe)\b|^E\d{4} |^Traceback|^Caused by:|^(?:[\w.$]+\.)?[A-Z]\w*(?:Exception|Error)\b|\b[A-Z]\w*(?:Exception|Error)\b/i;
const FAILURE = new RegExp(
  [
    String.raw`\bfail(?:ed|ure|s|ing)?\b`,
    String.raw`\b(?:can(?:no|')t|could ?n(?:o|')t|unable to|refus(?:ed|ing)|denied|forbidden|unauthori[sz]ed)\b`,
    String.raw`\btime(?:d)?[ -]?out\b|\bdeadline exceeded\b|\bunreachable\b|\bno route to host\b|\bbroken pipe\b`,
    String.raw`\breset by peer\b|\bno such (?:host|file|table|key)\b|\bnot found\b|\bcould not resolve\b`,
    String.raw`\bmissing\b|\bundefined\b|\bnot set\b|\bmust be set\b|\bis required\b|\bis not defined\b`,
    String.raw`\bexhausted\b|\bout of memory\b|\boom\b|\bno space left\b|\bdisk (?:is )?full\b|\bread-only file system\b`,
    String.raw`\bexpired\b|\binvalid\b|\bdeadlock\b|\btoo many\b|\bunavailable\b|\bkilled\b|\baborted?\b|\brejected\b`,
    String.raw`\bunknown (?:host|database|column)\b|\bdoes not exist\b|\bcorrupt(?:ed)?\b|\brate limit`,
  ].join('|'),
  'i',
);
const WARNING = /\b(?:warn(?:ing)?)\b|^W\d{4} |\bdeprecated\b|\bretry(?:ing)?\b|\bslow\b/i;
const CALM = /\b(?:info|debug|trace|notice)\b|^[ID]\d{4} /i;
const NO_TROUBLE =
  /\b(?:0|no|zero|without(?: any)?) (?:errors?|failures?|warnings?|timeouts?)\b|\b(?:errors?|failures?|failed|warnings?|timeouts?)["']?\s*[=:]\s*["']?(?:0\b|null|none|false|\[\]|""|'')/gi;
const FRAME = /^\s+at .+|^\s*File ".+", line \d+|^\s+\.\.\. \d+ more$|^goroutine \d+/;

const LEVEL =
  /(?:"(?:level|severity|lvl|log\.level)"\s*:\s*"?|\b(?:level|lvl|severity)=["']?)([a-z]+|\d{2})/i;
const LEVEL_WEIGHTS: [RegExp, Weight][] = [
  [/^(?:fatal|panic|emerg\w*|crit\w*|alert|60)$/i, 5],
  [/^(?:err\w*|severe|50)$/i, 4],
  [/^(?:warn\w*|40)$/i, 2],
  [/^(?:info\w*|debug|trace|notice|[123]0)$/i, 1],
];

function statedLevel(line: string): Weight | undefined {
  const level = LEVEL.exec(line)?.[1];
  if (level !== undefined) return LEVEL_WEIGHTS.find(([pattern]) => pattern.test(level))?.[1];
  return undefined;
}

/** The level that opens a plain line, behind its timestamp: "2026-01-02 10:00:00 INFO started". */
function openingIsCalm(line: string): boolean {
  const opening = line.slice(0, 60);
  return CALM.test(opening) && !/\b(?:error|fatal|warn(?:ing)?)\b/i.test(opening);
}

/** Weighs one log line by its stated level first and by its words otherwise. */
export function weighLine(raw: string): Weight {
  if (FRAME.test(raw)) return 0;
  const line = raw.replace(NO_TROUBLE, ' ');
  const stated = statedLevel(line);
  const failing = FAILURE.test(line);
  if (stated !== undefined && stated > 1) return stated;
  if (stated === 1 || openingIsCalm(line)) return failing ? 1 : 0;
  if (FATAL.test(line)) return 5;
  if (ERROR.test(line)) return 4;
  if (failing) return 3;
  return WARNING.test(line) ? 2 : 0;
}
