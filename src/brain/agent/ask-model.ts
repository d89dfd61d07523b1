import type { Draft } from '../answer/draft.ts';
import type { Focus } from '../understand/reading.ts';
import type { Turn, TurnDeps, Workbench } from '../workbench.ts';
import type { AgentEnd } from './agent.ts';
import { namesOf } from './names.ts';
import { runAgent } from './run-agent.ts';

const MOST_OBJECTS = 10;

/** What a conversation was about, in words. */
function aboutOf({ objects, lastMessage, evidence = [] }: Focus): string {
  const named = objects
    .slice(0, MOST_OBJECTS)
    .map(({ kind, namespace, name }) => `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`);
  return [
    ...(lastMessage === undefined ? [] : [`The question before this one: ${lastMessage}`]),
    ...(named.length === 0 ? [] : [`Objects spoken of, in the order shown: ${named.join(', ')}`]),
    ...evidence.map(({ says }) => says.slice(0, 300)),
  ].join('\n');
}

/** Has a model answer a turn; undefined when there is none to ask. */
export async function askModel(
  deps: TurnDeps,
  turn: Turn,
  given: { bench: Workbench; own: Draft; ask: (question: string) => Promise<Draft> },
): Promise<AgentEnd | undefined> {
  const { models, tools, kubernetes, newId, now, timeZone } = deps;
  if (models === undefined) return undefined;
  const { bench, own, ask } = given;
  return runAgent({
    message: turn.message,
    asker: turn.asker,
    prefer: turn.model,
    models,
    tools: (await tools) ?? [],
    own,
    about: aboutOf(turn.focus),
    ask,
    ledger: bench.ledger,
    track: bench.calls.track,
    emit: turn.emit,
    signal: turn.signal,
    now,
    timeZone: turn.asker.timeZone ?? timeZone,
    isName: namesOf(kubernetes.clusters(), bench.snapshot),
    newId,
  });
}
