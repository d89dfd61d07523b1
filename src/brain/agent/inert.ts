import { clean, code, prose } from '../answer/markdown.ts';

const CITED = /\s*\[e\d+(?:\s*,\s*e\d+)*\]/g;
const SPAN = /(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g;
const IMAGE_OR_LINK = /!?\[([^\][]*)\](?:\(([^)\s]*)[^)]*\)|\[[^\]]*\])/g;
const ADDRESS = /(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|vbscript|mailto|tel):|www\.)[^\s"'<>)`\]]+/gi;

/** The evidence that a text cites. */
export const citedIn = (text: string): string[] => [
  ...new Set(text.match(/(?<=\[[^\]]*)e\d+(?=[^\][]*\])/g) ?? []),
];

export const withoutCitations = (text: string): string => text.replace(CITED, '').trim();

/** Emphasis stays; links lose their targets, images and tags are shown as what they are: text. */
function inertPlain(text: string): string {
  const unlinked = text.replace(IMAGE_OR_LINK, (_, label: string) => label);
  return unlinked
    .replace(/(?<!\\)([<[])/g, '\\$1')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(ADDRESS, (address) => code(address).markdown);
}

/** One line of a model's Markdown in which nothing is alive: no link, image, tag, mention or reference. */
export function inertLine(text: string): string {
  const line = clean(text).replace(/\s+/g, ' ').trim();
  let [shown, done] = ['', 0];
  for (const span of line.matchAll(SPAN)) {
    shown += inertPlain(line.slice(done, span.index)) + span[0];
    done = span.index + span[0].length;
  }
  return (shown + inertPlain(line.slice(done))).replace(/^\\?\[[^\]]*\\?\]:/, (mark) => prose(mark).markdown);
}

/** The same with no markup at all: for what nothing bears out. */
export const plainLine = (text: string): string => prose(text.replace(/[*_#]+/g, '')).markdown;
