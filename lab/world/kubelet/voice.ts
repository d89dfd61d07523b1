import { hash32 } from '../engine/random.ts';
import type { LogLine } from '../engine/log-book.ts';
import { tagOf } from '../kube/image.ts';
import type { AppModel } from './app-model.ts';

type Level = 'info' | 'error';

/** Writes a message the way an application of this kind logs it. */
export function phrase(
  style: AppModel['speaks'],
  message: string,
  line: { at: number; level: Level },
): string {
  const iso = new Date(line.at).toISOString();
  switch (style) {
    case 'json':
      return JSON.stringify({ time: iso, level: line.level, msg: message });
    case 'go':
      return `time=${iso} level=${line.level.toUpperCase()} msg=${JSON.stringify(message)}`;
    case 'postgres':
      return `${iso.replace('T', ' ').replace('Z', ' UTC')} [1] ${line.level === 'error' ? 'ERROR' : 'LOG'}:  ${message}`;
    case 'klog': {
      const [day = '', time = ''] = iso.slice(5, 23).split('T');
      return `${line.level === 'error' ? 'E' : 'I'}${day.replace('-', '')} ${time}000       1 main.go:112] ${message}`;
    }
    case 'nginx':
    case 'plain':
      return message;
  }
}

function filled(template: string, seed: number): string {
  return template
    .replace(/\{n\}/g, () => String(1 + (seed % 97)))
    .replace(/\{ms\}/g, () => String(3 + (seed % 61)))
    .replace(/\{id\}/g, () => hash32(String(seed)).toString(16).padStart(8, '0'));
}

/** The nth line of ordinary work; the same for the same pod every time it is asked for. */
export function chatterLine(model: AppModel, seed: string, index: number): string {
  const mixed = hash32(`${seed}${index}`);
  return filled(model.chatter[mixed % model.chatter.length] ?? '', mixed);
}

const BANNER_GAP = 180;

/** What an application says when it starts. */
export function bannerLines(model: AppModel, image: string, startedAt: number): LogLine[] {
  return model.banner.map((text, index) => {
    const at = startedAt + 120 + index * BANNER_GAP;
    const message = text.replace('{tag}', tagOf(image));
    return { at, text: phrase(model.speaks, message, { at, level: 'info' }) };
  });
}

const TRACE = /^(\s|\w*(Error|Exception)\b|Node\.js|Traceback|panic:|goroutine|fatal:)/;
const WORD_GAP = 200;

/** A run's last words, at its end; what a runtime prints has no style of its own. */
export function wordLines(
  style: AppModel['speaks'],
  words: readonly string[],
  { startedAt, endedAt }: { startedAt: number; endedAt: number },
): LogLine[] {
  return words.map((text, index) => {
    const at = Math.max(startedAt, endedAt - WORD_GAP * (words.length - index));
    return { at, text: TRACE.test(text) ? text : phrase(style, text, { at, level: 'error' }) };
  });
}
