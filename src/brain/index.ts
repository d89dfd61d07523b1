export { REASONER_CHOICES } from './asker.ts';
export { understand } from './understand/understand.ts';
export { createBrain } from './create-brain.ts';
export type { BrainDeps, BrainLog } from './conversation/house.ts';
export type { Systems } from './systems.ts';
export { brainMigrations } from './memory/migrations.ts';
export {
  evidenceSchema,
  factSchema,
  outcomeSchema,
  reasonerSchema,
  suggestionSchema,
  turnEventSchema,
} from './turn-event.ts';
export { guideSchema } from './knowledge/guide.ts';
export { importReportSchema } from './knowledge/import-documents.ts';
export type { IncomingDocument, ImportReport } from './knowledge/import-documents.ts';
export type { KnowledgePort } from './knowledge/knowledge.ts';
export { taughtNoteSchema } from './knowledge/note.ts';
export { weeklyGapSchema } from './knowledge/weekly-gaps.ts';
export type { WeeklyGap } from './knowledge/weekly-gaps.ts';
export { keptCorrectionSchema } from './learning/verbs.ts';
export type { KeptCorrection } from './learning/verbs.ts';
export { weekReportSchema } from './learning/report.ts';
export type { WeekReport } from './learning/report.ts';
export type { Feedback } from './learning/rate.ts';
export { receivedAlertSchema } from './received/alert.ts';
export type { IncomingAlert, ReceivedAlert } from './received/alert.ts';
export { preferenceKeySchema, preferenceSchema } from './preferring/preferences.ts';
export { memoryExportSchema } from './recalling/port.ts';
export type { MemoryPort } from './recalling/port.ts';
export { rememberedSchema } from './recalling/remembered.ts';
export { keptSchema } from './recalling/summarise.ts';
export { walkSummarySchema, walkViewSchema } from './walk/view.ts';
export type { Evidence, Fact, Outcome, Suggestion, TurnEvent, TurnFinished } from './turn-event.ts';
export type { Asker, ReasonerChoice } from './asker.ts';
export type { Brain, ConversationSummary, KnowledgeGap, TurnRequest } from './brain.ts';
