/** One way in which a model's server may fail. */
export type Fault =
  /** An HTTP status with the provider's own error; `retryAfter` in seconds or as a date. */
  | { kind: 'status'; status: number; type?: string; words?: string; retryAfter?: string }
  /** The connection breaks before the first word, or in the middle of the text. */
  | { kind: 'cut-before' }
  | { kind: 'cut-after' }
  /** What comes after half of the text is no JSON. */
  | { kind: 'malformed' }
  /** An error of the provider within a stream that had begun well. */
  | { kind: 'error-in-stream'; type: string; words: string }
  /** The answer begins and then nothing comes any more. */
  | { kind: 'silent' }
  /** The text never ends. */
  | { kind: 'endless' }
  /** A web page instead of the API. */
  | { kind: 'page' };

/** What a stand-in answers to one request. */
export interface StandInReply {
  text?: string;
  /** `input` is the text that the model wrote, JSON or not. */
  calls?: { name: string; input: string }[];
  /** How it ends, when not by having said everything. */
  ends?: 'length' | 'refused';
  usage?: { input: number; output: number; cached: number };
  /** How long until the first word. */
  firstTokenMs?: number;
  fault?: Fault;
}

/** A request as it came. */
export interface SeenRequest {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown>;
}

/** Decides what is answered. */
export type Script = (request: SeenRequest) => StandInReply;
