import { describe, expect, it, vi } from 'vitest';
import { BREAKAGES } from './breakages.ts';
import { lostNode } from './stage.ts';
import type { Stage } from './stage.ts';

/** Told later than a test can wait: by design these get some minutes to come right by themselves. */
const PATIENT = ['wrong-selector', 'nothing-to-measure', 'gated'];

/** On a cluster where nothing is broken, nothing is made out to be. */
export function nothingAnswered(stage: () => Stage): void {
  const ask = async (message: string) => stage().jamie.ask(message);

  describe('answers', () => {
    it.each(["how's my cluster?", 'is anything broken?', 'any problems?'])(
      'that all is well: %s',
      async (question) => {
        const { outcome, severity, text } = await ask(question);
        expect(outcome).toBe('answered');
        expect(severity, text).toBeUndefined();
        expect(text).not.toMatch(/crash|OOM|unschedulable|not ready|failed/i);
      },
    );

    it("that nothing is wrong with what is well: what's wrong with web?", async () => {
      const { outcome, severity, text, facts } = await ask("what's wrong with web?");
      expect(outcome).toBe('answered');
      expect(severity, text).toBeUndefined();
      expect(facts.length).toBeGreaterThan(0);
    });
  });
}

/** Every fault is told, with evidence, to whoever asks; numbers and logs are the cluster's own. */
export function faultsAnswered(stage: () => Stage): void {
  const ask = async (message: string, conversationId?: string) => stage().jamie.ask(message, conversationId);

  describe('answers', () => {
    it.each(BREAKAGES.filter(({ id }) => !PATIENT.includes(id)))(
      "what's wrong with $about.name?",
      async ({ about, cause }) => {
        await vi.waitFor(
          async () => {
            const { outcome, text, severity } = await ask(`what's wrong with ${about.name}?`);
            expect(outcome, text).toBe('answered');
            expect(text).toMatch(cause);
            expect(severity, text).toBeDefined();
          },
          { timeout: 10_000, interval: 500 },
        );
      },
    );

    it('why, in the words of people', async () => {
      const { text } = await ask('why does simulator not start?');
      expect(text).toMatch(/cpu/i);
      const pods = await ask('why are the pods of renderer pending?');
      expect(pods.text).toMatch(/gpu/);
    });

    it("how's my cluster? with the worst first, every statement with evidence", async () => {
      const { outcome, severity, text, facts, evidence } = await ask("how's my cluster?");
      expect(outcome).toBe('answered');
      expect(severity).toBe('critical');
      for (const name of ['ledger', 'thumbnails', 'gallery', 'simulator']) expect(text).toContain(name);
      const known = new Set(evidence.map(({ id }) => id));
      expect(facts.flatMap((fact) => fact.evidence).filter((id) => !known.has(id))).toEqual([]);
    });

    it.each([
      ['how many pods are in the namespace healthy?', /\b3\b/],
      ['how many deployments are there in quota-used-up?', /\b(1|one)\b/i],
      ['how many nodes do we have?', 'nodes'],
      ['which pods are pending?', /simulator/],
      ['list the deployments in bad-rollout', /turnstile/],
      ['where does ledger run?', /crash-loop/],
      ['which namespace is ledger in?', /crash-loop/],
      ['who owns the pod of ledger?', /ReplicaSet `ledger-/],
      ['how many replicas does importer have?', /\b[13]\b/],
    ] as const)('%s', async (question, expected) => {
      const { outcome, text } = await ask(question);
      expect(outcome, text).toBe('answered');
      const nodes = stage().connector.snapshot('cluster').objects.Node.length;
      expect(text).toMatch(expected === 'nodes' ? new RegExp(`\\b${String(nodes)}\\b`) : expected);
    });

    it('that the nodes are well, without a word that all is', async () => {
      const { text, outcome } = await ask('is there anything wrong with the nodes?');
      expect(outcome, text).toBe('answered');
      expect(text).not.toMatch(/nothing (else )?is failing|cluster`? (looks|is) healthy/i);
    });

    it('show me the logs of ledger, and what came before them', async () => {
      const [pod] = stage()
        .connector.snapshot('cluster')
        .objects.Pod.filter(({ metadata }) => metadata.namespace === 'crash-loop');
      const said = [{ at: new Date(), text: 'panic: no route to the database' }];
      const of = { namespace: 'crash-loop', pod: pod?.metadata.name ?? '', container: 'app' };
      await stage().server.writeLogs([{ ...of, lines: said, previous: said }]);
      await vi.waitFor(
        async () => {
          const { text, outcome } = await ask('show me the logs of ledger');
          expect(outcome, text).toBe('answered');
          expect(text).toContain('no route to the database');
        },
        { timeout: 15_000, interval: 500 },
      );
    });

    it('a follow-up, about what was spoken of', async () => {
      const first = await ask("what's wrong with gallery?");
      const second = await ask('why?', first.conversationId);
      expect(second.text).toMatch(/no-such-tag/);
    });

    it('that there is no such thing, and what is meant perhaps', async () => {
      const { outcome, text, severity } = await ask("what's wrong with thumbnail?");
      expect(severity === undefined || text.includes('thumbnails'), text).toBe(true);
      expect(['answered', 'asked', 'unknown']).toContain(outcome);
      const nobody = await ask("what's wrong with zebrafish?");
      expect(nobody.outcome, nobody.text).not.toBe('answered');
    });
  });
}

/** The lost node is told of. */
export function lostNodeAnswered(stage: () => Stage): void {
  it('answers which nodes are not ready', async () => {
    const node = lostNode(stage());
    const { text, outcome } = await stage().jamie.ask('which nodes are not ready?');
    expect(outcome, text).toBe('answered');
    expect(text).toContain(node);
    const told = await stage().jamie.ask(`what's wrong with ${node}?`);
    expect(told.text).toMatch(/not ready/i);
  });
}
