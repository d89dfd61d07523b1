import { parse } from 'yaml';
import type { Section } from './guide.ts';

/** A Markdown text in its parts. */
export interface MarkdownDocument {
  /** Its front matter; empty when it has none or when that cannot be read. */
  front: Record<string, unknown>;
  /** Its first heading of the first level. */
  title?: string;
  /** What stands before the first section. */
  intro: string;
  sections: Section[];
  faults: string[];
}

const FRONT = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/;
const HEADING = /^(#{1,3})[ \t]+(\S.*)$/;

/** A heading's words, without the marks that may close it. */
function wordsOf(heading: string): string {
  let end = heading.trimEnd().length;
  while (end > 0 && heading[end - 1] === '#') end -= 1;
  return heading.slice(0, end).trimEnd();
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const LONGEST_FRONT = 16 * 1024;

function frontOf(yaml: string, read: ReadFront): { front: MarkdownDocument['front']; faults: string[] } {
  if (yaml.length > LONGEST_FRONT) return { front: {}, faults: ['its front matter is too long'] };
  try {
    const front: unknown = read(yaml) ?? parse(yaml, { maxAliasCount: 0, logLevel: 'error' });
    if (front === null || front === undefined) return { front: {}, faults: [] };
    const isMap = typeof front === 'object' && !Array.isArray(front);
    return isMap
      ? { front: front as MarkdownDocument['front'], faults: [] }
      : { front: {}, faults: ['its front matter is no list of settings'] };
  } catch {
    return { front: {}, faults: ['its front matter is not YAML'] };
  }
}

/** Reads front matter faster than YAML is read; undefined for what it cannot read. */
type ReadFront = (text: string) => unknown;

/** Cuts a Markdown text at its headings; what looks like one inside a code block is none. Never throws. */
export function parseMarkdown(text: string, read: ReadFront = () => undefined): MarkdownDocument {
  const whole = text.replace(/^\uFEFF/, '');
  const head = FRONT.exec(whole);
  const { front, faults } = head === null ? { front: {}, faults: [] } : frontOf(head[1] ?? '', read);
  const found: MarkdownDocument = { front, intro: '', sections: [], faults };
  let lines: string[] = [];
  let heading: string | undefined;
  let fence: string | undefined;
  const close = (): void => {
    const body = lines.join('\n').trim();
    if (heading === undefined) found.intro = [found.intro, body].filter(Boolean).join('\n\n');
    else found.sections.push({ heading, text: body });
    lines = [];
  };
  for (const line of whole.slice(head?.[0].length ?? 0).split(/\r?\n/)) {
    const mark = FENCE.exec(line)?.[1];
    const said = fence === undefined ? HEADING.exec(line) : null;
    if (mark !== undefined && fence === undefined) fence = mark;
    else if (mark !== undefined && fence !== undefined && mark.startsWith(fence)) fence = undefined;
    if (said === null) lines.push(line);
    else if (said[1] === '#' && found.title === undefined) found.title = wordsOf(said[2] ?? '');
    else {
      close();
      heading = wordsOf(said[2] ?? '');
    }
  }
  close();
  return found;
}
