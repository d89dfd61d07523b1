import type { CallFor, Model, ModelRequest, Task } from '#llm/spec';
import type { Health } from './health.ts';

/** A model and how it does. */
export interface Candidate {
  model: Model;
  health: Health;
}

export interface RouteRules {
  /** Ids in the order of the operator, by task; `answer` for a task without a list. */
  lists: { answer: string[] } & Partial<Record<Task, string[]>>;
  order: 'listed' | 'cheapest' | 'fastest';
  /** Nothing said may leave this network, whoever asks. */
  localOnly: boolean;
}

/** Why a model is not even asked. */
export interface LeftOut {
  model: string;
  code: string;
  reason: string;
}

/** What a request needs of a model. */
interface Needs extends Pick<ModelRequest, 'tools' | 'schema' | 'maxOutputTokens'> {
  inputTokens: number;
}

const leftOut = (model: string, code: string, reason: string): LeftOut => ({ model, code, reason });

function objection({ model, health }: Candidate, needs: Needs | undefined, now: number): LeftOut | undefined {
  const { id, can, contextTokens } = model;
  const rests = health.restsUntil();
  if (rests !== undefined) {
    const seconds = Math.ceil((rests - now) / 1000);
    const why = health.lastFault() ?? 'it failed several times';
    return leftOut(id, 'resting', `it is left alone for ${seconds} s: ${why}`);
  }
  if (needs === undefined) return undefined;
  if (!can.callTools && (needs.tools?.length ?? 0) > 0)
    return leftOut(id, 'no-tools', 'it cannot call tools');
  if (!can.followSchema && needs.schema !== undefined)
    return leftOut(id, 'no-schema', 'it cannot follow a schema');
  const needed = needs.inputTokens + needs.maxOutputTokens;
  if (needed > contextTokens)
    return leftOut(id, 'context-too-long', `about ${needed} tokens do not fit into its ${contextTokens}`);
  return undefined;
}

const dollars = ({ model: { price } }: Candidate): number => 4 * price.input + price.output;
/** One that was never measured is taken for neither quick nor slow. */
const wait = ({ health }: Candidate): number => health.firstTokenMs() ?? 1500;

function sorted(candidates: Candidate[], order: RouteRules['order']): Candidate[] {
  if (order === 'listed') return candidates;
  const worth = order === 'cheapest' ? dollars : wait;
  return candidates.toSorted((a, b) => worth(a) - worth(b));
}

const isPreferred = ({ model }: Candidate, prefer: string): boolean =>
  model.id === prefer || model.provider === prefer || model.id.endsWith(`/${prefer}`);

/** Those to ask, in order, and those that are not and why. */
export function orderModels(
  { candidates, rules, now }: { candidates: ReadonlyMap<string, Candidate>; rules: RouteRules; now: number },
  { task, prefer, localOnly = false }: CallFor,
  needs?: Needs,
): { ask: Candidate[]; left: LeftOut[] } {
  const listed = (rules.lists[task] ?? rules.lists.answer).flatMap((id) => candidates.get(id) ?? []);
  const left: LeftOut[] = [];
  const fit = listed.filter((candidate) => {
    const isKept = (rules.localOnly || localOnly) && !candidate.model.isLocal;
    const against = isKept
      ? leftOut(candidate.model.id, 'not-local', 'what is said to it would leave this network')
      : objection(candidate, needs, now);
    if (against !== undefined) left.push(against);
    return against === undefined;
  });
  const ask = sorted(fit, rules.order);
  if (prefer === undefined) return { ask, left };
  const first = ask.filter((candidate) => isPreferred(candidate, prefer));
  return { ask: [...first, ...ask.filter((candidate) => !first.includes(candidate))], left };
}
