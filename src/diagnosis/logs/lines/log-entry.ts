import type { LogLevel } from './level.ts';

/** One log line taken apart. */
export interface LogEntry {
  /** What it says, without time, level and source. */
  readonly message: string;
  /** Undefined when neither a level nor the words tell. */
  readonly level: LogLevel | undefined;
  /** Its time as written, undefined when it has none. */
  readonly time: string | undefined;
  /** The other fields of a JSON or logfmt line. */
  readonly fields: Readonly<Record<string, string>>;
}
