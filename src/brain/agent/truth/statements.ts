import type { Block, Draft } from '../../answer/draft.ts';
import type { Evidence } from '../../turn-event.ts';
import { takeSegments } from '../segments.ts';
import { clausesIn, readClause, type Clause, type Reader } from './clauses.ts';
import type { Statement } from './compare.ts';

interface Place {
  evidence: string[];
  about?: readonly string[];
  around?: readonly string[];
}

const stated = (clause: Clause, { evidence, about = [], around = [] }: Place): Statement => ({
  ...clause,
  evidence,
  about: [...about],
  around: [...around],
});

function merged(clauses: readonly Clause[], text: string): Clause {
  return {
    text,
    names: [...new Set(clauses.flatMap(({ names }) => names))],
    quantities: clauses.flatMap(({ quantities }) => quantities),
    words: [...new Set(clauses.flatMap(({ words }) => words))],
    signs: new Map(clauses.flatMap(({ signs }) => [...signs])),
    isNegated: clauses.some(({ isNegated }) => isNegated),
    isUniversal: clauses.some(({ isUniversal }) => isUniversal),
  };
}

/** A sentence as statements: each assertion of it, about what the sentence is about; and all of it, where it speaks of one thing. */
function sentenceStatements(sentence: string, place: Place, reader: Reader): Statement[] {
  const clauses = clausesIn(sentence, reader);
  const naming = clauses.filter(({ names }) => names.length > 0);
  const words = clauses.flatMap((clause) => clause.words);
  let subject: readonly string[] = [];
  const parts = clauses.map((clause) => {
    const about = [
      ...(place.about ?? []),
      ...(clause.names.length > 0 ? (naming.length === 1 ? [] : []) : subject),
    ];
    if (clause.names.length > 0) subject = clause.names;
    return stated(clause, { ...place, about, around: [...(place.around ?? []), ...words] });
  });
  const isOfOne = naming.length <= 1 && new Set(clauses.map(({ isNegated }) => isNegated)).size <= 1;
  return isOfOne && clauses.length > 1 ? [...parts, stated(merged(clauses, sentence), place)] : parts;
}

/** A text as statements, sentence by sentence. */
export function textStatements(text: string, place: Place, reader: Reader): Statement[] {
  const { segments } = takeSegments(text, true);
  return segments.flatMap(({ body }) => sentenceStatements(body, place, reader));
}

/** What a list's introduction says, said of one of its items. */
function introduced(intro: Clause[], item: Clause, place: Place): Statement[] {
  return intro.map((clause) =>
    stated(
      { ...item, words: [...clause.words, ...item.words], signs: clause.signs, isNegated: clause.isNegated },
      place,
    ),
  );
}

function listStatements(
  block: Extract<Block, { type: 'list' }>,
  given: { place: Place; intro: string },
  reader: Reader,
): Statement[] {
  const { place, intro } = given;
  const opening = clausesIn(intro, reader);
  const around = opening.flatMap(({ words }) => words);
  return block.items.flatMap((item) => {
    const own = { ...place, evidence: item.evidence.length > 0 ? item.evidence : place.evidence, around };
    const text = item.text.markdown;
    const whole = merged(clausesIn(text, reader), text);
    return [...textStatements(text, own, reader), ...introduced(opening, whole, own)];
  });
}

function rowStatements(block: Extract<Block, { type: 'table' }>, place: Place, reader: Reader): Statement[] {
  return block.rows.flatMap((row) => {
    const cells = row.map(({ markdown }, at) => ({
      head: block.head[at] ?? '',
      clause: readClause(`${block.head[at] ?? ''} ${markdown}`, reader),
    }));
    const about = cells.flatMap(({ clause }) => clause.names);
    const around = cells.flatMap(({ clause }) => clause.words);
    const whole = merged(
      cells.map(({ clause }) => clause),
      row.map(({ markdown }) => markdown).join(' '),
    );
    return [
      ...cells.map(({ clause }) =>
        stated({ ...clause, names: [] }, { ...place, about, around: clause.words }),
      ),
      stated(whole, { ...place, around }),
    ];
  });
}

/** The statements of an answer of the embedded reasoner. */
export function draftStatements(draft: Draft, evidence: string[], reader: Reader): Statement[] {
  const only = draft.focus?.length === 1 ? draft.focus[0] : undefined;
  const place: Place = { evidence, about: only === undefined ? [] : namesOf(only) };
  let intro = '';
  return draft.blocks.flatMap((block): Statement[] => {
    const before = intro;
    intro = block.type === 'fact' || block.type === 'say' ? block.text.markdown : '';
    switch (block.type) {
      case 'fact':
        return textStatements(
          block.text.markdown,
          { ...place, evidence: block.evidence.length > 0 ? block.evidence : evidence },
          reader,
        );
      case 'say':
        return textStatements(block.text.markdown, place, reader);
      case 'voice':
        return [];
      case 'list':
        return listStatements(block, { place, intro: before }, reader);
      case 'table':
        return rowStatements(block, place, reader);
      case 'code':
        return block.text.split('\n').map((line) => stated(readClause(line, reader), place));
    }
  });
}

const namesOf = ({
  cluster,
  namespace,
  name,
}: {
  cluster: string;
  namespace: string;
  name: string;
}): string[] => [cluster, namespace, name].filter((part) => part !== '');

/** The statements of a piece of evidence, about the object that was looked at. */
export function evidenceStatements(evidence: Evidence, reader: Reader): Statement[] {
  const { object, cluster } = evidence.source;
  const about = object === undefined ? (cluster === undefined ? [] : [cluster]) : namesOf(object);
  const place: Place = { evidence: [evidence.id], about };
  const dated = readClause(`at ${evidence.at}`, reader);
  return [
    ...evidence.says.split('\n').flatMap((line) => textStatements(line, place, reader)),
    stated(dated, { ...place, around: clausesIn(evidence.says, reader).flatMap(({ words }) => words) }),
  ];
}

const IDENTITY =
  /^(?:name|namespace|cluster|pod|service|node|container|id|key|number|title|job|instance|app|application|repository|image)$/i;
const inWords = (key: string): string => key.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ');

interface Walk {
  place: Place & { about: string[]; around: string[] };
  reader: Reader;
  found: Statement[];
}

const MOST_STATEMENTS = 20_000;

function leaf(walk: Walk, key: string, value: string | number | boolean): void {
  const { place, reader, found } = walk;
  const said =
    typeof value === 'boolean'
      ? value
        ? inWords(key)
        : `not ${inWords(key)}`
      : `${inWords(key)} ${String(value)}`;
  if (typeof value === 'string' && value.length > 60) found.push(...textStatements(value, place, reader));
  found.push(stated(readClause(said, reader), place));
}

/** Walks a value: every leaf is a statement about the objects that it stands in; every list says how many it has. */
function walkValue(walk: Walk, key: string, value: unknown): void {
  const { place, reader, found } = walk;
  if (found.length >= MOST_STATEMENTS || value === null || value === undefined) return;
  if (Array.isArray(value)) {
    found.push(stated(readClause(`${String(value.length)} ${inWords(key)}`, reader), place));
    for (const one of value) walkValue(walk, key, one);
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
      around: [...place.around, ...inWords(key).split(' ')],
    },
  };
  for (const [name, one] of entries) walkValue(inner, name, one);
  const flat = entries.filter(([, one]) => typeof one !== 'object');
  const clauses = flat.map(([name, one]) =>
    readClause(`${inWords(name)} ${String(one)}`.slice(0, 300), reader),
  );
  if (clauses.length > 1)
    found.push(stated(merged(clauses, JSON.stringify(Object.fromEntries(flat))), inner.place));
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
