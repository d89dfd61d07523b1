import { suspicionOf, type Suspicion } from './names.ts';
import { readValue } from './read-value.ts';
import { spanAtEnd, type Span } from './span.ts';
import { isSecret } from './values.ts';

/** A name and what joins it to its value, in environment files, JSON (escaped too), YAML, TOML, query strings, Go and Java dumps. */
const PAIR =
  /(?<![\w.-])[-.]{0,2}([A-Za-z_][\w.-]{0,127})\\{0,3}["']?[ \t]{0,8}(?:=>|:=|=(?!=)|:)[ \t]{0,40}/g;
const NAME = /^name$/i;
const VALUE = /^value$/i;
const FLAG =
  /(?<![\w-])--?(?<name>[A-Za-z][\w.-]{0,60})(?<gap>[ \t]{1,4}|\\?["'],\s{0,80}\\?["'])(?!-)(?<value>[^\s'",\]\\]{1,512})/g;
const ELEMENT = /<(?:\w{1,30}:)?(?<name>[A-Za-z_][\w.-]{0,60})>(?<value>[^<\n]{1,512})(?=<\/)/g;

/** Values beside a name that says what they are: `password: x`, `"apiKey":"x"`, `--token x`, name/value pairs of manifests. */
export function findNamedSecrets(text: string): Span[] {
  return [...inPairs(text), ...inFlags(text), ...inElements(text)];
}

/** Whether the value of a field, variable or entry of this name is a secret, by what the name says and what the value looks like. */
export function isNamedSecret(name: string, value: string): boolean {
  return isSecret(suspicionOf(name), { value, quoted: true, prose: false });
}

function inPairs(text: string): Span[] {
  const spans: Span[] = [];
  let named: Suspicion = 'none';
  for (const match of text.matchAll(PAIR)) {
    if (match.index < (spans.at(-1)?.end ?? 0)) continue;
    const name = match[1] ?? '';
    const suspicion = VALUE.test(name) ? named : suspicionOf(name);
    named = 'none';
    if (suspicion === 'none' && !NAME.test(name)) continue;
    const read = readValue(text, match);
    if (suspicion === 'none') named = suspicionOf(read.value);
    else if (isSecret(suspicion, read)) spans.push({ start: read.start, end: read.end });
  }
  return spans;
}

function inFlags(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(FLAG)) {
    const { name = '', gap = '', value = '' } = match.groups ?? {};
    const suspicion = suspicionOf(name);
    const prose = gap.trim() === '';
    if (prose && (suspicion === 'secret' || /^[A-Za-z]{1,20}$/.test(value))) continue;
    if (isSecret(suspicion, { value, quoted: !prose, prose })) spans.push(spanAtEnd(match, value));
  }
  return spans;
}

function inElements(text: string): Span[] {
  return [...text.matchAll(ELEMENT)]
    .filter(({ groups }) =>
      isSecret(suspicionOf(groups?.['name'] ?? ''), {
        value: groups?.['value'] ?? '',
        quoted: true,
        prose: false,
      }),
    )
    .map((match) => spanAtEnd(match, match.groups?.['value'] ?? ''));
}
