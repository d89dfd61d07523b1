import type { Tool } from '#connectors/kit';
import type { KubernetesPort } from '#connectors/kubernetes';
import type { ClusterSnapshot, WatchedKind } from '#diagnosis/evidence';
import type { LanguageModels } from '#llm/spec';
import { openLedger, type Ledger } from './answer/ledger.ts';
import type { Look } from './answer/notes.ts';
import type { Asker, ReasonerChoice } from './asker.ts';
import { trackCalls, type Calls } from './calls.ts';
import type { NewEvent } from './conversation/live.ts';
import { learningHere } from './learning/here.ts';
import type { LearningStore } from './learning/store.ts';
import type { PersonalityDial } from './personality/dial.ts';
import { occasionOf } from './personality/give-voice.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { thinkingLine } from './personality/voice.ts';
import type { Preferences } from './preferring/preferences.ts';
import type { PreferenceStore } from './preferring/store.ts';
import type { Recalling } from './recalling/recalling.ts';
import type { SkillContext } from './skills/skill.ts';
import { trackSystems } from './systems.ts';
import type { Systems } from './systems.ts';
import type { Focus, Reading, Slots, Understand } from './understand/reading.ts';
import type { WalkStore } from './walk/store.ts';

/** What every turn works with. */
export interface TurnDeps {
  kubernetes: KubernetesPort;
  /** What is known beside the clusters; nothing when omitted. */
  systems?: Promise<Systems>;
  understand: Understand;
  models?: LanguageModels;
  tools?: Promise<readonly Tool[]>;
  walks: WalkStore;
  /** Where answers, ratings, corrections and dials are kept. */
  learning: LearningStore;
  knowledge: Knowledge;
  memories: Recalling;
  preferences: PreferenceStore;
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
  reasoner?: ReasonerChoice;
  /** Of the model that is to be asked first. */
  model?: string;
  /** How much of Jamie's manner the asker wants here; full when omitted. */
  dial?: PersonalityDial;
  /** What the asker wants kept of them. */
  preferred?: Preferences;
  signal: AbortSignal;
  emit: (event: NewEvent) => void;
  startedAt: number;
  firstEventAt: number;
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
function sayingSo(turn: Turn, when: { now: number; timeZone: string }): Turn['emit'] {
  const { emit } = turn;
  const occasion = occasionOf(turn, { ...when, mood: 'unfelt' });
  let isFirst = true;
  return (event) => {
    if (isFirst) emit({ type: 'thought-shared', text: thinkingLine(occasion) });
    isFirst = false;
    emit(event);
  };
}

/** What the answer to one message is made with. */
export interface Workbench {
  context: (reading: Reading) => SkillContext;
  looks: () => Look[];
  calls: Calls;
  ledger: Ledger;
  snapshot: SkillContext['snapshot'];
}

/** Lays out what a turn works with: its calls announced, its evidence numbered, each cluster read once. */
export function setUp(
  deps: TurnDeps,
  turn: Turn,
  { now, systems }: { now: number; systems: Systems },
): Workbench {
  const { kubernetes, callDeadlineMs: deadlineMs } = deps;
  const snapshot = rememberSnapshots(kubernetes);
  const ledger = openLedger((evidence) => turn.emit({ type: 'evidence-added', evidence }));
  const { message, asker, focus, signal } = turn;
  const when = { now, timeZone: asker.timeZone ?? deps.timeZone };
  const calls = trackCalls({ kubernetes, emit: sayingSo(turn, when), signal, now: deps.now, deadlineMs });
  const { looks, looked } = noteLooks();
  const common = {
    message,
    asker,
    focus,
    ...when,
    snapshot,
    looked,
    calls,
    systems: trackSystems(systems, calls.track),
    ledger,
    walks: deps.walks,
    knowledge: deps.knowledge,
    memories: deps.memories,
    preferences: deps.preferences,
    learning: learningHere(deps, turn),
    newId: deps.newId,
  };
  const think = (text: string): void => turn.emit({ type: 'thought-shared', text });
  const context = (reading: Reading): SkillContext => ({
    ...common,
    occasion: occasionOf(turn, { mood: reading.mood, ...when }),
    slots: reading.type === 'skill' ? reading.slots : NO_SLOTS,
    clusters: kubernetes.clusters(),
    think,
  });
  return { context, looks, calls, ledger, snapshot };
}
