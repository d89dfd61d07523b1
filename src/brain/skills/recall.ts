import { plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../answer/markdown.ts';
import { clock, span } from '../answer/phrase.ts';
import type { Recalled } from '../recalling/recall.ts';
import type { Remembered } from '../recalling/remembered.ts';
import type { RecallSlots } from '../understand/slot-types.ts';
import type { Skill, SkillContext } from './skill.ts';

const LOOKED_THROUGH = 40;
const SHOWN = 4;
const LATER_TURNS = 6;
/** What speaks less for a talk than this is none that was meant. */
const LEAST_STRENGTH = 0.2;
/** A talk this much likelier than the next is the one. */
const CLEARLY = 1.35;
const GIST = 220;
/** Turns about memory itself say nothing of what was talked about. */
const ASIDE = new Set(['recall', 'preferences', 'greet', 'remark']);

const OUTCOMES: Readonly<Record<string, string>> = {
  answered: 'I answered',
  asked: 'I asked back',
  unknown: 'I had no answer',
  declined: 'I declined, and said',
  talked: 'I said',
  failed: 'It failed, and I had no answer',
};

interface Talk {
  best: Recalled;
  hits: Recalled[];
}

/** The hits, one entry for each conversation, the likeliest first. */
function talksIn(hits: readonly Recalled[]): Talk[] {
  const talks = new Map<string, Talk>();
  for (const hit of hits) {
    const talk = talks.get(hit.conversationId);
    if (talk === undefined) talks.set(hit.conversationId, { best: hit, hits: [hit] });
    else talk.hits.push(hit);
  }
  return [...talks.values()];
}

const dated = ({ now, timeZone }: SkillContext, at: string): Markdown => {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium' }).format(new Date(at));
  const time = clock(at, Date.parse(at), timeZone).slice(0, 5);
  return inline`${day} at ${time} (${span(now - Date.parse(at))} ago)`;
};

const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/\s+\S*$/, '')} …`;

const gist = (text: string): string => shortened(text, GIST);

/** What was said, as evidence. */
function cite({ ledger }: SkillContext, { at, conversationId, message, answer }: Remembered): string {
  return ledger.add({
    at,
    source: { system: 'memory', query: `GET /jamie/conversations/${conversationId}/events` },
    says: gist(answer === '' ? message : `${message} — ${answer}`),
  });
}

const answered = ({ outcome, answer }: Remembered): Markdown =>
  answer === ''
    ? inline`${OUTCOMES[outcome] ?? 'I had no answer'}.`
    : inline`${OUTCOMES[outcome] ?? 'I answered'}: “${gist(answer)}”`;

/** What came of a talk: how it went on, as far as it says more than the turn itself. */
async function sequel(context: SkillContext, { best }: Talk): Promise<Block[]> {
  const later = await context.memories.store.from(context.asker.personId, best.turnId, LATER_TURNS);
  const said = later.filter(({ turnId, skill }) => turnId !== best.turnId && !ASIDE.has(skill));
  const last = said.at(-1);
  if (last === undefined) return [];
  const how = answered(last);
  return [
    fact(inline`After that you said “${gist(last.message)}”. ${how}`, [cite(context, last)]),
    ...(said.length > 1 ? [say(inline`${plural(said.length - 1, 'more turn')} lie between the two.`)] : []),
  ];
}

async function tellOne(context: SkillContext, talk: Talk, asks: RecallSlots['asks']): Promise<Draft> {
  const { best } = talk;
  const lead = asks === 'when' ? inline`You last asked about that on` : inline`We talked about that on`;
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${bold(inline`${lead} ${dated(context, best.at)}.`)} You said: “${gist(best.message)}”`, [
        cite(context, best),
      ]),
      fact(answered(best), [cite(context, best)]),
      ...(await sequel(context, talk)),
      say(
        inline`The whole conversation is ${code(best.conversationId)}. That was then: ask again for how it is now.`,
      ),
    ],
    suggestions: [{ label: 'Ask it again', message: best.message }],
  };
}

function tellSeveral(context: SkillContext, talks: readonly Talk[]): Draft {
  const items = talks.map(({ best }) => ({
    text: inline`${dated(context, best.at)}: “${shortened(best.message, 120)}” in ${code(best.conversationId)}. ${answered({ ...best, answer: shortened(best.answer, 120) })}`,
    evidence: [cite(context, best)],
  }));
  return {
    outcome: 'answered',
    blocks: [
      say(bold(inline`Several of our talks fit; these come nearest:`)),
      { type: 'list', items, ordered: true, cap: SHOWN },
    ],
    suggestions: talks
      .slice(0, 3)
      .map(({ best }) => ({ label: shortened(best.message, 40), message: best.message })),
  };
}

function tellNone({ about, time }: RecallSlots): Draft {
  const what = about === '' ? inline`` : inline` about “${about}”`;
  const when = time === undefined ? inline`` : inline` (${time.said})`;
  return {
    outcome: 'unknown',
    blocks: [
      say(bold(inline`I find nothing${what}${when} in our conversations.`)),
      say(inline`I look through what you and I said to each other, and nobody else’s.`),
    ],
    suggestions: [{ label: 'What did we talk about lately?', message: 'what did we talk about this week?' }],
  };
}

/** Which of the talks are meant: the latest for "when", else the likeliest, with others only when they fit as well. */
function meant(talks: readonly Talk[], { asks, about }: RecallSlots): Talk[] {
  const [first, second] = talks;
  if (first === undefined) return [];
  const near = talks.filter(({ best }) => best.strength * CLEARLY >= first.best.strength);
  if (asks === 'when') return [...near].sort((a, b) => b.best.at.localeCompare(a.best.at)).slice(0, 1);
  if (about !== '' && (second === undefined || second.best.strength * CLEARLY < first.best.strength))
    return [first];
  return near.slice(0, SHOWN);
}

async function answer(context: SkillContext): Promise<Draft> {
  const asked: RecallSlots = context.slots.recall ?? { asks: 'what', about: '' };
  const { about, time } = asked;
  const range = time === undefined ? {} : { from: time.from, to: time.to };
  const { personId } = context.asker;
  const hits = await context.memories.recall({ personId, about, ...range, limit: LOOKED_THROUGH });
  const fitting = hits.filter(({ skill, strength }) => !ASIDE.has(skill) && strength >= LEAST_STRENGTH);
  const talks = meant(talksIn(fitting), asked);
  const [only, second] = talks;
  if (only === undefined) return tellNone(asked);
  return second === undefined ? tellOne(context, only, asked.asks) : tellSeveral(context, talks);
}

export const recallSkill: Skill = {
  id: 'recall',
  answers: 'What we talked about: when it was and what came of it.',
  examples: ['Remember when we talked about redis?', 'What did we say about checkout last week?'],
  answer,
};
