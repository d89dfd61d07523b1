import type { Token } from './token.ts';

/** The flags of a kubectl command line, or of words written like one. */
export interface Flags {
  namespace?: string;
  allNamespaces?: boolean;
  cluster?: string;
  container?: string;
  selector?: string;
  fieldSelector?: string;
  output?: string;
  tail?: string;
  since?: string;
  sinceTime?: string;
  previous?: boolean;
  follow?: boolean;
  sortBy?: string;
  as?: string;
  replicas?: string;
}

type TextFlag = { [K in keyof Flags]-?: Flags[K] extends string | undefined ? K : never }[keyof Flags];
type Switch = Exclude<keyof Flags, TextFlag>;

const WITH_VALUE: Readonly<Record<string, TextFlag>> = {
  '-n': 'namespace',
  '--namespace': 'namespace',
  '--ns': 'namespace',
  '--context': 'cluster',
  '--cluster': 'cluster',
  '-c': 'container',
  '--container': 'container',
  '-l': 'selector',
  '--selector': 'selector',
  '--field-selector': 'fieldSelector',
  '-o': 'output',
  '--output': 'output',
  '--tail': 'tail',
  '--since': 'since',
  '--since-time': 'sinceTime',
  '--sort-by': 'sortBy',
  '--as': 'as',
  '--replicas': 'replicas',
};
const SWITCHES: Readonly<Record<string, Switch>> = {
  '-A': 'allNamespaces',
  '--all-namespaces': 'allNamespaces',
  '-p': 'previous',
  '--previous': 'previous',
  '-f': 'follow',
  '--follow': 'follow',
  '-w': 'follow',
  '--watch': 'follow',
};
/** "names ending in -api". */
const SUFFIX = /^-(?!o)[a-z]{3,}\d*$/;
const GLUED_OUTPUT = /^-o(?=[a-z])/;

/** Takes the flags out of a message: what is left are words. Flags that say nothing to Jamie are dropped. */
export function takeFlags(tokens: Token[]): { words: Token[]; flags: Flags } {
  const flags: Flags = {};
  const words: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (!/^--?[A-Za-z]/.test(token.raw) || SUFFIX.test(token.raw)) words.push(token);
    else at += readFlag(token, tokens[at + 1], flags);
  }
  return { words, flags };
}

/** How many further tokens the flag used up. */
function readFlag(token: Token, next: Token | undefined, flags: Flags): number {
  const raw = token.raw.replace(GLUED_OUTPUT, '-o=');
  const equals = raw.indexOf('=');
  const name = equals < 0 ? raw : raw.slice(0, equals);
  const value = equals < 0 ? undefined : raw.slice(equals + 1);
  const toggled = Object.hasOwn(SWITCHES, name) ? SWITCHES[name] : undefined;
  if (toggled !== undefined) {
    flags[toggled] = value !== 'false';
    return 0;
  }
  const field = Object.hasOwn(WITH_VALUE, name) ? WITH_VALUE[name] : undefined;
  if (field === undefined) return 0;
  flags[field] = value ?? next?.raw;
  return value === undefined && next !== undefined ? 1 : 0;
}
