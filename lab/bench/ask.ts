/** What a client of the HTTP door sees of one answer. */
export interface TimedAnswer {
  /** Until the first bytes of the stream. */
  firstEventMs: number;
  totalMs: number;
  text: string;
}

interface StreamedEvent {
  type: string;
  text?: string;
}

function finalText(stream: string): string {
  const events = stream
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => JSON.parse(line.slice('data:'.length)) as StreamedEvent);
  const last = events.findLast((event) => event.type === 'turn-finished');
  if (last?.text === undefined)
    throw new Error(`no answer: the turn ended with ${events.at(-1)?.type ?? 'nothing'}`);
  return last.text;
}

/** Asks in a new conversation and reads the event stream to its end. */
export async function ask(url: string, message: string): Promise<TimedAnswer> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/jamie/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ message }),
  });
  if (!response.ok || response.body === null) throw new Error(`asking was answered ${response.status}`);
  const decoder = new TextDecoder();
  let stream = '';
  let firstEventMs = NaN;
  for await (const chunk of response.body) {
    if (stream === '') firstEventMs = performance.now() - startedAt;
    stream += decoder.decode(chunk as Uint8Array, { stream: true });
  }
  return { firstEventMs, totalMs: performance.now() - startedAt, text: finalText(stream) };
}
