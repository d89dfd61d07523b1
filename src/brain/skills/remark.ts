import { say, type Block, type Draft } from '../answer/draft.ts';
import { inline } from '../answer/markdown.ts';
import type { AnswerRecord } from '../learning/store.ts';
import type { Remark } from '../learning/remark.ts';
import { dialSet, ratingHeard, type Spoken } from '../personality/voice.ts';
import type { Suggestion } from '../turn-event.ts';
import type { Skill, SkillContext } from './skill.ts';

type Rated = Extract<Remark, { what: 'rating' }>;

const NOT_INSTEAD =
  /^(?:it|that|this)(?:['’]s| is| was) (?:the )?(?<right>[\w.-]+),? (?:and |but )?(?:not|rather than|instead of) (?:the )?(?<wrong>[\w.-]+)$/i;
const LONGEST_QUOTE = 120;

const talked = (blocks: Block[], spoken: Spoken | undefined, suggestions: Suggestion[] = []): Draft => ({
  outcome: 'talked',
  blocks: spoken === undefined ? blocks : [spoken.block, ...blocks],
  suggestions,
  said: spoken?.said,
});

const quoted = ({ message }: AnswerRecord): string => {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE).toWellFormed()}…` : line;
};

/** "it's the api, not the worker" may also mean: look at the api. The question with the one in the place of the other. */
function asMeant({ message }: AnswerRecord, correction: string): Suggestion[] {
  const { right = '', wrong = '' } = NOT_INSTEAD.exec(correction)?.groups ?? {};
  const at = wrong === '' ? -1 : message.toLowerCase().indexOf(wrong.toLowerCase());
  if (at < 0) return [{ label: 'Look again', message }];
  const meant = message.slice(0, at) + right + message.slice(at + wrong.length);
  return [{ label: `Look at ${right} instead`, message: meant }];
}

function outcomeOf(answer: AnswerRecord, { rating, ...rated }: Rated): { line: Block; offers: Suggestion[] } {
  const question = quoted(answer);
  if (rating === 'good')
    return { line: say(inline`I have noted my answer to “${question}” as a good one.`), offers: [] };
  const correction = 'correction' in rated ? rated.correction : undefined;
  if (correction === undefined)
    return {
      line: say(
        inline`I have noted my answer to “${question}” as wrong. Tell me what it should have been (“no, the cause was …”) and I keep that too.`,
      ),
      offers: [{ label: 'Look again', message: answer.message }],
    };
  return {
    line: say(
      inline`I have noted my answer to “${question}” as wrong, and kept what you say: “${correction}”. Whoever asks it again is told so with your name, below what I see then.`,
    ),
    offers: asMeant(answer, correction),
  };
}

async function rate(context: SkillContext, remark: Rated): Promise<Draft> {
  const { learning, occasion } = context;
  const answer = await learning.lastAnswer();
  if (answer === undefined)
    return talked(
      [say(inline`There is no answer of mine in this conversation yet that I could note that for.`)],
      undefined,
    );
  await learning.rate(answer, remark);
  const { line, offers } = outcomeOf(answer, remark);
  return talked([line], ratingHeard(remark.rating, occasion), offers);
}

async function answer(context: SkillContext): Promise<Draft> {
  const { slots, learning, occasion } = context;
  const { remark } = slots;
  if (remark === undefined) throw new TypeError('a remark says something');
  if (remark.what === 'rating') return rate(context, remark);
  await learning.setDial(remark.dial, remark.isHereOnly);
  return talked([], dialSet(remark.dial, occasion));
}

export const remarkSkill: Skill = {
  id: 'remark',
  answers: 'What you think of the last answer, and how you like me to talk.',
  examples: ['That was wrong', 'No, the cause was an expired certificate', 'Less chatty please'],
  answer,
};
