interface Timer {
  key: string;
  at: number;
  order: number;
  run: () => void;
}

/** Simulated time: a queue of keyed timers. Setting a key again replaces its timer. */
export interface Timeline {
  now(): number;
  at(key: string, time: number, run: () => void): void;
  after(key: string, ms: number, run: () => void): void;
  cancel(key: string): void;
  /** Runs every timer due until `time`, in order, and leaves the clock there. Never moves it back. */
  runTo(time: number): void;
  /**
   * Sets the clock back, so that what is done next has happened in the past. Timers move back with it,
   * except those whose key starts with `fixed`: they stand for moments of the calendar.
   */
  rewind(time: number, fixed: string): void;
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Timer[], timer: Timer): void {
  let index = heap.length;
  heap.push(timer);
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (!parent || before(parent, timer)) break;
    heap[index] = parent;
    heap[parentIndex] = timer;
    index = parentIndex;
  }
}

function smallerChild(heap: Timer[], index: number): number {
  const left = heap[2 * index + 1];
  const right = heap[2 * index + 2];
  if (!left) return -1;
  return right && before(right, left) ? 2 * index + 2 : 2 * index + 1;
}

function pop(heap: Timer[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let index = 0;
  heap[0] = last;
  for (;;) {
    const childIndex = smallerChild(heap, index);
    const child = heap[childIndex];
    if (!child || before(last, child)) return;
    heap[index] = child;
    heap[childIndex] = last;
    index = childIndex;
  }
}

function moveBack(heap: Timer[], kept: Timer[], move: { by: number; fixed: string }): void {
  heap.length = 0;
  for (const timer of kept) {
    if (!timer.key.startsWith(move.fixed)) timer.at -= move.by;
    push(heap, timer);
  }
}

/** `settle` runs before time moves on: it lets controllers react to what the timers of a moment did. */
export function createTimeline(start: number, settle: () => void): Timeline {
  const heap: Timer[] = [];
  const byKey = new Map<string, Timer>();
  let current = start;
  let order = 0;

  function at(key: string, time: number, run: () => void): void {
    const timer = { key, at: time, order: order++, run };
    byKey.set(key, timer);
    push(heap, timer);
  }

  function runTo(time: number): void {
    settle();
    for (let next = heap[0]; next && next.at <= time; next = heap[0]) {
      pop(heap);
      if (byKey.get(next.key) === next) {
        byKey.delete(next.key);
        current = Math.max(current, next.at);
        next.run();
      }
      if ((heap[0]?.at ?? Infinity) > current) settle();
    }
    current = Math.max(current, time);
  }

  function rewind(time: number, fixed: string): void {
    moveBack(
      heap,
      heap.filter((timer) => byKey.get(timer.key) === timer),
      { by: current - time, fixed },
    );
    current = time;
  }

  return {
    now: () => current,
    at,
    after: (key, ms, run) => at(key, current + ms, run),
    cancel: (key) => void byKey.delete(key),
    runTo,
    rewind,
  };
}
