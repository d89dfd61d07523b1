import type { Fence } from './fence.ts';

/** Large results, read page by page; every cut says so. */
export interface Pages {
  /** Keeps a result under its evidence and gives its first page. */
  open: (id: string, text: string) => string;
  /** A page from a character on; undefined when there is none. */
  read: (id: string, from: number) => string | undefined;
}

/** Pages of so many characters. */
export function openPages(fence: Fence, size: number): Pages {
  const kept = new Map<string, string>();
  const read: Pages['read'] = (id, from) => {
    const text = kept.get(id);
    if (text === undefined || from < 0 || from >= text.length) return undefined;
    const start = Math.floor(from);
    const end = start + size;
    const isWhole = start === 0 && end >= text.length;
    const rest = end < text.length ? ` Go on with read_more {"evidence":"${id}","from":${String(end)}}.` : '';
    const cut = `\n[cut: characters ${String(start)} to ${String(Math.min(end, text.length))} of ${String(text.length)}.${rest}]`;
    return fence.around(id, text.slice(start, end).toWellFormed()) + (isWhole ? '' : cut);
  };
  const open: Pages['open'] = (id, text) => {
    kept.set(id, text);
    return read(id, 0) ?? fence.around(id, '');
  };
  return { open, read };
}
