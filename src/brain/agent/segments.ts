/** A sentence, or what stands for one: a heading, a table's row, a code block. */
export interface Segment {
  type: 'sentence' | 'heading' | 'row' | 'code';
  /** What is before it: a space, line breaks, a list's mark. */
  prefix: string;
  body: string;
}

interface Taken {
  segment: Segment;
  length: number;
}

const BLANK = /^\s*/;
const FENCE = /^(?:`{3,}|~{3,})/;
const ITEM = /^(?:[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)/;
const HEADING = /^#{1,6}[ \t]+/;
/** A sentence's end: its mark, what closes it, the evidence cited after it, and that something else begins. */
const END = /[.!?]["'”’)*_]*(?:\s*\[e\d+(?:\s*,\s*e\d+)*\])*(?=\s+[^\s[])/g;
const ABBREVIATED = /(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|resp|no|cf)|^\s*\d+)\.$/i;

function takeFence(text: string, prefix: string, isEnd: boolean): Taken | undefined {
  const mark = FENCE.exec(text)?.[0] ?? '';
  const close = text.indexOf(`\n${mark}`, mark.length);
  if (close === -1 && !isEnd) return undefined;
  const end = close === -1 ? text.length : close + 1 + mark.length;
  return { segment: { type: 'code', prefix, body: text.slice(0, end) }, length: prefix.length + end };
}

/** Where the first sentence of a line ends; -1 when it has not ended yet. */
function sentenceEnd(line: string): number {
  for (const match of line.matchAll(END)) {
    const end = match.index + match[0].length;
    if (!ABBREVIATED.test(line.slice(0, match.index + 1))) return end;
  }
  return -1;
}

function takeLine(text: string, prefix: string, isEnd: boolean): Taken | undefined {
  const newline = text.indexOf('\n');
  const isWhole = newline !== -1 || isEnd;
  const line = newline === -1 ? text : text.slice(0, newline);
  const mark = HEADING.exec(line)?.[0] ?? ITEM.exec(line)?.[0] ?? '';
  const rest = line.slice(mark.length);
  const type = line.startsWith('|') ? 'row' : HEADING.test(line) ? 'heading' : 'sentence';
  const end = type === 'sentence' ? sentenceEnd(rest) : -1;
  if (end === -1 && !isWhole) return undefined;
  const body = end === -1 ? rest : rest.slice(0, end);
  if (body.trim() === '' && !isWhole) return undefined;
  return {
    segment: { type, prefix: prefix + mark, body: body.trimEnd() },
    length: prefix.length + mark.length + body.length,
  };
}

function takeOne(text: string, isEnd: boolean): Taken | undefined {
  const prefix = BLANK.exec(text)?.[0] ?? '';
  const rest = text.slice(prefix.length);
  if (rest === '') return undefined;
  return FENCE.test(rest) ? takeFence(rest, prefix, isEnd) : takeLine(rest, prefix, isEnd);
}

/** Takes the segments that are complete off the front of a text that still grows; gives them and the rest. */
export function takeSegments(text: string, isEnd: boolean): { segments: Segment[]; rest: string } {
  const segments: Segment[] = [];
  let rest = text;
  for (let taken = takeOne(rest, isEnd); taken !== undefined; taken = takeOne(rest, isEnd)) {
    segments.push(taken.segment);
    rest = rest.slice(taken.length);
  }
  return { segments, rest };
}
