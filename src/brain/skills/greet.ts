import { say, type Draft } from '../answer/draft.ts';
import { inline, prose } from '../answer/markdown.ts';
import { talkBack } from '../personality/voice.ts';
import { STARTERS } from './starters.ts';
import type { Skill, SkillContext } from './skill.ts';

function greet({ slots, asker, turn, lastSaid }: SkillContext): Draft {
  const talk = slots.talk ?? 'greeting';
  const { text, said } = talkBack({ talk, name: asker.name, turn, lastSaid });
  const opens = talk === 'greeting' || talk === 'how-are-you' || talk === 'identity';
  return {
    outcome: 'talked',
    blocks: [say(inline`${prose(text)}`)],
    suggestions: opens ? STARTERS : [],
    said,
  };
}

export const greetSkill: Skill = {
  id: 'greet',
  answers: 'A hello, a thank you, a goodbye.',
  examples: ['Hello', 'Thanks, mate', 'How are you?'],
  answer: greet,
};
