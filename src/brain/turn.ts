import type { KubernetesPort } from '#connectors/kubernetes';
import type { ClusterSnapshot, WatchedKind } from '#diagnosis/evidence';
import { answerOne } from './answer-one.ts';
import { say, type Block, type Draft } from './answer/draft.ts';
import { openLedger, type Ledger } from './answer/ledger.ts';
import { inline } from './answer/markdown.ts';
import { notesOn, type Look } from './answer/notes.ts';
import { factsOf, renderBlock } from './answer/render.ts';
import { finishedBlock } from './answer/sentence.ts';
import type { Asker } from './brain.ts';
import { trackCalls, type Calls } from './calls.ts';
import type { NewEvent } from './conversation/live.ts';
import { closingFor, thinkingLine } from './personality/voice.ts';
import type { SkillContext } from './skills/skill.ts';
import { answerSeveral, askedFor, remembering } from './several.ts';
import { connectedIn, trackSystems } from './systems.ts';
import type { Systems } from './systems.ts';
import type { TurnFinished } from './turn-event.ts';
import { questionsIn } from './understand/compound.ts';
import type { Focus, Reading, Slots, Understand, UnderstandInput } from './understand/reading.ts';
import type { WalkStore } from './walk/store.ts';

export interface TurnDeps {
  kubernetes: KubernetesPort;
  /** What is known beside the clusters; nothing when omitted. */
  systems?: Promise<Systems>;
  understand: Understand;
  walks: WalkStore;
  newId: () => string;
  now: () => number;
  timeZone: string;
  /** Milliseconds after which a call to a system is given up. */
  callDeadlineMs: number;
}

/** One message to answer. */
export interface Turn {
  conversationId: string;
  message: string;
  asker: Asker;
  focus: Focus;
  /** From 1. */
  turn: number;
  lastSaid?: string;
  signal: AbortSignal;
  emit: (event: NewEvent) => void;
  startedAt: number;
  firstEventAt: number;
}

/** How a turn ended: its last event, and what to remember. */
export interface Answered {
  finished: Extract<NewEvent, { type: 'turn-finished' }>;
  focus: Focus;
  said?: string;
  gap?: Draft['gap'];
}

const NO_SLOTS: Slots = { clusters: [], clusterNamed: false, namespaces: [], objects: [] };

/** Reads each cluster once, so that one answer speaks of one moment. */
function rememberSnapshots(kubernetes: KubernetesPort): (cluster: string) => ClusterSnapshot | undefined {
  const read = new Map<string, ClusterSnapshot | undefined>();
  const attempt = (cluster: string): ClusterSnapshot | undefined => {
    try {
      return kubernetes.snapshot(cluster);
    } catch {
      return undefined;
    }
  };
  return (cluster) => {
    if (!read.has(cluster)) read.set(cluster, attempt(cluster));
    return read.get(cluster);
  };
}

function noteLooks(): { looks: () => Look[]; looked: SkillContext['looked'] } {
  const looks = new Map<string, { kinds: Set<WatchedKind>; namespaces: Set<string>; everywhere: boolean }>();
  const looked: SkillContext['looked'] = (cluster, kinds, namespaces = []) => {
    const look = looks.get(cluster) ?? { kinds: new Set(), namespaces: new Set(), everywhere: false };
    for (const kind of kinds) look.kinds.add(kind);
    for (const namespace of namespaces) look.namespaces.add(namespace);
    looks.set(cluster, { ...look, everywhere: look.everywhere || namespaces.length === 0 });
  };
  return {
    looked,
    looks: () =>
      [...looks].map(([cluster, { kinds, namespaces, everywhere }]) => ({
        cluster,
        kinds,
        namespaces: everywhere ? new Set() : namespaces,
      })),
  };
}

/** Before the first call to a system, a word that it may take a moment. */
function sayingSo({ emit, turn }: Turn): Turn['emit'] {
  let isFirst = true;
  return (event) => {
    if (isFirst) emit({ type: 'thought-shared', text: thinkingLine(turn) });
    isFirst = false;
    emit(event);
  };
}

interface Workbench {
  context: (reading: Reading) => SkillContext;
  looks: () => Look[];
  calls: Calls;
  ledger: Ledger;
  snapshot: SkillContext['snapshot'];
}

function setUp(deps: TurnDeps, turn: Turn, { now, systems }: { now: number; systems: Systems }): Workbench {
  const { kubernetes, callDeadlineMs: deadlineMs } = deps;
  const snapshot = rememberSnapshots(kubernetes);
  const ledger = openLedger((evidence) => turn.emit({ type: 'evidence-added', evidence }));
  const calls = trackCalls({
    kubernetes,
    emit: sayingSo(turn),
    signal: turn.signal,
    now: deps.now,
    deadlineMs,
  });
  const { looks, looked } = noteLooks();
  const { message, asker, focus, lastSaid } = turn;
  const timeZone = asker.timeZone ?? deps.timeZone;
  const common = {
    message,
    asker,
    focus,
    lastSaid,
    turn: turn.turn,
    now,
    timeZone,
    snapshot,
    looked,
    calls,
    systems: trackSystems(systems, calls.track),
    ledger,
    walks: deps.walks,
    newId: deps.newId,
  };
  const think = (text: string): void => turn.emit({ type: 'thought-shared', text });
  const context = (reading: Reading): SkillContext => ({
    ...common,
    mood: reading.mood,
    slots: reading.type === 'skill' ? reading.slots : NO_SLOTS,
    clusters: kubernetes.clusters(),
    think,
  });
  return { context, looks, calls, ledger, snapshot };
}

function worded(turn: Turn, reading: Reading, draft: Draft): { blocks: Block[]; said?: string } {
  const allWell =
    reading.type === 'skill' && reading.skill === 'cluster-health' && draft.severity === undefined;
  const { turn: count, lastSaid } = turn;
  const closing = closingFor(draft, { mood: reading.mood, turn: count, lastSaid, allWell });
  const last = closing === undefined ? [] : [say(inline`${{ markdown: closing }}`)];
  return { blocks: [...draft.blocks.map(finishedBlock), ...last], said: draft.said ?? closing };
}

/** Shows the blocks one after the other; gives the whole text. */
function speak(turn: Turn, blocks: Block[]): string {
  const texts = blocks.map(renderBlock).filter((text) => text !== '');
  const deltas = texts.map((text, at) => (at === 0 ? text : `\n\n${text}`));
  for (const text of deltas) turn.emit({ type: 'text-delta', text });
  return deltas.join('');
}

function ask(turn: Turn, { question }: Draft): void {
  if (question !== undefined) {
    turn.emit({ type: 'question-asked', question: question.text, choices: question.choices });
  }
}

/** Answers one message: understands it, lets a skill gather evidence, words the answer. Rejects when the turn is cancelled. */
export async function answerTurn(deps: TurnDeps, turn: Turn): Promise<Answered> {
  const now = deps.now();
  const systems = (await deps.systems) ?? {};
  const connected = connectedIn(systems);
  const bench = setUp(deps, turn, { now, systems });
  const timeZone = turn.asker.timeZone ?? deps.timeZone;
  const clusters = deps.kubernetes.clusters();
  const inputFor = (message: string, focus: Focus): UnderstandInput => ({
    message,
    clusters,
    snapshot: bench.snapshot,
    focus,
    now,
    timeZone,
    connected,
  });
  const asked = askedFor(turn.message, turn.focus);
  const questions = questionsIn(asked, (part) => deps.understand(inputFor(part, turn.focus)));
  const { reading, draft, focus } = await answerSeveral(questions, turn.focus, (message, before) =>
    answerOne(bench.context, deps.understand, inputFor(message, before)),
  );
  turn.signal.throwIfAborted();
  const notes = draft.outcome === 'answered' ? notesOn(bench.looks(), { snapshot: bench.snapshot, now }) : [];
  const { blocks, said } = worded(turn, reading, { ...draft, blocks: [...draft.blocks, ...notes] });
  const text = speak(turn, blocks);
  ask(turn, draft);
  const finished = finish(deps, turn, { draft, reading, blocks, text, bench });
  const kept = remembering(focus, asked, { draft, evidence: bench.ledger.all() });
  return { finished, focus: kept, said, gap: draft.gap };
}

interface Worded {
  draft: Draft;
  reading: Reading;
  blocks: Block[];
  text: string;
  bench: Workbench;
}

function finish(
  deps: TurnDeps,
  turn: Turn,
  { draft, reading, blocks, text, bench }: Worded,
): Answered['finished'] {
  const timing: TurnFinished['timing'] = {
    totalMs: deps.now() - turn.startedAt,
    firstEventMs: turn.firstEventAt - turn.startedAt,
    toolMs: bench.calls.spentMs(),
  };
  return {
    type: 'turn-finished',
    conversationId: turn.conversationId,
    outcome: draft.outcome,
    text,
    facts: factsOf(blocks),
    evidence: bench.ledger.all(),
    suggestions: draft.suggestions,
    severity: draft.severity,
    focus: draft.focus ?? [],
    skill: reading.type === 'skill' ? reading.skill : reading.type,
    timing,
  };
}
