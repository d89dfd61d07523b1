import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline } from '../answer/markdown.ts';
import type { Guide } from '../knowledge/guide.ts';
import type { Found } from '../knowledge/library.ts';
import type { Suggestion } from '../turn-event.ts';
import { commandSkill } from './command.ts';
import { citeGuide, sourceInWords } from './guiding/cite-guide.ts';
import { guideBlocks, sectionsShown, type Side } from './guiding/guide-blocks.ts';
import { liveCheck } from './guiding/live-check.ts';
import type { Skill, SkillContext } from './skill.ts';

const MOST_NEAR = 3;
/** Below this a guide has a word in common with the question, and nothing more. */
const NEAR = 0.14;

const openIt = ({ id, title }: Guide): Suggestion => ({ label: title, message: `show guide ${id}` });

const SIDES: readonly (readonly [RegExp, Side])[] = [
  [/\b(?:prevent|avoid|never (?:again|happen)|stop .* from happening|happen again|come back)\b/i, 'prevent'],
  [/\b(?:causes?|reasons?|why (?:do|does|would|might|is|are))\b/i, 'why'],
  [/\b(?:fix|mend|solve|resolve|get rid of|recover|repair)\b/i, 'fix'],
  [/\b(?:check|diagnose|investigate|debug|troubleshoot|find out|tell (?:if|whether|why)|verify)\b/i, 'check'],
];

/** The side of a trouble that a question is after; undefined when it is after several, or none in particular. */
function sideOf(question: string): Side | undefined {
  const asked = SIDES.filter(([pattern]) => pattern.test(question)).map(([, side]) => side);
  return asked.length === 1 && !/\bmeans?\b/i.test(question) ? asked[0] : undefined;
}

function told(context: SkillContext, guide: Guide, side: Side | 'all' | undefined): Block[] {
  const evidence = [citeGuide(context, guide, sectionsShown(guide, side))];
  const isNote = guide.provenance.kind === 'taught';
  const head = isNote ? inline`${sourceInWords(context, guide)}:` : inline`${guide.title}.`;
  const from = isNote ? [] : [say(inline`${sourceInWords(context, guide)}.`)];
  return [fact(bold(head), evidence), ...guideBlocks(guide, side, evidence), ...from];
}

function draftOf(
  context: SkillContext,
  { guide, side }: { guide: Guide; side: Side | 'all' | undefined },
  others: readonly Guide[],
): Draft {
  const live = liveCheck(context, guide);
  const whole =
    side === 'all' || guide.provenance.kind === 'taught'
      ? []
      : [{ label: 'The whole guide', message: `show guide ${guide.id}` }];
  return {
    outcome: 'answered',
    blocks: [...live.blocks, ...told(context, guide, side)],
    suggestions: [...live.suggestions, ...whole, ...others.slice(0, MOST_NEAR - 1).map(openIt)],
  };
}

function unsure(near: readonly Found[]): Draft {
  const choices = near.slice(0, MOST_NEAR).map(({ guide }) => openIt(guide));
  return {
    outcome: 'unknown',
    blocks: [
      say(inline`${bold(inline`I am not sure that I have a guide for that.`)} The nearest ones:`),
      {
        type: 'list',
        ordered: true,
        items: choices.map(({ label }) => ({ text: inline`${label}`, evidence: [] })),
      },
    ],
    suggestions: choices,
    question: { text: 'Is it one of these?', choices },
    gap: {
      outcome: 'not-understood',
      detail: `no guide is near enough; nearest ${near[0]?.guide.id ?? 'none'}`,
    },
  };
}

function unknown(): Draft {
  return {
    outcome: 'unknown',
    blocks: [
      say(
        inline`${bold(inline`I know nothing about that`)}, and would rather not guess. If you find out, teach me: “learn that …”.`,
      ),
    ],
    suggestions: [{ label: 'What can you do?', message: 'help' }],
    gap: { outcome: 'not-understood', detail: 'no guide' },
  };
}

async function shown(context: SkillContext, id: string): Promise<Draft> {
  const { knowledge, asker } = context;
  const guide = await knowledge.guide(id, asker.personId);
  if (guide !== undefined) {
    const related = await Promise.all(guide.related.map((one) => knowledge.guide(one, asker.personId)));
    return draftOf(
      context,
      { guide, side: 'all' },
      related.flatMap((one) => one ?? []),
    );
  }
  const near = await knowledge.find(id.replaceAll(/[/-]/g, ' '), asker.personId, MOST_NEAR);
  const none: Block = say(bold(inline`I have no guide ${code(id)}.`));
  return near.length === 0
    ? { ...unknown(), blocks: [none] }
    : { ...unsure(near), blocks: [none, ...unsure(near).blocks.slice(1)] };
}

/** A guide that was found, as an answer to the message. */
export const toldFrom = (context: SkillContext, best: Found, others: readonly Found[]): Draft =>
  draftOf(
    context,
    { guide: best.guide, side: sideOf(context.message) },
    others.map(({ guide }) => guide),
  );

async function answered(context: SkillContext, question: string): Promise<Draft> {
  const found = await context.knowledge.find(question, context.asker.personId, MOST_NEAR + 1);
  const near = found.filter(({ score }) => score >= NEAR);
  const [best, ...others] = near;
  const isTeams = best?.isSure === true && best.guide.provenance.kind !== 'shipped';
  if (context.slots.knowledge?.ofTeam === true && !isTeams) return commandSkill.answer(context);
  if (best === undefined) return unknown();
  if (!best.isSure) return unsure(near);
  return toldFrom(context, best, others);
}

async function answer(context: SkillContext): Promise<Draft> {
  const asked = context.slots.knowledge;
  return asked?.id === undefined
    ? answered(context, asked?.question ?? context.message)
    : shown(context, asked.id);
}

export const knowledgeSkill: Skill = {
  id: 'knowledge',
  answers: 'How to check, mend and prevent something, from my guides, your runbooks and what you taught me.',
  examples: [
    'How do I fix ImagePullBackOff?',
    'How do I roll back with Argo CD?',
    'How to write a PromQL for the error rate?',
  ],
  answer,
};
