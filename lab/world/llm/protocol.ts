import type { StandInReply } from './reply.ts';

/** One answer as the writes that it consists of. */
export interface Writes {
  /** Before the first word. */
  open: string[];
  /** A write for each piece of the text. */
  text: (pieces: string[]) => string[];
  calls: (calls: NonNullable<StandInReply['calls']>) => string[];
  close: (reply: StandInReply) => string[];
  /** An error within the stream. */
  error: (type: string, words: string) => string;
}

/** How one provider's API looks on the wire. */
export interface Protocol {
  path: string;
  contentType: string;
  /** The name of the header that carries the key; none when nobody signs in. */
  keyHeader?: string;
  begin: (model: string) => Writes;
  /** The body of a refusal. */
  refusal: (type: string, words: string) => object;
}

export const USAGE = { input: 120, output: 12, cached: 0 };

/** A server-sent event. */
export const sse = (data: object | string, event?: string): string =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
