import { guide } from '../walk/guide.ts';
import type { Skill } from './skill.ts';

export const walkSkill: Skill = {
  id: 'walk',
  answers: 'Troubleshooting step by step: one thing at a time, why it is next, and a record in the end.',
  examples: ['Troubleshoot checkout', 'Walk me through why checkout is slow', 'Resume the walk on checkout'],
  answer: guide,
};
