const OPENERS =
  /^(?:Traceback \(most recent call last\):|(?:file:\/\/)?\/[^\s:]+:\d+$|node:[\w/]+:\d+$|thread '[^']*' .*panicked at )/;
const PANIC = /^thread '/;

/** The line of an entry that tells what happened: the first, or the exception where a trace only opens with a place. */
export function headline(message: string): string {
  const first = firstLine(message);
  if (first.length === message.length || !OPENERS.test(first)) return first;
  const others = message.slice(first.length + 1).split('\n');
  if (PANIC.test(first)) return `${first} ${others[0] ?? ''}`;
  const said = others.filter((line) => /^[A-Za-z_][\w.]*(?:: |$)/.test(line) && !OPENERS.test(line));
  return (first.startsWith('T') ? said.at(-1) : said[0]) ?? first;
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end === -1 ? text : text.slice(0, end);
}
