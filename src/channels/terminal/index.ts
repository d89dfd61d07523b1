export { ask } from './ask.ts';
export { readModels, readStatus } from './call-server.ts';
export { describeModels } from './describe-models.ts';
export { chat } from './chat.ts';
export { controlLab } from './control-lab.ts';
export { exitCodeOfError } from './exit-codes.ts';
export { describeSettings } from './describe-settings.ts';
export {
  importKnowledge,
  knowledgeHere,
  knowledgeThere,
  listGaps,
  listKnowledge,
  removeKnowledge,
} from './knowledge/run-knowledge.ts';
export type { KnowledgeTalk } from './knowledge/run-knowledge.ts';
export { createOutput } from './output.ts';
export type { Output } from './output.ts';
export { rateLast, ratingHere, ratingThere, showReport } from './rating.ts';
export type { RatingTalk } from './rating.ts';
export { talkToBrain, talkToServer } from './talk.ts';
export type { Talk } from './talk.ts';
