import type { Draft } from '../../answer/draft.ts';
import type { Ledger } from '../../answer/ledger.ts';
import { renderBlock } from '../../answer/render.ts';
import { finishedBlock } from '../../answer/sentence.ts';
import type { Evidence } from '../../turn-event.ts';
import { clausesIn, type Reader } from './clauses.ts';
import type { Statement } from './compare.ts';
import { openJudge, type Judge } from './judge.ts';
import { draftStatements, evidenceStatements } from './statements.ts';
import { valueStatements } from './value-statements.ts';

/** Everything that is known in a turn, as statements; sentences are judged by it. */
export interface Truth {
  /** What the person said: names in it may be repeated. */
  addQuestion: (message: string) => void;
  /** Takes in an answer of the embedded reasoner; gives it as text, with its evidence. */
  addDraft: (draft: Draft) => string;
  /** Takes in what a tool gave back, and what it was asked. */
  addValue: (id: string, value: unknown, input: unknown) => void;
  judge: Judge;
}

interface TruthDeps {
  ledger: Ledger;
  now: number;
  timeZone: string;
  /** Whether a plain word is the name of an object. */
  isName: (word: string) => boolean;
}

const citedBy = (draft: Draft): string[] => [
  ...new Set(
    draft.blocks.flatMap((block) =>
      block.type === 'fact'
        ? block.evidence
        : block.type === 'list'
          ? block.items.flatMap(({ evidence }) => evidence)
          : [],
    ),
  ),
];

const stringsIn = (input: unknown): string[] =>
  Object.values(typeof input === 'object' && input !== null ? input : {}).filter(
    (one) => typeof one === 'string',
  );

/** Of which kind a name is, as the source of a piece of evidence has it. */
function kindsIn({ object, cluster }: Evidence['source'], name: string): string[] {
  const places: [string | undefined, string][] = [
    [object?.name, object?.kind.toLowerCase() ?? ''],
    [object?.namespace, 'namespace'],
    [cluster, 'cluster'],
    [object?.cluster, 'cluster'],
  ];
  return places.flatMap(([known, kind]) => (known === name ? [kind] : []));
}

const textOf = (draft: Draft): string =>
  draft.blocks
    .map((block) => renderBlock(finishedBlock(block)))
    .filter((text) => text !== '')
    .join('\n\n');

/** An empty record. */
export function openTruth({ ledger, now, timeZone, isName }: TruthDeps): Truth {
  const statements: Statement[] = [];
  const asked: string[] = [];
  const read = new Set<string>();
  const reader: Reader = { timeZone, isName };

  const takeEvidence = (): void => {
    for (const evidence of ledger.all()) {
      if (read.has(evidence.id)) continue;
      read.add(evidence.id);
      statements.push(...evidenceStatements(evidence, reader));
    }
  };
  const kindsOf = (name: string): Set<string> => {
    const said = statements.flatMap(({ kinds }) =>
      kinds.filter((one) => one.name === name).map(({ kind }) => kind),
    );
    return new Set([...said, ...ledger.all().flatMap(({ source }) => kindsIn(source, name))]);
  };

  return {
    addQuestion: (message) => {
      asked.push(...clausesIn(message, reader).flatMap(({ names }) => names));
    },
    addDraft: (draft) => {
      takeEvidence();
      const text = textOf(draft);
      const cited = citedBy(draft);
      const at = new Date(now).toISOString();
      const own = { at, source: { system: 'jamie', query: 'the embedded reasoner' }, says: text };
      const ids = cited.length > 0 || draft.outcome !== 'answered' ? cited : [ledger.add(own)];
      statements.push(...draftStatements(draft, ids, reader));
      return text;
    },
    addValue: (id, value, input) => {
      read.add(id);
      statements.push(...valueStatements(value, { evidence: [id], about: stringsIn(input) }, reader));
    },
    judge: openJudge({ statements: () => statements, asked: () => asked, reader, now, kindsOf }),
  };
}
