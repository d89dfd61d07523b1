const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\s?/;
const ERROR =
  /##\[error\]|^::error|\b(error|fatal|panic|exception|failed|failure|cannot|denied|not found|timed? ?out)\b|✗|✘|✖|^--- FAIL|^FAIL\b|^E\s{2,}/i;
const ZERO = /\b(0|no) (errors?|failed|failures?|vulnerabilities)\b/i;
const CONTEXT = 3;
const MOST = 40;
const LONGEST = 500;

interface Line {
  at: number;
  text: string;
}

function linesIn(log: string): Line[] {
  return log
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => ({
      at: Date.parse(line.slice(0, STAMP.exec(line)?.[0].length ?? 0).trim()),
      text: line.replace(STAMP, ''),
    }))
    .filter(({ text }) => text.trim() !== '');
}

/** The part of a job's log that was printed while a step ran; all of it where the log has no times. */
function during(lines: Line[], step: { from?: number; to?: number } | undefined): Line[] {
  const { from = -Infinity, to = Infinity } = step ?? {};
  const inside = lines.filter(({ at }) => at >= from && at <= to);
  return inside.length > 0 ? inside : lines;
}

/** The lines of a job's log that say why it failed: its errors with what stands around them, else its end. */
export function tellingLines(log: string, step?: { from?: number; to?: number }): string[] {
  const lines = during(linesIn(log), step);
  const end = lines.findLastIndex(({ text }) => text.includes('##[error]'));
  const until = end < 0 ? lines.length : end + 1;
  const wanted = new Set<number>();
  for (let index = until - 1; index >= 0 && wanted.size < MOST; index--) {
    const text = lines[index]?.text ?? '';
    if (!ERROR.test(text) || ZERO.test(text)) continue;
    for (let near = index + CONTEXT; near >= index - CONTEXT; near--)
      if (near >= 0 && near < until && wanted.size < MOST) wanted.add(near);
  }
  const chosen = wanted.size > 0 ? [...wanted].sort((a, b) => a - b) : [...lines.keys()].slice(-MOST / 2);
  return chosen.map((index) => (lines[index]?.text ?? '').slice(0, LONGEST));
}
