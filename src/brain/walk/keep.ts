import type { Item } from '../answer/draft.ts';
import type { Evidence } from '../turn-event.ts';
import { isQuiet, onward, type Onward, type Taken } from './graph.ts';
import type { Found } from './found.ts';
import type { Branch, Walk, WalkFact, WalkStep } from './walk.ts';

/** The steps that decide: those that nobody went back from. */
export const stepsOf = (walk: Walk): WalkStep[] => walk.steps.filter(({ isLeft }) => isLeft !== true);

/** The step that was looked at last. */
export const lastLook = (walk: Walk): WalkStep | undefined =>
  stepsOf(walk).findLast(({ state }) => state === 'looked');

/** Where the walk goes on from what was found. */
export const onwardOf = (walk: Walk): Onward => onward(stepsOf(walk) satisfies Taken[], walk.symptom);

/** The walk with where it goes on. */
export function pointed(walk: Walk): Walk {
  const way = onwardOf(walk);
  if (way.kind === 'look') return { ...walk, next: way.next, others: way.others };
  return { ...walk, next: undefined, others: way.kind === 'ask' ? way.others : [] };
}

const keyOf = ({ source, says }: Pick<Evidence, 'source' | 'says'>): string =>
  JSON.stringify([source.system, source.cluster, source.query, says]);

/** Gives the evidence of a turn the walk's own ids. */
function adopt(walk: Walk, items: readonly Item[], cited: readonly Evidence[]) {
  const evidence = [...walk.evidence];
  const idOf = (id: string): string[] => {
    const observation = cited.find((one) => one.id === id);
    if (observation === undefined) return [];
    const known = evidence.find((one) => keyOf(one) === keyOf(observation));
    if (known !== undefined) return [known.id];
    const own = { ...observation, id: `w${evidence.length + 1}` };
    evidence.push(own);
    return [own.id];
  };
  const facts = items.map(({ text, evidence: ids }): WalkFact => ({
    text: text.markdown,
    evidence: [...new Set(ids.flatMap(idOf))],
  }));
  return { facts, evidence };
}

interface Looked {
  branch: Branch;
  found: Found;
  /** The evidence of the turn. */
  cited: readonly Evidence[];
  at: string;
}

/** The walk with a step that was looked at. */
export function withLook(walk: Walk, { branch, found, cited, at }: Looked): Walk {
  const { items, signals, rulesIn, rulesOut, guilty = walk.guilty } = found;
  const { facts, evidence } = adopt(walk, items, cited);
  const step: WalkStep = { ...branch, at, state: 'looked', facts, signals, rulesIn, rulesOut };
  const [told] = isQuiet(stepsOf(walk)) ? [] : facts;
  const outcome = branch.step === 'cause' ? { cause: told?.text, isConfirmed: false, at } : walk.outcome;
  return pointed({
    ...walk,
    state: 'open',
    updatedAt: at,
    steps: [...walk.steps, step],
    evidence,
    guilty,
    outcome,
  });
}

/** The walk past what comes next. */
export function withSkip(walk: Walk, at: string): Walk {
  if (walk.next === undefined) return walk;
  const step: WalkStep = { ...walk.next, at, state: 'skipped', facts: [], signals: [] };
  return pointed({ ...walk, updatedAt: at, steps: [...walk.steps, step] });
}

/** The walk without its last step, which may be taken again. */
export function withoutLast(walk: Walk, at: string): Walk {
  const last = stepsOf(walk).at(-1);
  const steps = walk.steps.map((step) => (step === last ? { ...step, isLeft: true } : step));
  const outcome = last?.step === 'cause' ? undefined : walk.outcome;
  return pointed({ ...walk, updatedAt: at, steps, outcome });
}

/** The finding that says most: of the cause, else of the last step that points somewhere. */
function telling(walk: Walk): WalkFact | undefined {
  const step = stepsOf(walk).findLast((one) => one.rulesIn !== undefined);
  const [first, second] = step?.facts ?? [];
  return step?.step === 'status' ? (second ?? first) : first;
}

/** The walk that has found what it was after, as far as what was found names it. */
export function withDone(walk: Walk, at: string): Walk {
  const cause = walk.outcome?.cause ?? telling(walk)?.text;
  return { ...walk, state: 'done', updatedAt: at, outcome: { cause, isConfirmed: true, at } };
}
