import { formatAge } from '#ground/text';
import type { LinedUpChange } from '../changes/line-up-changes.ts';
import { lineUpChanges } from '../changes/line-up-changes.ts';
import { alsoUnusual, reachable } from './also-unusual.ts';
import type { Judgement } from './judge.ts';
import type { Reading } from './reading.ts';
import { beginningAt } from './support.ts';
import type { RankedCause, RuledOut } from './verdict.ts';
import { deviationInWords, lossInWords } from './wording.ts';

function nodeRuledOut(reading: Reading, node: string): RuledOut[] {
  const { role } = reading.index.evidence.symptom;
  const harm = reading.state(node)[role];
  if (!harm) return [];
  return [
    {
      subject: node,
      why: {
        says: `The ${deviationInWords(harm.deviation)}: as usual.`,
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

/** Where nothing is measured, nothing shows that a loss does not begin there. */
function isMeasured(reading: Reading, node: string): boolean {
  const { latency, availability } = reading.state(node);
  return latency !== undefined || availability !== undefined;
}

/** Changes that came at the wrong time, and those that came in time but where nothing of the loss begins. */
function changesRuledOut(reading: Reading, causes: readonly RankedCause[]): RuledOut[] {
  const { changes, symptom } = reading.index.evidence;
  const blamed = new Set(causes.map(({ node }) => node));
  return lineUpChanges(changes, beginningAt(reading, symptom.node)).flatMap((linedUp) => {
    const { change } = linedUp;
    const untimely = timeInWords(linedUp);
    const isOpen = blamed.has(change.node) || causes.length === 0 || !isMeasured(reading, change.node);
    if (untimely === undefined && isOpen) return [];
    const says =
      untimely ?? `${change.says}, close in time, but none of the ${lossInWords(symptom.role)} begins there.`;
    return [{ subject: change.id, why: { says, evidence: [change.id] } }];
  });
}

/** What the symptom depends on and is not to blame, and the changes that came at the wrong time. */
export function ruleOut(judgement: Judgement, causes: readonly RankedCause[]): RuledOut[] {
  const unusual = alsoUnusual(judgement, causes).map(({ node }) => node);
  const open = new Set([...causes.flatMap(({ path }) => path), ...unusual]);
  const others = reachable(judgement.reading).filter((node) => !open.has(node));
  const nodes = others.flatMap((node) => nodeRuledOut(judgement.reading, node));
  return [...nodes, ...changesRuledOut(judgement.reading, causes)];
}
