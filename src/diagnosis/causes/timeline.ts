import type { Reading } from './reading.ts';
import type { TimelineEntry } from './verdict.ts';
import { deviationInWords } from './wording.ts';

function unusual(reading: Reading): TimelineEntry[] {
  return reading.index.nodes.flatMap((node) => {
    const { latency, availability, saturation } = reading.state(node);
    return [latency?.deviation, availability?.deviation, saturation].flatMap((deviation) =>
      deviation?.onset === undefined
        ? []
        : [
            {
              at: deviation.onset,
              node,
              kind: 'unusual' as const,
              says: `The ${deviationInWords(deviation)}.`,
              evidence: [deviation.signal.id],
            },
          ],
    );
  });
}

/** Everything that happened, on one clock, the earliest first. */
export function drawTimeline(reading: Reading): TimelineEntry[] {
  const { changes, findings, symptom } = reading.index.evidence;
  const entries: TimelineEntry[] = [
    ...changes.map(({ id, at, node, says }) => ({ at, node, kind: 'change' as const, says, evidence: [id] })),
    ...findings.flatMap(({ id, at, node, says }) =>
      at === undefined ? [] : [{ at, node, kind: 'finding' as const, says, evidence: [id] }],
    ),
    ...unusual(reading),
    {
      at: symptom.at,
      node: symptom.node,
      kind: 'alarm',
      says: `Alarm: ${symptom.role} of ${symptom.node}.`,
      evidence: [],
    },
  ];
  const key = ({ node, kind, says }: TimelineEntry): string => `${node} ${kind} ${says}`;
  return entries.toSorted((a, b) => a.at - b.at || (key(a) < key(b) ? -1 : 1));
}
