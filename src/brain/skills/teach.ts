import { InputError } from '#ground/errors';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline } from '../answer/markdown.ts';
import type { TaughtNote } from '../knowledge/note.ts';
import { gapsDraft } from './teaching/gaps.ts';
import { forgetting, judging, noteItem } from './teaching/notes.ts';
import type { Skill, SkillContext } from './skill.ts';

const talked = (...blocks: Block[]): Draft => ({ outcome: 'talked', blocks, suggestions: [] });
const nameOf = ({ asker }: SkillContext): string => asker.name ?? asker.personId;

/** What is refused is told as it is, and nothing is kept. */
async function orRefusal(doing: () => Promise<Draft>): Promise<Draft> {
  try {
    return await doing();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return {
      outcome: 'declined',
      blocks: [say(inline`${bold(inline`I have not kept that.`)} ${error.message}`)],
      suggestions: [],
    };
  }
}

async function learn(context: SkillContext, text: string): Promise<Draft> {
  if (text === '')
    return talked(
      say(
        inline`Tell me in a sentence or two what to learn: “learn that our payments database fails over with patronictl”.`,
      ),
    );
  const { knowledge, asker } = context;
  const note = await knowledge.teach({ text, personId: asker.personId, by: nameOf(context) });
  const { text: shown, evidence } = noteItem(context, note);
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${bold(inline`Kept.`)} ${shown}.`, evidence),
      say(
        inline`I use it in your answers from now on, saying whose it is; the team has it once somebody approves it.`,
      ),
    ],
    suggestions: [forgetting(note), { label: 'What did I teach you?', message: 'what did I teach you?' }],
  };
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];

/** The notes that speak of all the words, or all notes when no words are given. */
function about(notes: readonly TaughtNote[], text: string | undefined): TaughtNote[] {
  const wanted = wordsOf(text ?? '').filter((word) => !/^(?:the|our|about|that|and)$/.test(word));
  return notes.filter((note) => wanted.every((word) => note.text.toLowerCase().includes(word)));
}

async function list(context: SkillContext, text: string | undefined): Promise<Draft> {
  const all = await context.knowledge.taughtBy(context.asker.personId);
  const notes = about(all, text);
  if (notes.length === 0)
    return talked(
      say(
        bold(
          text === undefined
            ? inline`You have not taught me anything yet.`
            : inline`You have taught me nothing about ${text}.`,
        ),
      ),
    );
  return {
    outcome: 'answered',
    blocks: [
      say(
        bold(
          inline`You have taught me ${plural(notes.length, 'thing')}${text === undefined ? inline`` : inline` about ${text}`}:`,
        ),
      ),
      { type: 'list', items: notes.map((note) => noteItem(context, note)), cap: 20 },
    ],
    suggestions: notes.slice(0, 3).map(forgetting),
  };
}

const byId = (notes: readonly TaughtNote[], id: string): TaughtNote[] =>
  notes.filter((note) => note.id.startsWith(id));

async function forget(
  context: SkillContext,
  { note, text }: { note?: string; text?: string },
): Promise<Draft> {
  const { knowledge, asker } = context;
  const own = await knowledge.taughtBy(asker.personId);
  const meant = note === undefined ? about(own, text) : byId(own, note);
  const isAll = note === undefined && text === undefined;
  if (meant.length === 0)
    return talked(say(bold(inline`I find nothing of the kind among what you taught me.`)));
  if (meant.length > 1 && !isAll) {
    const choices = meant.slice(0, 5).map(forgetting);
    return {
      outcome: 'asked',
      blocks: [
        say(bold(inline`${meant.length} things that you taught me speak of that. Which one shall I forget?`)),
        { type: 'list', items: meant.map((one) => noteItem(context, one)) },
      ],
      suggestions: choices,
      question: { text: 'Which one shall I forget?', choices },
    };
  }
  const gone = await knowledge.forget(
    meant.map(({ id }) => id),
    asker.personId,
  );
  return talked(
    say(
      inline`${bold(inline`Forgotten: ${plural(gone, 'thing')} that you taught me.`)} No answer uses ${gone === 1 ? 'it' : 'them'} any more.`,
    ),
  );
}

async function review(context: SkillContext): Promise<Draft> {
  const notes = await context.knowledge.waiting();
  if (notes.length === 0) return talked(say(bold(inline`Nothing waits for a review.`)));
  return {
    outcome: 'answered',
    blocks: [
      say(bold(inline`${plural(notes.length, 'note')} to review, the oldest first:`)),
      { type: 'list', items: notes.map((note) => noteItem(context, note)), cap: 20 },
      say(
        inline`Say ${code('approve note <id>')}, ${code('reject note <id>')} or ${code('edit note <id>: <better words>')}. What is approved is used in everybody's answers.`,
      ),
    ],
    suggestions: notes.slice(0, 2).flatMap(judging),
  };
}

async function judge(
  context: SkillContext,
  how: 'approve' | 'reject' | 'edit',
  { note = '', text }: { note?: string; text?: string },
): Promise<Draft> {
  const { knowledge } = context;
  const [meant, ...others] = byId(await knowledge.waiting(), note);
  if (meant === undefined || others.length > 0)
    return talked(
      say(
        bold(
          meant === undefined
            ? inline`No note ${code(note)} waits for a review.`
            : inline`Several notes begin with ${code(note)}: give me more of it.`,
        ),
      ),
    );
  const by = nameOf(context);
  const judged =
    how === 'reject' ? await knowledge.reject(meant.id, by) : await knowledge.approve(meant.id, by, text);
  const { text: shown, evidence } = noteItem(context, judged);
  const done = how === 'reject' ? 'Rejected; it stays with its teacher alone.' : 'Approved for the team.';
  return {
    outcome: 'answered',
    blocks: [fact(inline`${bold(inline`${done}`)} ${shown}.`, evidence)],
    suggestions: [{ label: 'The review queue', message: 'review queue' }],
  };
}

function answer(context: SkillContext): Promise<Draft> {
  const { what, text, note } = context.slots.teaching ?? { what: 'list' };
  switch (what) {
    case 'teach':
      return orRefusal(() => learn(context, text ?? ''));
    case 'list':
      return list(context, text);
    case 'forget':
      return forget(context, { note, text });
    case 'review':
      return review(context);
    case 'gaps':
      return gapsDraft(context);
    case 'approve':
    case 'reject':
    case 'edit':
      return orRefusal(() => judge(context, what, { note, text }));
  }
}

export const teachSkill: Skill = {
  id: 'teach',
  answers: 'Learn what you tell me, list it, forget it; the review queue; what I could not answer.',
  examples: [
    'Learn that our payments database fails over with patronictl',
    'What did I teach you?',
    'Show the review queue',
    'What could you not answer this week?',
  ],
  answer,
};
