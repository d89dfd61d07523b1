import type { Memory } from '../memory/store.ts';
import type { TurnEvent } from '../turn-event.ts';
import type { Focus } from '../understand/reading.ts';

type Unnumbered<Event> = Event extends unknown ? Omit<Event, 'turnId' | 'seq' | 'at'> : never;
/** An event before the conversation gives it its place and time. */
export type NewEvent = Unnumbered<TurnEvent>;

/** Keeps events; the default only adds them. */
type Write = (events: TurnEvent[]) => Promise<void>;

interface Job {
  events: TurnEvent[];
  /** Undefined: added with others in one go. */
  write: Write | undefined;
  done: (error?: Error) => void;
}

/** A conversation that is open in this process: the one place where its events get their order. */
export interface LiveConversation {
  id: string;
  personId: string;
  focus: Focus;
  /** Turns so far. */
  turns: number;
  isNew: boolean;
  /** Of the event numbered last in this process. */
  lastSeq: () => number;
  running: Map<string, AbortController>;
  listeners: Set<(events: TurnEvent[]) => void>;
  /** Ends when the turns begun so far have ended: one conversation answers one message at a time. */
  lastTurn: Promise<void>;
  /** Takes over what another process on the same store has added. */
  catchUp: (kept: Pick<Opened, 'focus' | 'turns' | 'lastSeq'>) => void;
  /** Numbers the events at once, keeps them, then shows them to the listeners: what was seen is never lost. */
  append: (turnId: string, events: NewEvent[], write?: Write) => Promise<TurnEvent[]>;
}

interface LiveDeps {
  memory: Memory;
  now: () => number;
}

type Opened = Pick<LiveConversation, 'id' | 'personId' | 'focus' | 'turns' | 'isNew'> & { lastSeq: number };

/** Takes the next jobs that one write can serve: one with its own write, or all plain ones in a row. */
function nextJobs(queue: Job[]): Job[] {
  const special = queue.findIndex(({ write }) => write !== undefined);
  if (special === 0) return queue.splice(0, 1);
  return queue.splice(0, special === -1 ? queue.length : special);
}

function createWriter(deps: LiveDeps, live: Pick<LiveConversation, 'id' | 'listeners'>) {
  const queue: Job[] = [];
  let pumping = false;

  const keep = async (jobs: Job[]): Promise<void> => {
    const events = jobs.flatMap((job) => job.events);
    const add: Write = (all) => deps.memory.addEvents(live.id, all);
    await (jobs[0]?.write ?? add)(events);
    for (const listener of live.listeners) listener(events);
  };

  const pump = async (): Promise<void> => {
    pumping = true;
    while (queue.length > 0) {
      const jobs = nextJobs(queue);
      const error = await keep(jobs).then(
        () => undefined,
        (cause: unknown) => new Error('the events could not be kept', { cause }),
      );
      for (const job of jobs) job.done(error);
    }
    pumping = false;
  };

  return (events: TurnEvent[], write: Write | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      queue.push({
        events,
        write,
        done: (error) => (error === undefined ? resolve() : reject(error)),
      });
      if (!pumping) void pump();
    });
}

/** Opens the live side of a conversation. */
export function openLive(deps: LiveDeps, opened: Opened): LiveConversation {
  const { lastSeq, ...known } = opened;
  const listeners: LiveConversation['listeners'] = new Set();
  const write = createWriter(deps, { id: opened.id, listeners });
  let seq = lastSeq;
  const live: LiveConversation = {
    ...known,
    lastSeq: () => seq,
    running: new Map(),
    listeners,
    lastTurn: Promise.resolve(),
    catchUp: (kept) => {
      seq = Math.max(seq, kept.lastSeq);
      live.focus = kept.focus;
      live.turns = kept.turns;
    },
    append: async (turnId, events, how) => {
      const at = new Date(deps.now()).toISOString();
      const numbered = events.map((event): TurnEvent => ({ ...event, turnId, seq: (seq += 1), at }));
      await write(numbered, how);
      return numbered;
    },
  };
  return live;
}
