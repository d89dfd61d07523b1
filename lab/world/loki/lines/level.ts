const WORDS: Record<string, string> = {
  trace: 'trace',
  trc: 'trace',
  debug: 'debug',
  dbg: 'debug',
  info: 'info',
  inf: 'info',
  information: 'info',
  warn: 'warn',
  wrn: 'warn',
  warning: 'warn',
  error: 'error',
  err: 'error',
  critical: 'critical',
  fatal: 'fatal',
};

const IN_JSON =
  /"(?:level|LEVEL|Level|log\.level|severity|SEVERITY|Severity|SeverityText|lvl|LVL|Lvl|severity_text|Severity_Text|SEVERITY_TEXT)"\s*:\s*"([^"]*)"/;
const IN_LOGFMT = /(?:^|\s)(?:level|log\.level|severity|severitytext|lvl|severity_text)="?([^\s"]*)/i;
const IN_TEXT =
  /(?<=^|[\s[({"=])(trace|debug|fatal|critical|error|err|warning|warn|info)(?=$|[\s[\](){}:,!"=])/;

function inText(line: string): string {
  const word = IN_TEXT.exec(line.toLowerCase())?.[1] ?? '';
  return WORDS[word] ?? 'unknown';
}

/** The level that Loki finds in a line when it takes it in. */
export function levelOf(line: string): string {
  const trimmed = line.trim();
  const isJson = trimmed.startsWith('{') && trimmed.endsWith('}');
  const named = isJson ? IN_JSON.exec(line)?.[1] : line.includes('=') ? IN_LOGFMT.exec(line)?.[1] : undefined;
  return WORDS[named?.toLowerCase() ?? ''] ?? inText(line);
}
