import type { Suspicion } from './names.ts';

/** What stands beside a suspicious name. */
export interface Candidate {
  value: string;
  /** In quotes. */
  quoted: boolean;
  /** In running text after "name: ", where a word is more likely a word than a value. */
  prose: boolean;
}

/** Words and placeholders that stand where a value could. */
const NOT_A_VALUE =
  /^(?:null|nil|none|true|false|yes|no|on|off|undefined|unset|empty|missing|required|optional|invalid|valid|expired|expires|revoked|rotated|wrong|incorrect|mismatch|unknown|unauthorized|unauthenticated|forbidden|denied|rejected|accepted|failed|failure|error|ok|found|changed|enabled|disabled|default|hidden|masked|redacted|removed|string|bytes|opaque|bearer|basic|token|password|secret|value|n\/a|not|too|must|is|was|has|cannot|should|for|x{3,}|\*+|\.{3,}|-+|…)$/i;
/** References to a value that is kept elsewhere, and beginnings of structures. */
const REFERENCE =
  /^(?:\$\{|\$\(|\$[A-Z_]+$|\{\{|%\w+%$|#\{|@\w+\(|<(?:set to|[a-z][a-z _-]*>)|\[redacted|ref\+|vault:|env:)/i;
const STRUCTURE = /^(?:map\[|[{[|>&*]|\(\w*\)|0x[0-9a-f]+$)/;
const MESSAGE =
  /^(?:\d+ (?:bytes?|characters?)$|(?:is|are|was|were|must|should|cannot|can't|may|has|have|not|invalid|field|please|too|the|no|length|unable|failed)\s)/i;
const PATH = /^(?:~|\.{1,2})?\/[\w@.-]+(?:\/[\w@.-]+)+\/?$/;
const NAME = /^[a-z][a-z0-9]*(?:[-./][a-z0-9]+)+$|^[a-z]+$/;

/** Whether a value beside a name of this suspicion is a secret, or a word, a reference, a path or a name. */
export function isSecret(suspicion: Suspicion, candidate: Candidate): boolean {
  if (suspicion === 'none' || isPlaceholder(candidate)) return false;
  switch (suspicion) {
    case 'password':
      return true;
    case 'token':
      return isTokenLike(candidate);
    case 'secret':
      return isTokenLike(candidate) && !isName(candidate);
    case 'credential':
      return looksRandom(candidate.value) && !NAME.test(candidate.value) && !PATH.test(candidate.value);
  }
}

function isPlaceholder({ value, quoted }: Candidate): boolean {
  const bare = value.trim().replace(/[.,;:!?]+$/, '');
  if (bare === '' || NOT_A_VALUE.test(bare) || REFERENCE.test(bare) || MESSAGE.test(bare)) return true;
  return !quoted && STRUCTURE.test(bare);
}

function isTokenLike({ value, quoted, prose }: Candidate): boolean {
  if (value.length < 4 || /^\d{1,7}$/.test(value) || /^(?:https?|sha\d{3}):/.test(value)) return false;
  if (PATH.test(value) && !/\w{30}/.test(value)) return false;
  return quoted || !prose || !/^[A-Za-z]+$/.test(value);
}

/** A name such as Kubernetes gives to objects, as opposed to a value made by a generator. */
function isName({ value }: Candidate): boolean {
  return NAME.test(value) && !/[a-z0-9]{25}/.test(value);
}

/** True for what no person would write as a word. */
export function looksRandom(value: string): boolean {
  if (value.length < 8) return false;
  if (value.length >= 28 || isUserAndPassword(value)) return true;
  if (/\d/.test(value) && /[A-Za-z]/.test(value)) return true;
  return value.length >= 12 && /[a-z][A-Z].*[a-z][A-Z]/.test(value);
}

/** True for the base64 of `user:password`. */
export function isUserAndPassword(value: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  return /^[\x20-\x7e]*:[\x20-\x7e]+$/.test(Buffer.from(value, 'base64').toString('latin1'));
}
