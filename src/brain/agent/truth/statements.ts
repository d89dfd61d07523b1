import type { Block, Draft } from '../../answer/draft.ts';
import type { Evidence } from '../../turn-event.ts';
import { takeSegments } from '../segments.ts';
import { clausesIn, readClause, type Clause, type Reader } from './clauses.ts';
import type { Statement } from './compare.ts';

/** Where an assertion stands. */
export interface Place {
  evidence: string[];
  about?: readonly string[];
  /** What it is about where it names nothing itself. */
  otherwise?: readonly string[];
  around?: readonly string[];
  near?: readonly string[];
  unit?: string;
  isHearsay?: boolean;
}

/** An assertion in its place. */
export const stated = (
  clause: Clause,
  {
    evidence,
    about = [],
    otherwise = [],
    around = [],
    near = [],
    unit = clause.text,
    isHearsay = false,
  }: Place,
): Statement => {
  const meant = clause.names.length === 0 ? [...about, ...otherwise] : [...about];
  return {
    ...clause,
    evidence,
    about: meant,
    around: [...around],
    near: [...clause.names, ...meant, ...near],
    unit,
    isHearsay,
  };
};

/** Several assertions as one. */
export function merged(clauses: readonly Clause[], text: string): Clause {
  return {
    text,
    names: [...new Set(clauses.flatMap(({ names }) => names))],
    quantities: clauses.flatMap(({ quantities }) => quantities),
    words: [...new Set(clauses.flatMap(({ words }) => words))],
    signs: new Map(clauses.flatMap(({ signs }) => [...signs])),
    isNegated: clauses.some(({ isNegated }) => isNegated),
    isUniversal: clauses.some(({ isUniversal }) => isUniversal),
    kinds: clauses.flatMap(({ kinds }) => kinds),
    isTied: false,
  };
}

/** Begins to tell of what was named last, not of what the sentence is about. */
const OF_ANOTHER = /^(?:which|who|whose|with|from|until|where|when)\b/i;

/** A sentence as statements: each assertion of it, about what was named before it; and all of it, where it speaks of one thing. */
function sentenceStatements(sentence: string, place: Place, reader: Reader): Statement[] {
  const clauses = clausesIn(sentence, reader);
  const naming = clauses.filter(({ names }) => names.length > 0);
  const near = [...(place.near ?? []), ...clauses.flatMap(({ names }) => names)];
  let [subject, run]: [readonly string[] | undefined, readonly string[]] = [undefined, []];
  const parts = clauses.map((clause) => {
    run = clause.isTied && !OF_ANOTHER.test(clause.text) ? run : [];
    const about = [...(place.about ?? []), ...run];
    if (clause.names.length > 0) subject = clause.names;
    run = [...run, ...clause.names];
    return stated(clause, {
      ...place,
      about,
      otherwise: subject ?? naming[0]?.names ?? place.otherwise ?? [],
      near,
    });
  });
  const isOfOne = naming.length <= 1 && new Set(clauses.map(({ isNegated }) => isNegated)).size <= 1;
  return isOfOne && clauses.length > 1
    ? [...parts, stated(merged(clauses, sentence), { ...place, near })]
    : parts;
}

/** A text as statements, sentence by sentence; one that names nothing is about what the first one named. */
export function textStatements(text: string, given: Place, reader: Reader): Statement[] {
  const place = { ...given, unit: given.unit ?? text };
  const { segments } = takeSegments(text, true);
  const [first] = segments;
  const named =
    first === undefined ? [] : clausesIn(first.body, reader).flatMap(({ names }) => names.slice(0, 2));
  const otherwise = named.length > 0 ? named : place.otherwise;
  return segments.flatMap(({ body }, at) =>
    sentenceStatements(body, at === 0 || otherwise === undefined ? place : { ...place, otherwise }, reader),
  );
}

/** What a list's introduction says, said of one of its items. */
function introduced(intro: Clause[], item: Clause, place: Place): Statement[] {
  const { names, kinds } = item;
  return intro.map((clause) => stated({ ...clause, quantities: [], names, kinds }, place));
}

function listStatements(
  block: Extract<Block, { type: 'list' }>,
  given: { place: Place; intro: string },
  reader: Reader,
): Statement[] {
  const { place, intro } = given;
  const opening = /:\W*$/.test(intro) ? clausesIn(intro, reader) : [];
  const around = opening.flatMap(({ words }) => words);
  const near = opening.flatMap(({ names }) => names);
  return block.items.flatMap((item) => {
    const own = {
      ...place,
      evidence: item.evidence.length > 0 ? item.evidence : place.evidence,
      around,
      near,
      unit: item.text.markdown,
    };
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
    const unit = row.map(({ markdown }) => markdown).join(' ');
    const whole = merged(
      cells.map(({ clause }) => clause),
      unit,
    );
    return [
      ...cells.map(({ clause }) =>
        stated({ ...clause, names: [] }, { ...place, about, around: clause.words, unit }),
      ),
      stated(whole, { ...place, around, unit }),
    ];
  });
}

/** The statements of an answer of the embedded reasoner. */
export function draftStatements(draft: Draft, evidence: string[], reader: Reader): Statement[] {
  const only = draft.focus?.length === 1 ? draft.focus[0] : undefined;
  const place: Place = { evidence, otherwise: only === undefined ? [] : namesOf(only) };
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

/** Sources in which people and programs write what they like. */
const WRITTEN = /\b(?:loki|github|jira|pagerduty|servicenow|grafana|logs)\b/;

/** The statements of a piece of evidence, about the object that was looked at. */
export function evidenceStatements(evidence: Evidence, reader: Reader): Statement[] {
  const { object, cluster } = evidence.source;
  const about = object === undefined ? (cluster === undefined ? [] : [cluster]) : namesOf(object);
  const isHearsay = WRITTEN.test(`${evidence.source.system} ${evidence.source.query}`);
  const place: Place = { evidence: [evidence.id], about, isHearsay };
  const dated = readClause(`at ${evidence.at}`, reader);
  return [
    ...evidence.says.split('\n').flatMap((line) => textStatements(line, place, reader)),
    stated(dated, { ...place, around: clausesIn(evidence.says, reader).flatMap(({ words }) => words) }),
  ];
}
