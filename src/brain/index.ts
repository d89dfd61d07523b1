export { understand } from './understand/understand.ts';
export { createBrain } from './create-brain.ts';
export type { BrainDeps, BrainLog } from './conversation/house.ts';
export type { Systems } from './systems.ts';
export { brainMigrations } from './memory/migrations.ts';
export {
  evidenceSchema,
  factSchema,
  outcomeSchema,
  suggestionSchema,
  turnEventSchema,
} from './turn-event.ts';
export { receivedAlertSchema } from './received/alert.ts';
export type { IncomingAlert, ReceivedAlert } from './received/alert.ts';
export { walkSummarySchema, walkViewSchema } from './walk/view.ts';
export type { Evidence, Fact, Outcome, Suggestion, TurnEvent, TurnFinished } from './turn-event.ts';
export type { Asker, Brain, ConversationSummary, KnowledgeGap, TurnRequest } from './brain.ts';
