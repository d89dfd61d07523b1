import type { Suggestion } from '../turn-event.ts';

/** What to ask first. */
export const STARTERS: Suggestion[] = [
  { label: 'How is my cluster?', message: "How's my cluster?" },
  { label: 'Which pods are not ready?', message: 'Which pods are not ready?' },
  { label: 'What changed lately?', message: 'What changed in the last hour?' },
  { label: 'What can you do?', message: 'What can you do?' },
];
