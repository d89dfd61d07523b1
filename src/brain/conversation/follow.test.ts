import { expect, it } from 'vitest';
import type { Memory } from '../memory/store.ts';
import type { TurnEvent } from '../turn-event.ts';
import { follow } from './follow.ts';
import type { Hub } from './hub.ts';
import type { LiveConversation } from './live.ts';

const ASKER = { personId: 'p', channel: 'api' } as const;
const event = (seq: number): TurnEvent => ({
  type: 'text-delta',
  text: String(seq),
  turnId: 't',
  seq,
  at: '2026-03-10T12:00:00.000Z',
});

it('reads from the store what another process put between two events that arrive at once', async () => {
  const kept: TurnEvent[] = [];
  const listeners: LiveConversation['listeners'] = new Set();
  const live = { id: 'c', listeners, lastSeq: () => 0, running: new Map() } as unknown as LiveConversation;
  const memory = {
    eventsAfter: (_: string, after: number) => Promise.resolve(kept.filter(({ seq }) => seq > after)),
  } as unknown as Memory;
  const hub = { acquire: () => Promise.resolve(live), release: () => undefined } as unknown as Hub;
  const stop = new AbortController();
  const request = { conversationId: 'c', asker: ASKER, afterSeq: 0, signal: stop.signal };
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { seq } of follow({ hub, memory }, request)) {
      seen.push(seq);
      if (seq === 6) stop.abort();
    }
  })();
  await new Promise((resolve) => setImmediate(resolve));
  kept.push(...[1, 2, 3, 4, 5, 6].map(event));
  for (const own of [[1, 2], [5], [6]]) for (const tell of listeners) tell(own.map(event));
  await reading;
  expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
});
