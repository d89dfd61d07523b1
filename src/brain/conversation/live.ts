import { isHouseError } from '#ground/errors';
import { isNumberTaken, type Memory } from '../memory/store.ts';
import type { TurnEvent } from '../turn-event.ts';
import type { Focus } from '../understand/reading.ts';

type Unnumbered<Event> = Event extends unknown ? Omit<Event, 'turnId' | 'seq' | 'at'> : never;
/** An event before the conversation gives it its place and time. */
export type NewEvent = Unnumbered<TurnEvent>;

/** Keeps events; the default only adds them. */
type Write = (events: TurnEvent[]) => Promise<void>;

/** An event that has no number yet. */
type Dated = NewEvent & Pick<TurnEvent, 'turnId' | 'at'>;

interface Job {
  events: Dated[];
  /** Undefined: added with others in one go. */
  write: Write | undefined;
  done: (kept: TurnEvent[] | Error) => void;
}

/** A conversation that is open in this process: the one place where its events get their order. */
export interface LiveConversation {
  id: string;
  personId: string;
  focus: Focus;
  /** Turns so far. */
  turns: number;
  isNew: boolean;
  /** Of the last event that this process has kept or read. */
  lastSeq: () => number;
  running: Map<string, AbortController>;
  listeners: Set<(events: TurnEvent[]) => void>;
  /** Ends when the turns begun so far have ended: one conversation answers one message at a time. */
  lastTurn: Promise<void>;
  /** Numbers the events, keeps them, then shows them to the listeners: what was seen is never lost. */
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

const numbered = (jobs: Job[], last: number): TurnEvent[] =>
  jobs.flatMap((job) => job.events).map((event, at): TurnEvent => ({ ...event, seq: last + 1 + at }));

/** Tells each job which of the events are its own. */
function tell(jobs: Job[], events: TurnEvent[]): void {
  let from = 0;
  for (const { done, events: own } of jobs) done(events.slice(from, (from += own.length)));
}

function refuse(jobs: Job[], cause: unknown): void {
  const error = isHouseError(cause) ? cause : new Error('the events could not be kept', { cause });
  for (const { done } of jobs) done(error);
}

/** Keeps jobs one after the other, each event under the next number. */
function createWriter(deps: LiveDeps, live: LiveConversation, lastSeq: number) {
  const queue: Job[] = [];
  let pumping = false;
  let last = lastSeq;
  const add: Write = (events) => deps.memory.addEvents(live.id, events);

  /** Once more, from where the conversation is now, when another process on the same store went on with it. */
  const write = async (jobs: Job[], tries = 5): Promise<TurnEvent[]> => {
    const events = numbered(jobs, last);
    try {
      await (jobs[0]?.write ?? add)(events);
      return events;
    } catch (error) {
      const kept = isNumberTaken(error) ? await deps.memory.conversation(live.id) : undefined;
      if (kept === undefined || tries === 0) throw error;
      last = kept.lastSeq;
      live.focus = kept.focus;
      return write(jobs, tries - 1);
    }
  };

  const keep = async (jobs: Job[]): Promise<void> => {
    const events = await write(jobs);
    last = events.at(-1)?.seq ?? last;
    for (const listener of live.listeners) listener(events);
    tell(jobs, events);
  };

  const pump = async (): Promise<void> => {
    pumping = true;
    while (queue.length > 0) {
      const jobs = nextJobs(queue);
      await keep(jobs).catch((cause: unknown) => refuse(jobs, cause));
    }
    pumping = false;
  };

  const enqueue = (events: Dated[], how: Write | undefined): Promise<TurnEvent[]> =>
    new Promise((resolve, reject) => {
      const done: Job['done'] = (kept) => (kept instanceof Error ? reject(kept) : resolve(kept));
      queue.push({ events, write: how, done });
      if (!pumping) void pump();
    });
  return { enqueue, lastSeq: () => last };
}

/** Opens the live side of a conversation. */
export function openLive(deps: LiveDeps, { lastSeq, ...known }: Opened): LiveConversation {
  const live: LiveConversation = {
    ...known,
    lastSeq: () => writer.lastSeq(),
    running: new Map(),
    listeners: new Set(),
    lastTurn: Promise.resolve(),
    append: (turnId, events, how) => {
      const at = new Date(deps.now()).toISOString();
      return writer.enqueue(
        events.map((event): Dated => ({ ...event, turnId, at })),
        how,
      );
    },
  };
  const writer = createWriter(deps, live, lastSeq);
  return live;
}
