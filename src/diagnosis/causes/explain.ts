import type { Attribution } from './attribute.ts';
import type { Judgement } from './judge.ts';
import type { Reading } from './reading.ts';
import { fanOut } from './pass.ts';
import { sureness } from './reading.ts';
import { supportOf } from './support.ts';
import type { Support } from './support.ts';
import type { RankedCause, Statement } from './verdict.ts';
import { deviationInWords, inUnit, lossInWords, percent } from './wording.ts';
import { formatAge } from '#ground/text';

function linkAt(reading: Reading, node: string): Statement {
  const { role } = reading.index.evidence.symptom;
  const state = reading.state(node);
  const other = role === 'latency' ? state.availability : state.latency;
  const harm = [state[role], other].find((one) => one && sureness(one.deviation.score) >= 0.5) ?? state[role];
  if (!harm) return { says: `${node} has no latencies and no failures of its own recorded.`, evidence: [] };
  return { says: `The ${deviationInWords(harm.deviation)}.`, evidence: [harm.deviation.signal.id] };
}

function loadAt(reading: Reading, node: string): Statement[] {
  const { traffic } = reading.state(node);
  if (!traffic || traffic.score < 4 || traffic.now < 1.3 * traffic.usual) return [];
  const [now, usual] = [traffic.now, traffic.usual].map((count) => inUnit('requests', count));
  const says = `${node} is asked ${now} times an interval instead of ${usual}.`;
  return [{ says, evidence: [traffic.signal.id] }];
}

/** Dependencies that a node began to call, or calls more, without being asked more itself. */
function newCalls(reading: Reading, node: string): Statement[] {
  return reading.index.dependenciesOf(node).flatMap((to) => {
    const { traffic } = reading.state(to);
    if (!traffic || fanOut(reading, to) < 0.3) return [];
    const says =
      traffic.usual === 0
        ? `${node} began to call ${to}, which it does not usually do.`
        : `${node} calls ${to} more often for the same work.`;
    return [{ says, evidence: [traffic.signal.id] }];
  });
}

/** What its dependents see of a node that is not measured itself. */
function seenAt(reading: Reading, node: string): Statement[] {
  return reading.index
    .dependentsOf(node)
    .flatMap((dependent) => reading.index.observed(dependent, node) ?? [])
    .filter(({ share }) => share >= 0.1)
    .slice(0, 2)
    .map(({ id, says }) => ({ says, evidence: [id] }));
}

function supporting({ changes, findings, saturation }: Support): Statement[] {
  return [
    ...changes.slice(0, 2).map(({ change, lead }) => ({
      says: `${change.says}, ${formatAge(Math.max(0, lead))} before the trouble began: close in time, which alone proves nothing.`,
      evidence: [change.id],
    })),
    ...findings.map(({ id, says }) => ({ says, evidence: [id] })),
    ...(saturation
      ? [{ says: `The ${deviationInWords(saturation)}.`, evidence: [saturation.signal.id] }]
      : []),
  ];
}

function objections(judgement: Judgement, { node, share, path }: Attribution): Statement[] {
  const { reading, attributions } = judgement;
  const { role } = reading.index.evidence.symptom;
  const own = reading.state(node)[role]?.deviation;
  const rival = attributions.find((other) => other.node !== node && other.share >= 0.2);
  const quiet = path
    .slice(1, -1)
    .filter((name) => sureness(reading.state(name)[role]?.deviation.score ?? 0) < 0.5);
  const few = own && own.signal.normal.length < 20;
  return [
    ...(share < 0.8 ? [`It accounts for only ${percent(share)} of the ${lossInWords(role)}.`] : []),
    ...(rival ? [`${rival.node} accounts for ${percent(rival.share)}.`] : []),
    ...quiet.map((name) => `${name}, which lies in between, looks as usual.`),
    ...(own || seenAt(reading, node).length > 0 ? [] : [`The ${role} of ${node} is not measured.`]),
    ...(few ? [`Only ${own.signal.normal.length} earlier values of it are known.`] : []),
  ].map((says) => ({ says, evidence: [] }));
}

/** How sure the whole is: a symptom at the edge of the usual makes every cause less sure. */
const firmness = (score: number | undefined): number =>
  score === undefined ? 0.7 : Math.max(0.5, sureness(score));

/** Writes out one cause: the links from the symptom down to it, what else speaks for it, and what against. */
export function explain(judgement: Judgement, attribution: Attribution, part: number): RankedCause {
  const { reading } = judgement;
  const { node, share, path } = attribution;
  const { role } = reading.index.evidence.symptom;
  const telling = [
    ...seenAt(reading, node),
    ...loadAt(reading, node),
    ...newCalls(reading, node),
    ...supporting(supportOf(reading, node)),
  ];
  const ends = { says: `${percent(share)} of the ${lossInWords(role)} begins at ${node}.`, evidence: [] };
  return {
    node,
    confidence: part * firmness(judgement.score),
    share,
    path,
    chain: [...path.map((name) => linkAt(reading, name)), ends, ...telling],
    against: objections(judgement, attribution),
    isBacked: telling.length > 0,
  };
}
