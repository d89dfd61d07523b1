import type { Draft } from '../answer/draft.ts';
import { talkBack } from '../personality/voice.ts';
import { STARTERS } from './starters.ts';
import type { Skill, SkillContext } from './skill.ts';

function greet({ slots, occasion }: SkillContext): Draft {
  const talk = slots.talk ?? 'greeting';
  const spoken = talkBack(talk, occasion);
  const opens = talk === 'greeting' || talk === 'how-are-you' || talk === 'identity';
  return {
    outcome: 'talked',
    blocks: spoken === undefined ? [] : [spoken.block],
    suggestions: opens ? STARTERS : [],
    said: spoken?.said,
  };
}

export const greetSkill: Skill = {
  id: 'greet',
  answers: 'A hello, a thank you, a goodbye.',
  examples: ['Hello', 'Thanks, mate', 'How are you?'],
  answer: greet,
};
