import type { ModelEvent, ModelInfo, ModelRequest, Task } from './model.ts';

/** Who pays and what is allowed, for one call. */
export interface CallFor {
  task: Task;
  personId: string;
  teamId?: string;
  /** A model's or provider's name: only this one is asked first; the others may still take over. */
  prefer?: string;
  /** Nothing said may leave this network. */
  localOnly?: boolean;
}

/** Says which model answers, before it does, and which ones did not and why. */
export interface ModelChosen {
  type: 'model-chosen';
  model: ModelInfo;
  /** Those tried before, in order; empty at the first try. `reason` is for people and holds no secret. */
  failed: { model: string; code: string; reason: string }[];
}

/**
 * Every model that is configured, as one. Another takes over while nothing was said yet; what breaks after the first
 * words is thrown, and the caller asks again with what it has.
 */
export interface LanguageModels {
  /** In the order in which they would be tried for the task now; empty when no model is configured or may be used. */
  available: (call: CallFor) => ModelInfo[];
  /** UpstreamError `no-model` when none is left, with what each one said; DeniedError `budget-spent` when a cap is reached. */
  stream: (call: CallFor, request: ModelRequest) => AsyncIterable<ModelEvent | ModelChosen>;
}
