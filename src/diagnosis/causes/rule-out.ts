import { lineUpChanges } from '../changes/line-up-changes.ts';
import type { Judgement } from './judge.ts';
import type { Reading } from './reading.ts';
import { sureness } from './reading.ts';
import { beginningAt } from './support.ts';
import type { RankedCause, RuledOut } from './verdict.ts';
import { deviationInWords, leadInWords } from './wording.ts';

function reachable(reading: Reading): string[] {
  const seen = new Set([reading.index.evidence.symptom.node]);
  for (const node of seen) for (const next of reading.index.dependenciesOf(node)) seen.add(next);
  return [...seen];
}

function nodeRuledOut(reading: Reading, node: string): RuledOut[] {
  const { role } = reading.index.evidence.symptom;
  const harm = reading.state(node)[role];
  if (!harm) return [];
  const unusual = sureness(harm.deviation.score) >= 0.5;
  const because = unusual ? 'unusual, but far too little to account for the symptom' : 'as usual';
  return [
    {
      subject: node,
      why: {
        says: `The ${deviationInWords(harm.deviation)}: ${because}.`,
        evidence: [harm.deviation.signal.id],
      },
    },
  ];
}

function changesRuledOut(reading: Reading): RuledOut[] {
  const { changes, symptom } = reading.index.evidence;
  return lineUpChanges(changes, beginningAt(reading, symptom.node)).flatMap(({ change, timing, lead }) => {
    if (timing === 'before') return [];
    const when = timing === 'after' ? 'after the trouble had begun' : 'long before the trouble began';
    const says = `${change.says}: ${leadInWords(lead)} its beginning, which is ${when}.`;
    return [{ subject: change.id, why: { says, evidence: [change.id] } }];
  });
}

/** What the symptom depends on and is not to blame, and the changes that came at the wrong time. */
export function ruleOut({ reading }: Judgement, causes: readonly RankedCause[]): RuledOut[] {
  const blamed = new Set(causes.flatMap(({ path }) => path));
  const others = reachable(reading).filter((node) => !blamed.has(node));
  return [...others.toSorted().flatMap((node) => nodeRuledOut(reading, node)), ...changesRuledOut(reading)];
}
