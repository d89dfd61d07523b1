/** How bad a log line says it is. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug';

const WORDS: Readonly<Record<LogLevel, string>> = {
  fatal: 'fatal panic emerg emergency alert crit critical dpanic f',
  error: 'error err eror fail failure severe e',
  warn: 'warn warning wrn w #',
  info: 'info information inf notice note log default i n statement hint detail *',
  debug:
    'debug dbug dbg trace trce trc verbose fine finer finest config debug1 debug2 debug3 debug4 debug5 d t v . -',
};

const LEVELS: ReadonlyMap<string, LogLevel> = new Map(
  (['fatal', 'error', 'warn', 'info', 'debug'] as const).flatMap((level) =>
    WORDS[level].split(' ').map((word) => [word, level] as const),
  ),
);
const SYSLOG: readonly LogLevel[] = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'];

/** The level that a level word or number means, of syslog (0 to 7) or of pino and bunyan (10 to 60). */
export function levelFromWord(word: string): LogLevel | undefined {
  const known = LEVELS.get(word.toLowerCase());
  if (known || !/^\d{1,2}$/.test(word)) return known;
  const number = Number(word);
  if (number < SYSLOG.length) return SYSLOG[number];
  if (number >= 60) return 'fatal';
  if (number >= 50) return 'error';
  if (number >= 40) return 'warn';
  return number >= 30 ? 'info' : 'debug';
}

const LOOKED_AT = 2000;

/** What a message's words say of its level when nothing else does, the first match counting. */
const SIGNS: readonly (readonly [LogLevel, RegExp])[] = [
  [
    'fatal',
    /\b(?:FATAL|PANIC|CRITICAL|EMERG)\b|^(?:panic|fatal error|fatal):|\bpanicked at\b|\bkernel panic\b/,
  ],
  ['fatal', /\bout of memory\b|\bOOM[- ]?kill|\bsegfault\b|\bSIGSEGV\b|^Unhandled exception/i],
  ['error', /\b(?:ERROR|SEVERE)\b|^(?:error|err|failure)\b|\berror:\s(?!none\b|null\b|nil\b|0\b)/i],
  ['error', /\b[A-Z]\w*(?:Error|Exception)\b(?=[:(\s]|$)|^Traceback \(most recent|^Caused by:/],
  ['warn', /\bWARN(?:ING)?\b|^warn(?:ing)?\b|\bwarning:|\bdeprecated\b/i],
  ['error', /\b(?:failed|failure|refused|unreachable|timed out|cannot|could not|unable to|denied)\b/i],
  ['debug', /^(?:DEBUG|TRACE)\b/],
];
const DENIED_ERROR =
  /\b(?:0|no|zero|without) (?:errors?|failures?|warnings?)\b|\b(?:errors?|failed|failures?)\s*[=:]\s*(?:0|none|null|nil|false|"")(?![\w.])/gi;
const STATUS = /"[A-Z]+ [^"]*" (?<status>[1-5]\d\d) |\bHTTP\/[\d.]+"?\s(?<after>[1-5]\d\d)\b/;

/** The level that a message without one seems to have; undefined when nothing in it tells. */
export function levelFromText(message: string): LogLevel | undefined {
  const text = message.slice(0, LOOKED_AT);
  const status = STATUS.exec(text)?.groups;
  if (status) return levelFromStatus(Number(status['status'] ?? status['after']));
  const said = text.replace(DENIED_ERROR, ' ');
  return SIGNS.find(([, sign]) => sign.test(said))?.[0];
}

function levelFromStatus(status: number): LogLevel {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}
