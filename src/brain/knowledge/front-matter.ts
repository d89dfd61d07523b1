/** What stands in the front matter of a shipped guide: a small part of YAML, read many times faster than all of it. */
export type FrontMatter = Record<string, unknown>;

const SETTING = /^([a-z]+):[ \t]*(.*)$/;
const ITEM = /^ +- (.*)$/;
const PAIR = /^([a-z]+): (.+)$/;
const INNER = /^ {4}([a-z]+): (.+)$/;

/** A list in brackets that goes over several lines. */
const WRAPPED = /:\s*\n\s+(\[[^\]]*\])/g;
const joined = (_: string, list: string): string => `: ${list.replace(/\s+/g, ' ')}`;

const unquoted = (text: string): string => {
  const value = text.trim();
  if (/^'.*'$/.test(value)) return value.slice(1, -1).replaceAll("''", "'");
  return /^".*"$/.test(value) ? value.slice(1, -1).replace(/\\(["\\])/g, '$1') : value;
};

const flowList = (text: string): string[] =>
  text
    .slice(1, -1)
    .split(',')
    .map(unquoted)
    .filter((item) => item !== '');

/** Reads settings that are a text, `[a, b]`, a list of texts, or a list of two-line pairs; undefined when there is anything else. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const front: FrontMatter = {};
  let list: unknown[] | undefined;
  for (const line of text.replace(WRAPPED, joined).split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [setting, item, inner] = [SETTING.exec(line), ITEM.exec(line), INNER.exec(line)];
    const last = list?.at(-1);
    if (setting !== null) {
      const value = setting[2]?.trim() ?? '';
      list = value === '' ? [] : undefined;
      front[setting[1] ?? ''] = list ?? (value.startsWith('[') ? flowList(value) : unquoted(value));
    } else if (inner !== null && typeof last === 'object' && last !== null)
      Object.assign(last, { [inner[1] ?? '']: unquoted(inner[2] ?? '') });
    else if (item !== null && list !== undefined) {
      const pair = PAIR.exec(item[1] ?? '');
      const isPair = pair?.[1] === 'title';
      list.push(isPair ? { title: unquoted(pair?.[2] ?? '') } : unquoted(item[1] ?? ''));
    } else return undefined;
  }
  return front;
}
