/** One thing said to a model or by it. Order is that of the conversation; a system message comes first. */
export type ModelMessage =
  /** `isStable`: the same in every call of its kind, so that a provider may keep what it made of it. */
  | { role: 'system'; text: string; isStable?: boolean }
  | { role: 'user'; text: string }
  | { role: 'assistant'; text: string; calls: ToolCall[] }
  | { role: 'tool'; callId: string; tool: string; text: string; isError?: boolean };

/** A tool as a model sees it. `input` is a JSON schema of an object. */
export interface ToolOffer {
  name: string;
  description: string;
  input: Record<string, unknown>;
}

/** What a model wants called. `input` is what it wrote, not yet checked: a string when it was no JSON. */
export interface ToolCall {
  id: string;
  tool: string;
  input: unknown;
}

/** Tokens of one call; `cached` of the input were not read again. */
export interface TokenUsage {
  input: number;
  output: number;
  cached: number;
}

/** Why a model ended: it was done, wants tools called, reached the limit of its output, or would not answer. */
export type FinishReason = 'stop' | 'calls' | 'length' | 'refused';

/** What a model says, in order; the last one is `finished`. */
export type ModelEvent =
  | { type: 'text'; text: string }
  | { type: 'call'; call: ToolCall }
  | { type: 'finished'; reason: FinishReason; usage: TokenUsage };

/** What a model is asked for: routing chooses by it. */
export type Task = 'answer' | 'summarise' | 'classify' | 'judge';

export interface ModelRequest {
  messages: ModelMessage[];
  tools?: ToolOffer[];
  /** A JSON schema that the text must follow. */
  schema?: Record<string, unknown>;
  maxOutputTokens: number;
  temperature?: number;
  signal: AbortSignal;
}

/** What is known of a model before it is asked. */
export interface ModelInfo {
  /** provider/model, such as `anthropic/claude-sonnet-5`. */
  id: string;
  provider: string;
  contextTokens: number;
  can: { callTools: boolean; followSchema: boolean };
  /** Whether what it is told stays on this network. */
  isLocal: boolean;
  /** US dollars for a million tokens; 0 for one's own machine. */
  price: { input: number; output: number; cached: number };
}

/** One model of one provider. A fault is an UpstreamError (`retryable` when another try may do) or a ConfigError that names the setting. */
export interface Model extends ModelInfo {
  stream: (request: ModelRequest) => AsyncIterable<ModelEvent>;
}
