import { windowOf } from '../../elsewhere/words.ts';
import { compareLogPatterns, joinStackTraces, type LogPattern, type LogPatternChanges } from '#diagnosis';
import type { LogLine, LokiConnector } from '#connectors/loki';
import { askFor, type Answered, type LokiQuestion, type Whose } from './asking.ts';

/** Lines of a stretch of time, as far as they could be read. */
export interface ReadWindow {
  lines: LogLine[];
  /** Not all lines of it were read: the newest were. */
  isCut: boolean;
  query: string;
  from: number;
  to: number;
}

const READ = 1000;

/** Lines with those of their stack trace, pod by pod, in the order of time. */
function entriesOf(lines: readonly LogLine[]): { text: string; at: number }[] {
  const byPod = Map.groupBy(
    lines.toSorted((a, b) => a.at.localeCompare(b.at)),
    ({ labels }) => labels['pod'],
  );
  return [...byPod.values()].flatMap((entries) => {
    // An entry may hold line breaks of its own.
    const own = entries.flatMap(({ at, text }) => text.split('\n').map((line) => ({ at, text: line })));
    let next = 0;
    return [...joinStackTraces(own.map(({ text }) => text))].map((text) => {
      const at = Date.parse(own[next]?.at ?? '');
      next += text.split('\n').length;
      return { text, at };
    });
  });
}

/** Reads a window; where there is more than is read, its newest part. */
export async function readWindow(
  loki: LokiConnector,
  whose: Whose,
  wish: LokiQuestion['which'] & { from: number; to: number },
): Promise<Answered<ReadWindow>> {
  const { from, to, ...which } = wish;
  const answer = await askFor(whose, (who) =>
    loki.searchLogs({ ...who, ...which, ...windowOf({ from, to }), limit: READ }),
  );
  if ('error' in answer) return answer;
  const { lines, truncated: isCut, query } = answer.value;
  return { ...answer, value: { lines, isCut, query, from, to } };
}

/** What differs between two windows of lines; the length of one that is cut is that of what was read. */
export function changesBetween(baseline: ReadWindow, current: ReadWindow): LogPatternChanges {
  const windowOfLines = ({ lines, isCut, from, to }: ReadWindow) => {
    const records = entriesOf(lines);
    const first = isCut ? Math.min(to, ...records.map(({ at }) => at)) : from;
    return { records, seconds: Math.max(1, (to - first) / 1000) };
  };
  return compareLogPatterns(windowOfLines(baseline), windowOfLines(current));
}

/** The patterns of one window, the most frequent first. */
export function patternsOf(window: ReadWindow): { patterns: readonly LogPattern[]; total: number } {
  const { appeared, patterns } = changesBetween({ ...window, lines: [], isCut: false }, window);
  return { patterns: appeared.toSorted((a, b) => b.current.count - a.current.count), total: patterns };
}
