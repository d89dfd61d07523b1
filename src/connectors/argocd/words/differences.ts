import { isNamedSecret } from '#ground/text';

/** One value that is not what Git wants; undefined where it is missing on one side. */
export interface Difference {
  path: string;
  live?: string;
  wanted?: string;
}

type Value = unknown;
type Pair = { live: Value; wanted: Value };

const LONGEST = 200;
const IGNORED =
  /^(status|metadata\.(managedFields|resourceVersion|uid|generation|creationTimestamp|selfLink))($|[.[])/;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function isRecord(value: Value): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const nameOf = (value: Value): string | undefined =>
  isRecord(value) && typeof value.name === 'string' ? value.name : undefined;

/** Items of a list by their name, where all have one of their own; by their place otherwise. */
function byName(list: readonly Value[]): Map<string, Value> {
  const names = list.map(nameOf);
  const named = names.every((name) => name !== undefined) && new Set(names).size === list.length;
  return new Map(list.map((value, index) => [named ? (names[index] ?? '') : String(index), value]));
}

function said(path: string, value: Value): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const parts = path.split(/[.[\]]/).filter((part) => part !== '');
  if (parts.some((part) => isNamedSecret(part, text))) return '(hidden)';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function within(path: string, { live, wanted }: Pair): Difference[] {
  if (IGNORED.test(path) || path.includes(LAST_APPLIED) || JSON.stringify(live) === JSON.stringify(wanted))
    return [];
  if (isRecord(live) && isRecord(wanted))
    return [...new Set([...Object.keys(live), ...Object.keys(wanted)])].flatMap((key) =>
      within(path === '' ? key : `${path}.${key}`, { live: live[key], wanted: wanted[key] }),
    );
  if (Array.isArray(live) && Array.isArray(wanted)) {
    const [is, shall] = [byName(live), byName(wanted)];
    return [...new Set([...is.keys(), ...shall.keys()])].flatMap((key) =>
      within(`${path}[${key}]`, { live: is.get(key), wanted: shall.get(key) }),
    );
  }
  return [{ path, live: said(path, live), wanted: said(path, wanted) }];
}

/** Where an object differs from what it would be after a sync. */
export function differences(live: Value, wanted: Value): Difference[] {
  return within('', { live, wanted });
}

/** Which entries of a secret differ: never what is in them. */
export function secretDifferences(live: Value, wanted: Value): Difference[] {
  return differences(live, wanted).map(({ path, live: is, wanted: shall }) => {
    const isContent = /^(data|stringData)\b/.test(path);
    if (!isContent) return { path, live: is, wanted: shall };
    return {
      path: path.replace(/^(data|stringData)\.([^.[]+).*$/, '$1.$2'),
      ...(is === undefined ? {} : { live: '(hidden)' }),
      ...(shall === undefined ? {} : { wanted: '(hidden)' }),
    };
  });
}
