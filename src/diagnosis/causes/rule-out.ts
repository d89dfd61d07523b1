import { formatAge } from '#ground/text';
import type { LinedUpChange } from '../changes/line-up-changes.ts';
import { lineUpChanges } from '../changes/line-up-changes.ts';
import type { Judgement } from './judge.ts';
import type { Reading } from './reading.ts';
import { sureness } from './reading.ts';
import { beginningAt } from './support.ts';
import type { RankedCause, RuledOut } from './verdict.ts';
import { deviationInWords, lossInWords } from './wording.ts';

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

function timeInWords({ change, timing, lead }: LinedUpChange): string | undefined {
  const apart = formatAge(Math.abs(lead));
  if (timing === 'after') return `${change.says}, but ${apart} after the trouble had begun.`;
  if (timing === 'long-before')
    return `${change.says}, but ${apart} before the trouble began, which is long.`;
  return undefined;
}

/** Changes that came at the wrong time, and those that came in time but where nothing of the loss begins. */
function changesRuledOut(reading: Reading, causes: readonly RankedCause[]): RuledOut[] {
  const { changes, symptom } = reading.index.evidence;
  const blamed = new Set(causes.map(({ node }) => node));
  return lineUpChanges(changes, beginningAt(reading, symptom.node)).flatMap((linedUp) => {
    const { change } = linedUp;
    const untimely = timeInWords(linedUp);
    if (untimely === undefined && (blamed.has(change.node) || causes.length === 0)) return [];
    const says =
      untimely ?? `${change.says}, close in time, but none of the ${lossInWords(symptom.role)} begins there.`;
    return [{ subject: change.id, why: { says, evidence: [change.id] } }];
  });
}

/** What the symptom depends on and is not to blame, and the changes that came at the wrong time. */
export function ruleOut({ reading }: Judgement, causes: readonly RankedCause[]): RuledOut[] {
  const blamed = new Set(causes.flatMap(({ path }) => path));
  const others = reachable(reading).filter((node) => !blamed.has(node));
  return [
    ...others.toSorted().flatMap((node) => nodeRuledOut(reading, node)),
    ...changesRuledOut(reading, causes),
  ];
}
