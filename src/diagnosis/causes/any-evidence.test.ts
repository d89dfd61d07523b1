import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentEvidence } from './evidence.ts';
import { rankCauses } from './rank-causes.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, max: 1000, noNaN: true }) },
  fc.constantFrom(null, Number.NaN, Number.POSITIVE_INFINITY, -1),
);
const samples = fc
  .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 })
  .chain((times) => fc.tuple(...times.map((at) => value.map((one) => ({ at: at * 1000, value: one })))));

const evidence: fc.Arbitrary<IncidentEvidence> = fc.record({
  symptom: fc.record({
    node: name,
    role: fc.constantFrom('latency' as const, 'availability' as const),
    at: fc.integer({ min: -1000, max: 50_000 }),
  }),
  dependencies: fc.array(fc.record({ dependent: name, dependency: name }), { maxLength: 15 }),
  signals: fc
    .array(
      fc.record({
        node: name,
        role: fc.constantFrom(
          'latency' as const,
          'availability' as const,
          'requests' as const,
          'saturation' as const,
        ),
        window: samples,
        normal: samples,
      }),
      { maxLength: 12 },
    )
    .map((signals) => signals.map((signal, place) => ({ ...signal, id: `s${place}` }))),
  changes: fc
    .array(fc.record({ node: name, at: fc.integer({ min: -1e8, max: 1e8 }) }), { maxLength: 3 })
    .map((changes) => changes.map((change, place) => ({ ...change, id: `c${place}`, says: 'changed' }))),
  findings: fc
    .array(fc.record({ node: name, weight: fc.double({ min: -1, max: 2, noNaN: true }) }), { maxLength: 3 })
    .map((findings) => findings.map((finding, place) => ({ ...finding, id: `f${place}`, says: 'found' }))),
});

describe('any evidence at all', () => {
  it('gives confidences that are shares of one whole, the highest first', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const { causes } = rankCauses(given);
        const confidences = causes.map(({ confidence }) => confidence);
        expect(confidences.every((one) => one >= 0 && one <= 1)).toBe(true);
        expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
        expect(confidences.reduce((total, one) => total + one, 0)).toBeLessThanOrEqual(1 + 1e-9);
        for (const { path, node } of causes) {
          expect(path[0]).toBe(given.symptom.node);
          expect(path.at(-1)).toBe(node);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same answer in whatever order it comes', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const turned: IncidentEvidence = {
          symptom: given.symptom,
          dependencies: given.dependencies.toReversed(),
          signals: given.signals.toReversed().map((signal) => ({
            ...signal,
            window: signal.window.toReversed(),
            normal: signal.normal.toReversed(),
          })),
          changes: given.changes.toReversed(),
          findings: given.findings.toReversed(),
        };
        expect(rankCauses(turned)).toEqual(rankCauses(given));
      }),
      { numRuns: 300 },
    );
  });

  it('cites only what it was given', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const known = new Set([...given.signals, ...given.changes, ...given.findings].map(({ id }) => id));
        const { causes, ruledOut, timeline } = rankCauses(given);
        const cited = [
          ...causes.flatMap(({ chain, against }) => [...chain, ...against]),
          ...ruledOut.map(({ why }) => why),
          ...timeline,
        ].flatMap((statement) => statement.evidence);
        expect(cited.filter((id) => !known.has(id))).toEqual([]);
      }),
    );
  });
});
