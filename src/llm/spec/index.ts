export { estimateTokens, tokensOf } from './estimate-tokens.ts';
export type { Embedder } from './embedder.ts';
export type { CallFor, LanguageModels, ModelChosen } from './language-models.ts';
export type {
  FinishReason,
  Model,
  ModelEvent,
  ModelInfo,
  ModelMessage,
  ModelRequest,
  Task,
  TokenUsage,
  ToolCall,
  ToolOffer,
} from './model.ts';
