import { kindOfWord } from '../grammar.ts';
import { tokenOf, type Token } from './token.ts';

const HINTED = /^([A-Za-z][A-Za-z._-]{0,60})[=/:]"?([A-Za-z0-9][\w.:-]{0,252})"?$/;
const NOT_HINTS = new Set(['app', 'cluster', 'http', 'https', 'context', 'image', 'container']);

/** `pod/cart-0`, `namespace=web` and `deployment:cart` as a name with its kind; "cpu/memory" as two words. */
export function readHints(tokens: Token[]): Token[] {
  return tokens
    .flatMap((token) => (token.hint ? [canonicalHint(token)] : hinted(token)))
    .flatMap(splitCamelCase);
}

function canonicalHint(token: Token): Token {
  const kind = token.hint?.kind === undefined ? undefined : (kindOfWord(token.hint.kind) ?? token.hint.kind);
  return { ...token, hint: { ...token.hint, kind } };
}

function hinted(token: Token): Token[] {
  const match = HINTED.exec(token.raw);
  const [, left = '', right = ''] = match ?? [];
  const kind = match && !NOT_HINTS.has(left.toLowerCase()) ? kindOfWord(left) : undefined;
  const slash = token.raw.indexOf('/');
  if (kind === undefined) return slash > 0 ? alternatives(token, slash) : [token];
  if (token.raw[left.length] === '/' && kindOfWord(right) !== undefined && !right.includes('-'))
    return alternatives(token, slash);
  const named = tokenOf(right, token.start + left.length + 1);
  return [{ ...named, quoted: true, start: token.start, end: token.end, ends: token.ends, hint: { kind } }];
}

const PAIRS = new Set(
  'cpu memory mem ram requests limits request limit pods nodes and or deployments services jobs cronjobs prod staging dev'.split(
    ' ',
  ),
);

/** "cpu/memory" means both; "web/cart" stays whole. */
function alternatives(token: Token, slash: number): Token[] {
  const [left, right] = [token.raw.slice(0, slash), token.raw.slice(slash + 1)];
  if (!PAIRS.has(left.toLowerCase()) || !PAIRS.has(right.toLowerCase())) return [token];
  return [
    { ...tokenOf(left, token.start) },
    { ...tokenOf(right, token.start + slash + 1), ends: token.ends },
  ];
}

const ALERT =
  /^(?:Kube|Kubernetes|Node|Pod|Container|Deployment|Target|Host|Cluster)(?:[A-Z][a-z0-9]+){2,8}$/;

/** "KubePodCrashLooping", as alerts are called, is a sentence without spaces. */
function splitCamelCase(token: Token): Token[] {
  if (token.hint || !ALERT.test(token.raw)) return [token];
  const words = token.raw.match(/[A-Z][a-z0-9]*/g) ?? [];
  return words.map((word, at) => ({
    ...tokenOf(word, token.start),
    end: token.end,
    ends: token.ends && at === words.length - 1,
  }));
}
