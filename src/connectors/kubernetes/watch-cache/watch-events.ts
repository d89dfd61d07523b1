import type { Readable } from 'node:stream';
import { z } from 'zod';

const eventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.looseObject({
    metadata: z.looseObject({ resourceVersion: z.string().optional() }).optional(),
    code: z.number().optional(),
    message: z.string().optional(),
  }),
});

/** One line of a watch. */
export type WatchEvent = z.output<typeof eventSchema>;

/** A line of a watch that cannot be read; what came after it cannot be trusted to be complete. */
export class MalformedLine extends Error {
  override readonly name = 'MalformedLine';
}

const LONGEST_LINE = 32 * 1024 * 1024;

/**
 * Cuts a watch's body into its events. A last line that was cut off is dropped: the next watch brings it again.
 * Throws MalformedLine on a whole line that is no event, and the stream's own error when the connection breaks.
 */
export async function* watchEvents(body: Readable, onBytes: () => void): AsyncGenerator<WatchEvent> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    onBytes();
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8');
      start = end + 1;
      rest = [];
      length = 0;
      if (line.trim() !== '') yield parseLine(line);
    }
    rest.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > LONGEST_LINE) throw new MalformedLine('a line of the watch is longer than 32 MB');
  }
}

function parseLine(line: string): WatchEvent {
  try {
    return eventSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new MalformedLine('a line of the watch is not an event', { cause });
  }
}
