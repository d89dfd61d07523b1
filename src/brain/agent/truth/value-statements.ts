import { readClause, type Reader } from './clauses.ts';
import type { Statement } from './compare.ts';
import { merged, stated, textStatements, type Place } from './statements.ts';

const IDENTITY =
  /^(?:name|namespace|cluster|pod|service|node|container|id|key|number|title|job|instance|app|application|repository|image)$/i;
const inWords = (key: string): string => key.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ');

interface Walk {
  place: Place & { about: string[]; around: string[] };
  reader: Reader;
  found: Statement[];
}

const MOST_STATEMENTS = 20_000;

/** Free text: what somebody wrote, not what a system measured. */
const isWritten = (value: unknown): boolean =>
  typeof value === 'string' && value.trim().split(/\s+/).length > 3;

function leaf(walk: Walk, key: string, value: string | number | boolean): void {
  const { place, reader, found } = walk;
  const isHearsay = isWritten(value);
  const said =
    typeof value === 'boolean'
      ? value
        ? inWords(key)
        : `not ${inWords(key)}`
      : `${inWords(key)} ${String(value)}`;
  if (typeof value === 'string' && value.length > 60)
    found.push(...textStatements(value, { ...place, isHearsay }, reader));
  found.push(stated(readClause(said, reader), { ...place, isHearsay }));
}

/** Walks a value: every leaf is a statement about the objects that it stands in; every list says how many it has. */
function walkValue(walk: Walk, key: string, value: unknown): void {
  const { place, reader, found } = walk;
  if (found.length >= MOST_STATEMENTS || value === null || value === undefined) return;
  if (Array.isArray(value)) {
    found.push(stated(readClause(`${String(value.length)} ${inWords(key)}`, reader), place));
    for (const [at, one] of value.entries())
      walkValue({ ...walk, place: { ...place, unit: place.unit ?? `${key} ${String(at)}` } }, key, one);
    return;
  }
  if (typeof value !== 'object') {
    leaf(walk, key, value as string | number | boolean);
    return;
  }
  const entries = Object.entries(value);
  const own = entries.flatMap(([name, one]) =>
    typeof one === 'string' && IDENTITY.test(name) && one !== '' ? [one] : [],
  );
  const inner: Walk = {
    ...walk,
    place: {
      ...place,
      about: [...place.about, ...own],
      around: [...place.around, ...readClause(inWords(key), reader).words],
    },
  };
  for (const [name, one] of entries) walkValue(inner, name, one);
  const flat = entries.filter(([, one]) => typeof one !== 'object');
  const clauses = flat.map(([name, one]) =>
    readClause(`${inWords(name)} ${String(one)}`.slice(0, 300), reader),
  );
  if (clauses.length > 1)
    found.push(
      stated(merged(clauses, JSON.stringify(Object.fromEntries(flat))), {
        ...inner.place,
        isHearsay: flat.some(([, one]) => isWritten(one)),
      }),
    );
}

/** The statements of what a tool gave back. */
export function valueStatements(
  value: unknown,
  { evidence, about }: { evidence: string[]; about: string[] },
  reader: Reader,
): Statement[] {
  const walk: Walk = { place: { evidence, about, around: [] }, reader, found: [] };
  walkValue(walk, '', value);
  return walk.found;
}
