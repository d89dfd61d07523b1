import { hash32 } from '../../engine/random.ts';
import type { AppModel } from '../../kubelet/app-model.ts';

type Level = 'warn' | 'error';

/** Something an application says of a request, with what belongs to it. */
export interface Saying {
  at: number;
  level: Level;
  message: string;
  fields: Record<string, string | number>;
  /** Frames of a stack, without the first line. */
  stack?: string[];
}

function logfmt(fields: Record<string, string | number>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${/[\s"=]/.test(String(value)) ? JSON.stringify(value) : value}`)
    .join(' ');
}

/** Writes it the way an application of this kind logs. */
export function writeSaying(style: AppModel['speaks'], saying: Saying): string {
  const { at, level, message, fields, stack } = saying;
  const time = new Date(at).toISOString();
  switch (style) {
    case 'json':
      return JSON.stringify({
        time,
        level,
        msg: message,
        ...fields,
        ...(stack ? { stack: [`Error: ${message}`, ...stack].join('\n') } : {}),
      });
    case 'go':
      return `time=${time} level=${level.toUpperCase()} msg=${JSON.stringify(message)} ${logfmt(fields)}`;
    default:
      return `${time} ${level.toUpperCase()} ${message} ${logfmt(fields)}`;
  }
}

/** The number of a request that is told apart by a text. */
export function requestId(seed: string): string {
  return hash32(seed).toString(16).padStart(8, '0');
}
