import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onward, type Taken } from './graph.ts';
import type { Signal, StepId, Symptom } from './walk.ts';

const looked = (step: StepId, ...signals: Signal[]): Taken => ({ step, state: 'looked', signals });
const skipped = (step: StepId): Taken => ({ step, state: 'skipped', signals: [] });
const nextOf = (taken: Taken[], symptom?: Symptom): string => {
  const way = onward(taken, symptom);
  return way.kind === 'look' ? way.next.step : way.kind;
};

describe('where a walk goes', () => {
  it.each<[says: string, from: [taken: Taken[], symptom?: Symptom], to: string]>([
    ['first to the status', [[]], 'status'],
    ['first to the status, whatever the symptom', [[], 'slow'], 'status'],
    ['of a crash to the last words', [[looked('status', 'crash')]], 'logs'],
    ['then to the settings', [[looked('status', 'crash'), looked('logs')]], 'config'],
    ['of a pod without a node to the room', [[looked('status', 'unplaced')]], 'room'],
    ['of an image to the last release', [[looked('status', 'image')]], 'changes'],
    ['of too little memory to its use', [[looked('status', 'memory')]], 'resources'],
    ['of what is well and slow to the requests', [[looked('status', 'well')], 'slow'], 'requests'],
    [
      'of slow requests to what they wait for',
      [[looked('status', 'well'), looked('requests', 'slow')], 'slow'],
      'dependencies',
    ],
    [
      'then to the guilty one',
      [[looked('status', 'well'), looked('requests', 'slow'), looked('dependencies', 'elsewhere')], 'slow'],
      'guilty',
    ],
    [
      'and from there to who suffers, then to the cause: nothing else is followed',
      [
        [
          looked('status', 'well'),
          looked('requests', 'slow'),
          looked('dependencies', 'elsewhere'),
          looked('guilty', 'changed'),
          skipped('callers'),
        ],
        'slow',
      ],
      'cause',
    ],
    [
      'of what is well all over to the symptom',
      [
        [
          looked('status', 'well'),
          looked('requests', 'as-usual'),
          looked('logs'),
          looked('endpoints', 'well'),
        ],
      ],
      'ask',
    ],
    [
      'of what crashes and is slow to its requests as well',
      [[looked('status', 'crash'), looked('logs'), looked('config'), looked('changes')], 'slow'],
      'requests',
    ],
    ['past what was skipped', [[looked('status', 'crash'), skipped('logs')]], 'config'],
    ['nowhere after the cause', [[looked('status', 'crash'), looked('cause')]], 'end'],
  ])('%s', (_, [taken, symptom], to) => {
    expect(nextOf(taken, symptom)).toBe(to);
  });
});

const SIGNALS: Signal[] = [
  'well',
  'idle',
  'gone',
  'crash',
  'memory',
  'image',
  'unplaced',
  'config',
  'unready',
  'unserved',
  'blocked',
  'node',
  'slow',
  'failing',
  'as-usual',
  'elsewhere',
  'log-errors',
  'unreached',
  'changed',
];
const SYMPTOMS: Symptom[] = ['slow', 'errors', 'restarts', 'unreachable', 'other'];

describe('whatever is found', () => {
  it('a walk ends, and never takes a step twice', () => {
    const finding = fc.record({
      signals: fc.uniqueArray(fc.constantFrom(...SIGNALS), { maxLength: 3 }),
      skips: fc.boolean(),
      branch: fc.nat(3),
    });
    const symptom = fc.option(fc.constantFrom(...SYMPTOMS), { nil: undefined });
    fc.assert(
      fc.property(fc.array(finding, { minLength: 20, maxLength: 20 }), symptom, (findings, told) => {
        const taken: Taken[] = [];
        let known = told;
        for (const { signals, skips, branch } of findings) {
          const way = onward(taken, known);
          if (way.kind === 'end') break;
          if (way.kind === 'ask') {
            known = 'other';
            continue;
          }
          const { step } = [way.next, ...way.others][branch] ?? way.next;
          taken.push(skips ? skipped(step) : looked(step, ...signals));
        }
        const steps = taken.map(({ step }) => step);
        expect(new Set(steps).size).toBe(steps.length);
        expect(onward(taken, known).kind).toBe('end');
      }),
    );
  });
});
