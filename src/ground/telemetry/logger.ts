import { pino } from 'pino';
import { redactSecrets } from '#ground/text';

/** What the house logs with. Fields first, then the message; `child` adds fields such as a turn's id to every line. */
export interface Logger {
  debug: (fields: object, message: string) => void;
  info: (fields: object, message: string) => void;
  warn: (fields: object, message: string) => void;
  error: (fields: object, message: string) => void;
  child: (fields: Record<string, unknown>) => Logger;
}

interface LoggerOptions {
  level: string;
  /** Takes one line at a time, its line end included. */
  write: (line: string) => void;
}

/** JSON lines with a time, a level and the fields given; secrets in them are blacked out. */
export function createLogger({ level, write }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    },
    {
      write: (line: string) => {
        write(redactSecrets(line).text);
      },
    },
  );
}
