import type { Outcome, Severity } from './answer.ts';
import type { SystemName } from './connect.ts';
import type { Matcher } from './matcher.ts';
import type { Truth } from './truth.ts';

/** The skills that questions are grouped by in the score: the product's own list, plus what crosses all of them. */
export type Skill =
  | 'greet'
  | 'help'
  | 'cluster-health'
  | 'diagnose'
  | 'inventory'
  | 'describe'
  | 'logs'
  | 'events'
  | 'usage'
  | 'changes'
  | 'relations'
  | 'rollout'
  | 'access'
  | 'connectivity'
  | 'command'
  | 'explain'
  | 'change-request'
  | 'switch'
  | 'dialogue'
  | 'names'
  | 'out-of-reach'
  | 'hostile'
  | 'metrics'
  | 'alerts'
  | 'traces'
  | 'deployments'
  | 'sync'
  | 'incidents'
  | 'dashboards'
  | 'slo';

/** What a right answer says, worked out from the world and never from the product. */
export interface Expectation {
  /** Each must be in the text. */
  facts?: Matcher[];
  /** Each must be in the text's opening: for counts, where any number further on would do by luck. */
  opening?: Matcher[];
  /** None may be in the text. */
  forbid?: Matcher[];
  /** How the turn may end; `answered` when omitted. */
  outcome?: Outcome | Outcome[];
  /** The worst severity that the turn may report; `none` for something healthy. */
  severity?: 'none' | Severity[];
  /** Something that text alone does not show, such as the world being untouched. The fault in words, or nothing. */
  world?: () => string | undefined;
}

export interface Question {
  id: string;
  skill: Skill;
  /** Which company: names that the world makes up, and what a fault strikes, follow from it. */
  seed?: number;
  /**
   * Faults of lab/world (`staging:` before one puts it into the other cluster) and scenes of lab/evals/scenes that are in force;
   * the healthy company when omitted.
   */
  scenario?: string | string[];
  /** The product reaches the company's systems, but for those that are down; without it the clusters are all it has. */
  systems?: { down?: SystemName[] };
  /** Earlier messages of the same conversation. */
  dialogue?: string[];
  /** The same question in the words of several people; {placeholders} are names that the world made up, see truth.ts. */
  phrasings: string[];
  expect: (truth: Truth) => Expectation | Promise<Expectation>;
}

/** Questions of one skill: the file says it once. */
export function ofSkill(skill: Skill, questions: Omit<Question, 'skill'>[]): Question[] {
  return questions.map((question) => ({ ...question, skill }));
}
