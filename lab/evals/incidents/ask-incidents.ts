import type { BrokenScenario, World } from '#lab/world';
import { openStage } from '../stage.ts';
import { phrasings } from './cases.ts';
import type { Case } from './cases.ts';
import { judgeReading, judgeSilence } from './judge-reading.ts';
import type { Verdict } from './judge-reading.ts';
import { readAnswer } from './read-answer.ts';
import { settingsFor } from '../connect.ts';

type Truth = NonNullable<BrokenScenario['truth']>;

/** One question about one case, and what became of it. */
export interface Outcome {
  of: Case;
  truth: Truth;
  asked: string;
  answer: string;
  causes: string[];
  verdict: Verdict;
  ms: number;
}

interface Named {
  metadata: { name: string; namespace?: string };
}

/** What can be named: every workload, job, policy and node of production, and what the truth adds. */
function namesOf(world: World, { cluster }: BrokenScenario, truth: Truth): string[] {
  const hand = world.cluster(cluster);
  const kinds = ['deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'nodes', 'networkpolicies'];
  const objects = kinds.flatMap((kind) => hand.objects(kind) as unknown as Named[]);
  return [...new Set([...objects.map(({ metadata }) => metadata.name), ...truth.causes, ...truth.victims])];
}

/** Puts every phrasing to the product while one scenario is in force in one company. */
export async function askCase(of: Case): Promise<Outcome[]> {
  const stage = await openStage([of.scenario], of.seed, settingsFor);
  try {
    const [struck] = stage.struck;
    const truth = struck?.truth;
    const victim = truth?.victims[0];
    if (!struck || !truth || victim === undefined)
      throw new Error(`${of.scenario} does not say what is true`);
    const known = namesOf(stage.world, struck, truth);
    await stage.copilot.ask(['what is firing?']);
    const outcomes: Outcome[] = [];
    for (const asked of phrasings(truth.feels, victim)) {
      const { text: answer, outcome, ms } = await stage.copilot.ask([asked]);
      const reading = readAnswer(answer, victim, known);
      const verdict = outcome === 'answered' ? judgeReading(reading, truth) : judgeSilence(truth);
      outcomes.push({ of, truth, asked, answer, causes: reading.causes, verdict, ms });
    }
    return outcomes;
  } finally {
    await stage.close();
  }
}
