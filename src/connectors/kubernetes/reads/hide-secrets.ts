import { isNamedSecret, redactSecrets } from '#ground/text';
import type { AnyApiObject } from '../schema.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const SECRET_NAME =
  /pass(word|wd|phrase)?$|passw|secret|token|api[-_.]?key|private[-_.]?key|access[-_.]?key|credential|connection[-_.]?string|_dsn$/i;
const DEEPEST = 32;

/**
 * An object as it may be shown: values of secrets, and of variables, fields and config entries whose names say that they
 * are secret, give way to their size; managed fields and kubectl's copy of the manifest are left out.
 */
export function hideSecrets(object: AnyApiObject): AnyApiObject {
  const { managedFields: _, annotations, ...metadata } = object.metadata as Record<string, unknown>;
  const clean = {
    ...object,
    metadata: {
      ...metadata,
      ...(isRecord(annotations) && { annotations: hideVariables(withoutCopy(annotations), 0) }),
    },
  } as AnyApiObject;
  if (object.kind === 'Secret') return hideData(clean, () => true);
  if (object.kind === 'ConfigMap') return hideData(clean, isSecretEntry);
  return hideVariables(clean, 0) as AnyApiObject;
}

type Hides = (key: string, value: string) => boolean;

const isSecretEntry: Hides = (key, value) =>
  SECRET_NAME.test(key) || isNamedSecret(key, value) || holdsCredential(value);

/** What is long and random and yet no secret: certificates, which are public, digests, and identifiers. */
const PUBLIC =
  /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----|\bsha(?:1|256|384|512)[:-][\w+/=]+|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;
const WORD = /(?<![\w+/=.-])[A-Za-z0-9+_=-][A-Za-z0-9+/_=-]{23,511}(?![\w+/=.-])/g;
const HEX = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{32,}$/i;

const atLeast = (text: string, pattern: RegExp, count: number): boolean =>
  (text.match(pattern)?.length ?? 0) >= count;

/** A word of mixed letters and digits that nobody makes up by hand. */
function isRandom(word: string): boolean {
  if (HEX.test(word)) return true;
  return atLeast(word, /\d/g, 3) && atLeast(word, /[A-Z]/g, 3) && atLeast(word, /[a-z]/g, 3);
}

/** Whether a value has the shape of a credential anywhere, whatever its name: a URL with a password, a key, a token, `password=x`. */
function holdsCredential(value: string): boolean {
  if (redactSecrets(value).count > 0) return true;
  return (value.replace(PUBLIC, ' ').match(WORD) ?? []).some(isRandom);
}

function hideData(object: AnyApiObject, hides: Hides): AnyApiObject {
  const hidden = ['data', 'stringData', 'binaryData'].flatMap((field) => {
    const values = object[field];
    return isRecord(values)
      ? [[field, hideValues(values, { hides, base64: field !== 'stringData' && object.kind === 'Secret' })]]
      : [];
  });
  return { ...object, ...(Object.fromEntries(hidden) as object) };
}

function hideValues(
  values: Record<string, unknown>,
  { hides, base64 }: { hides: Hides; base64: boolean },
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      hides(key, String(value)) ? sizeOf(value, base64) : value,
    ]),
  );
}

function sizeOf(value: unknown, base64: boolean): string {
  const bytes = Buffer.byteLength(String(value), base64 ? 'base64' : 'utf8');
  return `(hidden, ${bytes} bytes)`;
}

function withoutCopy(annotations: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== LAST_APPLIED));
}

/** A command line without the values that follow a flag such as `--password`. */
export function hideArguments(words: readonly unknown[]): unknown[] {
  return words.map((word, index) => {
    const flag = words[index - 1];
    const follows = typeof flag === 'string' && /^--?[a-z]/i.test(flag) && SECRET_NAME.test(flag);
    return follows && typeof word === 'string' && !word.startsWith('-') ? sizeOf(word, false) : word;
  });
}

/** Looks at any depth for `{name, value}` pairs, such as environment variables, and for fields that hold a secret themselves, in pods, templates and custom resources alike. */
function hideVariables(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return hideArguments(value).map((item) => hideVariables(item, depth + 1));
  if (!isRecord(value)) return value;
  const { name, value: text } = value;
  if (typeof name === 'string' && typeof text === 'string' && text !== '' && isSecretEntry(name, text))
    return { ...value, value: sizeOf(text, false) };
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const hides = typeof item === 'string' && isNamedSecret(key, item);
      return [key, hides ? sizeOf(item, false) : hideVariables(item, depth + 1)];
    }),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
