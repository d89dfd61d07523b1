import { describe, expect, it } from 'vitest';
import type { Focus, Reading, UnderstandInput } from './reading.ts';
import { walkAsked } from './walk-asked.ts';

const checkout = { cluster: 'prod', kind: 'Deployment', namespace: 'web', name: 'checkout' };
const EMPTY: Focus = { clusters: ['prod'], namespaces: [], objects: [], openChoices: [] };
const within: Focus = { ...EMPTY, walk: 'w', lastSkill: 'walk' };
const aside: Focus = { ...EMPTY, walk: 'w', lastSkill: 'inventory' };

/** Everything else that is asked is about checkout. */
const readings: string[] = [];
const rest = ({ message }: UnderstandInput): Reading => {
  readings.push(message);
  const slots = { clusters: ['prod'], clusterNamed: false, namespaces: [], objects: [checkout] };
  return { type: 'skill', skill: 'diagnose', slots, confidence: 1, mood: 'neutral' };
};

function read(message: string, focus: Focus = EMPTY) {
  const input = { message, focus, clusters: [], snapshot: () => undefined, now: 0, timeZone: 'UTC' };
  const reading = walkAsked(input, rest);
  return reading?.type === 'skill' ? reading.slots : undefined;
}

describe('a walk begins', () => {
  it.each([
    ['troubleshoot checkout', undefined],
    ['Can you troubleshoot checkout for me?', undefined],
    ['walk me through why checkout is slow', 'slow'],
    ['guide me through the errors of checkout', 'errors'],
    ["let's debug checkout step by step", undefined],
    ['help me debug checkout together', undefined],
    ['troubleshoot why checkout keeps crashing', 'restarts'],
    ['guided troubleshooting of checkout', undefined],
  ])('with "%s"', (message, symptom) => {
    const slots = read(message);
    expect(slots?.walk).toEqual({ what: 'start', symptom });
    expect(slots?.objects).toEqual([checkout]);
    expect(readings.at(-1)).toMatch(/checkout/);
  });

  it('with what was spoken of, or with nothing', () => {
    expect(read('troubleshoot it', { ...EMPTY, objects: [checkout] })?.objects).toEqual([checkout]);
    expect(read('guide me')?.objects).toEqual([]);
  });
});

describe('a walk is steered', () => {
  it.each([
    ['next', 'next'],
    ['go on', 'next'],
    ['skip it', 'skip'],
    ['back', 'back'],
    ['stop', 'pause'],
    ['that was it', 'done'],
    ['why?', 'why'],
    ['yes please', 'next'],
    ['check again', 'again'],
    ['show me the record', 'record'],
    ['write it up', 'record'],
    ['where were we?', 'resume'],
  ])('by "%s"', (message, what) => {
    expect(read(message, within)?.walk?.what).toBe(what);
  });

  it.each(['yes', 'why?', 'again'])('but not by "%s" after something else was asked', (message) => {
    expect(read(message, aside)).toBeUndefined();
  });

  it.each(['next', 'done', 'back', 'why?', 'stop', 'yes'])('nor by "%s" when there is none', (message) => {
    expect(read(message)).toBeUndefined();
  });

  it('by its name at any time', () => {
    expect(read('resume the walk on checkout')?.walk).toEqual({ what: 'resume', about: 'checkout' });
    expect(read('list my open walks')?.walk).toEqual({ what: 'list' });
    expect(read('go on with the walk: last changes')?.walk).toEqual({ what: 'branch', step: 'last changes' });
  });
});

describe('no walk', () => {
  it.each([
    'walk me through how to restart a deployment',
    'why is checkout slow?',
    'debug checkout',
    'how many pods are there?',
    'show the logs of checkout',
    'what is next to node worker-2',
    'resume the rollout of checkout',
    'continue',
  ])('in "%s"', (message) => {
    expect(read(message)?.walk).toBeUndefined();
  });
});
