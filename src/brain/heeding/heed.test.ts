import { describe, expect, it } from 'vitest';
import { fact, type Draft } from '../answer/draft.ts';
import { inline } from '../answer/markdown.ts';
import type { Reading, SkillId } from '../understand/reading.ts';
import { NOW } from '../understand/testing/builders.ts';
import { said } from '../understand/testing/say.ts';
import { heed } from './heed.ts';

const CHECKOUT = { cluster: 'prod-eu', kind: 'Deployment', namespace: 'shop', name: 'checkout' };
const HEALTHY = 'Deployment `checkout` in `shop` looks healthy: 2 of 2 replicas ready, no restarts.';

interface Case {
  skill?: SkillId;
  answer?: string;
  calls?: unknown[];
  draft?: Partial<Draft>;
}

/** What becomes of an answer to a question. */
function told(
  message: string,
  { skill = 'diagnose', answer = HEALTHY, calls = [], draft }: Case = {},
): Draft {
  const slots = { clusters: ['prod-eu'], clusterNamed: false, namespaces: [], objects: [CHECKOUT] };
  const reading: Reading = { type: 'skill', skill, slots, confidence: 0.5, mood: 'neutral' };
  const blocks = [fact(inline`${{ markdown: answer }}`, ['e1'])];
  return heed(
    said(message),
    { reading, draft: { outcome: 'answered', blocks, suggestions: [], ...draft } },
    calls,
  );
}

describe('an answer that leaves a word of the question out', () => {
  it('is no answer, and says which word', () => {
    const { outcome, blocks, gap } = told('checkout billing tier?');
    expect(outcome).toBe('unknown');
    expect(JSON.stringify(blocks[0])).toContain('`billing`');
    expect(gap).toMatchObject({ outcome: 'not-understood' });
  });

  it('still tells what was found, as a finding and with its evidence', () => {
    const { blocks } = told('checkout billing tier?');
    expect(blocks.at(-1)).toMatchObject({ type: 'list', items: [{ evidence: ['e1'] }] });
  });

  it('offers what can be asked instead', () => {
    expect(told('checkout billing tier?').suggestions[0]?.message).toContain('checkout');
  });

  it('is known by what it speaks of, not by how the question was read', () => {
    const { outcome } = told('which version of checkout is live?');
    expect(outcome).toBe('unknown');
  });
});

describe('how somebody feels', () => {
  it.each(['ffs, is checkout ok?', 'brilliant, is checkout well?', 'wtf is wrong with checkout again!'])(
    'is nothing that an answer has to heed: %s',
    (message) => {
      expect(told(message).outcome).toBe('answered');
    },
  );
});

describe('an answer that leaves a condition out', () => {
  it.each([
    {
      what: 'a time that is over',
      message: 'limits of checkout yesterday?',
      skill: 'describe',
      word: 'yesterday',
    },
    { what: 'a measure', message: 'how full is checkout?', skill: 'diagnose', word: 'how full' },
    { what: 'a bound', message: 'requests of checkout slower than 3.7 s?', skill: 'traces', word: '3.7 s' },
    {
      what: 'a port',
      message: 'can checkout reach redis on port 9090?',
      skill: 'connectivity',
      word: '9090',
    },
    { what: 'a person', message: 'who synced checkout last?', skill: 'sync', word: 'who' },
    {
      what: 'whoever asks',
      message: 'tickets about checkout assigned to me',
      skill: 'incidents',
      word: 'assigned to me',
    },
    {
      what: 'another deed',
      message: 'who can delete pods but not create them?',
      skill: 'access',
      word: 'create',
    },
    { what: 'a subject', message: 'last deployment of shipping?', skill: 'deployments', word: 'shipping' },
    { what: 'another thing', message: 'is checkout ok, and search?', skill: 'diagnose', word: 'search' },
  ] as const)('owns up to $what', ({ message, skill, word }) => {
    const { outcome, blocks } = told(message, {
      skill,
      answer: `${HEALTHY} Limits: 1 CPU. One may delete pods, and reach redis; synced, last. Deployment: shipped.`,
    });
    expect(outcome).toBe('unknown');
    expect(JSON.stringify(blocks[0]).toLowerCase()).toContain(`\`${word}\``);
  });

  it('owns up to a time that was looked at only in part', () => {
    const lately = new Date(NOW - 3_600_000).toISOString();
    const asked = (start: string) =>
      told('error lines of checkout of the last 30 days', { skill: 'logs', calls: [{ start }] }).outcome;
    expect(asked(lately)).toBe('unknown');
    expect(asked(new Date(NOW - 30 * 86_400_000).toISOString())).toBe('answered');
  });
});

describe('an answer that heeds every word', () => {
  it.each([
    'is checkout healthy?',
    'hey jamie, could you please have a look whether checkout is ok today?',
    'how is checkout doing',
  ])('stays as it is: %s', (message) => {
    expect(told(message).outcome).toBe('answered');
  });

  it('heeds a word by speaking of what means the same', () => {
    expect(told('is checkout autoscaled?').outcome).toBe('unknown');
    expect(told('is checkout autoscaled?', { answer: `${HEALTHY} An HPA scales it.` }).outcome).toBe(
      'answered',
    );
  });

  it('heeds a word by what was asked of a system', () => {
    expect(told('is checkout hindered by the mesh?').outcome).toBe('unknown');
    expect(told('is checkout hindered by the mesh?', { calls: [{ query: 'mesh hindered' }] }).outcome).toBe(
      'answered',
    );
  });

  it('heeds what its skill is asked by', () => {
    expect(told('any postmortem of checkout?', { skill: 'incidents' }).outcome).toBe('answered');
  });
});

describe('a word more where the same is said in many ways', () => {
  const ran = (message: string) =>
    told(message, { skill: 'rollout', answer: 'The rollout of `checkout` is complete.' });

  it('leaves the answer standing, which says what it left out', () => {
    const { outcome, blocks } = ran('rollout of checkout, nicely?');
    expect(outcome).toBe('answered');
    expect(JSON.stringify(blocks[1])).toContain('`nicely`');
  });

  it('does not when it sets a condition', () => {
    expect(ran('rollout of checkout without approval?').outcome).toBe('unknown');
  });
});

describe('what is left alone', () => {
  it('is what is no answer', () => {
    expect(told('checkout billing tier?', { draft: { outcome: 'asked' } }).outcome).toBe('asked');
  });

  it('is trouble that was told of and found', () => {
    const draft: Partial<Draft> = { severity: 'critical' };
    expect(told('checkout throws tantrums and fails', { draft }).outcome).toBe('answered');
  });
});
