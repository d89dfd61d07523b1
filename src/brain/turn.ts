import type { AgentEnd } from './agent/agent.ts';
import { askModel } from './agent/ask-model.ts';
import { choosesModel, withoutDeeds } from './agent/chooses-model.ts';
import { answerOne } from './answer-one.ts';
import { say, type Block, type Draft } from './answer/draft.ts';
import { inline } from './answer/markdown.ts';
import { notesOn } from './answer/notes.ts';
import { factsOf, renderBlock } from './answer/render.ts';
import type { NewEvent } from './conversation/live.ts';
import { lengthAs, placeTaken } from './preferring/apply.ts';
import { questionKeyOf } from './learning/question-key.ts';
import { tellCorrections } from './learning/tell-corrections.ts';
import { giveVoice, occasionOf } from './personality/give-voice.ts';
import { answerSeveral, askedFor, remembering, type AnswerOne, type Result } from './several.ts';
import { connectedIn } from './systems.ts';
import type { TurnFinished } from './turn-event.ts';
import { questionsIn } from './understand/compound.ts';
import type { Focus, Reading, Understand, UnderstandInput } from './understand/reading.ts';
import { setUp, type Turn, type TurnDeps, type Workbench } from './workbench.ts';

/** How a turn ended: its last event, and what to remember. */
export interface Answered {
  finished: Extract<NewEvent, { type: 'turn-finished' }>;
  focus: Focus;
  said?: string;
  gap?: Draft['gap'];
  /** The same for the same question. */
  questionKey: string;
  /** What the message was read as, whoever answered it. */
  readAs: string;
}

/** Shows the blocks one after the other, below what was shown before; gives the whole text. */
function speak(turn: Turn, blocks: Block[], before = ''): string {
  const texts = blocks.map(renderBlock).filter((text) => text !== '');
  const deltas = texts.map((text, at) => (at === 0 && before === '' ? text : `\n\n${text}`));
  for (const text of deltas) turn.emit({ type: 'text-delta', text });
  return before + deltas.join('');
}

function ask(turn: Turn, { question }: Draft): void {
  if (question !== undefined) {
    turn.emit({ type: 'question-asked', question: question.text, choices: question.choices });
  }
}

interface OwnAnswer {
  /** The question, as it is read within the conversation. */
  asked: string;
  questions: string[];
  result: Result;
  /** Reads and answers one more, which a model asks: nothing is kept or forgotten for it. */
  answer: AnswerOne;
}

/** What the embedded reasoner makes of the message. */
async function answerOwn(
  deps: TurnDeps,
  turn: Turn,
  { bench, ...about }: Pick<UnderstandInput, 'now' | 'connected'> & { bench: Workbench },
): Promise<OwnAnswer> {
  const inputFor = (message: string, focus: Focus): UnderstandInput => ({
    ...about,
    message,
    clusters: deps.kubernetes.clusters(),
    snapshot: bench.snapshot,
    focus,
    timeZone: turn.asker.timeZone ?? deps.timeZone,
  });
  const asked = askedFor(turn.message, turn.focus);
  const questions = questionsIn(asked, (part) => deps.understand(inputFor(part, turn.focus)));
  const answerBy =
    (understand: Understand): AnswerOne =>
    (message, before) =>
      answerOne(bench.context, understand, inputFor(message, before));
  const result = await answerSeveral(questions, turn.focus, answerBy(deps.understand));
  return { asked, questions, answer: answerBy(withoutDeeds(deps.understand)), result };
}

/** Answers one message: understands it, lets a skill gather evidence, words the answer. Rejects when the turn is cancelled. */
export async function answerTurn(deps: TurnDeps, turn: Turn): Promise<Answered> {
  const now = deps.now();
  const systems = (await deps.systems) ?? {};
  const bench = setUp(deps, turn, { now, systems });
  const connected = connectedIn(systems);
  const { asked, questions, answer, result } = await answerOwn(deps, turn, { bench, now, connected });
  const { reading, draft, focus } = result;
  turn.signal.throwIfAborted();
  const own = { message: asked, questions, reading, draft };
  const told = choosesModel(turn.reasoner ?? 'auto', own)
    ? await askModel(deps, turn, {
        bench,
        own: draft,
        ask: async (question) => (await answer(question, focus)).draft,
      })
    : undefined;
  const notes = draft.outcome === 'answered' ? notesOn(bench.looks(), { snapshot: bench.snapshot, now }) : [];
  const occasion = occasionOf(turn, { mood: reading.mood, now, timeZone: deps.timeZone });
  const questionKey = questionKeyOf(reading, asked);
  const corrections = await correctionsTold(deps, turn, { questionKey, outcome: draft.outcome, now });
  const preferred = turn.preferred ?? {};
  const taken =
    draft.outcome === 'answered' ? placeTaken(reading, preferred, deps.kubernetes.clusters()) : [];
  const whole = {
    ...draft,
    blocks: [...lengthAs(draft.blocks, preferred), ...corrections, ...taken, ...notes],
  };
  const { blocks, said } = giveVoice(whole, reading, occasion);
  const shown = told?.isWhole === true ? [...corrections, ...notes] : blocks;
  const text = speak(turn, [...notesOf(told), ...shown], told?.text);
  if (told?.isWhole !== true) ask(turn, draft);
  const finished = finish(deps, turn, { draft, reading, blocks: shown, text, bench, told });
  const kept = remembering(focus, asked, { draft, evidence: bench.ledger.all() });
  const isKnown = told?.isWhole === true && finished.outcome === 'answered';
  const gap = isKnown ? undefined : draft.gap;
  return { finished, focus: kept, said, gap, questionKey, readAs: readAs(reading) };
}

const readAs = (reading: Reading): string => (reading.type === 'skill' ? reading.skill : reading.type);

interface Asked {
  questionKey: string;
  outcome: Draft['outcome'];
  now: number;
}

/** What people said of the same question, below what is seen now; nothing where there was no answer to correct. */
async function correctionsTold(
  { learning, timeZone }: TurnDeps,
  { asker }: Turn,
  { questionKey, outcome, now }: Asked,
): Promise<Block[]> {
  if (outcome !== 'answered' && outcome !== 'unknown') return [];
  const told = { personId: asker.personId, now, timeZone: asker.timeZone ?? timeZone };
  return tellCorrections(await learning.correctionsOf(questionKey), told);
}

/** How the answer came about, where that has to be said. */
const notesOf = (told: AgentEnd | undefined): Block[] =>
  told === undefined || told.notes.length === 0 ? [] : [say(inline`${told.notes.join(' ')}`)];

interface Worded {
  draft: Draft;
  reading: Reading;
  blocks: Block[];
  text: string;
  bench: Workbench;
  /** What a model made of it, when one was asked. */
  told: AgentEnd | undefined;
}

const reasonerOf = (told: AgentEnd | undefined): TurnFinished['reasoner'] =>
  told?.isWhole === true ? told.reasoner : { kind: 'embedded', fallbacks: told?.reasoner.fallbacks ?? [] };

const outcomeOf = ({ facts }: AgentEnd, draft: Draft): Draft['outcome'] =>
  facts.length > 0 ? 'answered' : draft.outcome === 'unknown' ? 'unknown' : 'talked';

function finish(
  deps: TurnDeps,
  turn: Turn,
  { draft, reading, blocks, text, bench, told }: Worded,
): Answered['finished'] {
  const timing: TurnFinished['timing'] = {
    totalMs: deps.now() - turn.startedAt,
    firstEventMs: turn.firstEventAt - turn.startedAt,
    toolMs: bench.calls.spentMs(),
  };
  return {
    type: 'turn-finished',
    conversationId: turn.conversationId,
    outcome: told?.isWhole === true ? outcomeOf(told, draft) : draft.outcome,
    text,
    facts: [...(told?.facts ?? []), ...factsOf(blocks)],
    evidence: bench.ledger.all(),
    suggestions: draft.suggestions,
    severity: draft.severity,
    focus: draft.focus ?? [],
    skill: told?.isWhole === true ? 'model' : readAs(reading),
    reasoner: reasonerOf(told),
    timing,
  };
}
