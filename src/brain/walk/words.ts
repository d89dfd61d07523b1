import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline } from '../answer/markdown.ts';
import { fullName } from '../cluster/name.ts';
import type { SkillContext } from '../skills/skill.ts';
import { citeAll } from '../incident/source.ts';
import type { Suggestion } from '../turn-event.ts';
import { lastLook, onwardOf, stepsOf } from './keep.ts';
import { linkOf, STEP_TITLES, SYMPTOM_WORDS, type Symptom, type Walk, type WalkStep } from './walk.ts';

const HERE = 'go on with the walk';

/** What a step found, with its evidence. */
export function factsOf(context: SkillContext, walk: Walk, step: WalkStep): Block[] {
  const sources = new Map(walk.evidence.map(({ id, ...observation }) => [id, observation]));
  return step.facts.map(({ text, evidence }) => {
    const ids = citeAll(context, sources, evidence);
    return ids.length > 0 ? fact({ markdown: text }, ids) : say({ markdown: text });
  });
}

function ruled({ rulesIn, rulesOut }: WalkStep): Block[] {
  const points = rulesIn === undefined ? inline`` : inline`${bold(inline`Points to:`)} ${rulesIn}.`;
  const out = rulesOut === undefined ? inline`` : inline`${bold(inline`Rules out:`)} ${rulesOut}.`;
  const text = inline`${points} ${out}`.markdown.trim();
  return text === '' ? [] : [say({ markdown: text })];
}

const PAUSE: Suggestion = { label: 'Pause', message: 'pause the walk' };
const DONE: Suggestion = { label: 'That was it', message: 'the walk is done: that was it' };
const RECORD: Suggestion = { label: 'Write it up', message: 'show the record of the walk' };

function symptomChoices(): Suggestion[] {
  const words = Object.entries(SYMPTOM_WORDS) as [Symptom, string][];
  return words.map(([id, label]) => ({ label, message: `the symptom of the walk: ${id}` }));
}

function choicesOf(walk: Walk): Suggestion[] {
  const { next, others } = walk;
  if (next === undefined) return [DONE, RECORD, PAUSE];
  const branches = others.map(({ step }) => ({
    label: STEP_TITLES[step],
    message: `${HERE}: ${STEP_TITLES[step]}`,
  }));
  return [
    { label: `Go on: ${STEP_TITLES[next.step]}`, message: HERE },
    ...branches,
    { label: 'Skip it', message: 'skip this step of the walk' },
    DONE,
    PAUSE,
  ];
}

/** Where the walk goes on, and what may be said to it. */
function ahead(walk: Walk): Pick<Draft, 'question' | 'suggestions'> & { block: Block } {
  const way = onwardOf(walk);
  if (way.kind === 'ask') {
    const text = `So far everything is well with ${walk.subject.name}. What is the symptom?`;
    const choices = [...symptomChoices(), PAUSE];
    return {
      block: say(inline`${bold(inline`${text}`)}`),
      question: { text, choices },
      suggestions: choices,
    };
  }
  const choices = choicesOf(walk);
  if (walk.next === undefined) {
    const text = 'That is the end of the walk. Was that it?';
    return {
      block: say(inline`${text} Say “done”, “back”, or “write it up”.`),
      question: { text, choices },
      suggestions: choices,
    };
  }
  const { step, why } = walk.next;
  const text = `Look at ${STEP_TITLES[step]} next?`;
  const block = say(
    inline`${bold(inline`Next: ${STEP_TITLES[step]}`)}, as ${why}. Say “next”, “skip”, “back”, “why”, “pause” or “done”.`,
  );
  return { block, question: { text, choices }, suggestions: choices };
}

const NO_STEP = say(inline`Nothing was looked at yet.`);

/** The walk at its last step: what was found there, and what comes next. */
export function stepDraft(context: SkillContext, walk: Walk, before: Block[] = []): Draft {
  const step = lastLook(walk);
  const number = stepsOf(walk).filter(({ state }) => state === 'looked').length;
  const { block, question, suggestions } = ahead(walk);
  const head =
    step && say(bold(inline`Step ${number}, ${code(walk.subject.name)}: ${STEP_TITLES[step.step]}`));
  const told = step === undefined ? [NO_STEP] : [...factsOf(context, walk, step), ...ruled(step)];
  return {
    outcome: 'answered',
    blocks: [...before, ...(head === undefined ? [] : [head]), ...told, block],
    focus: [walk.subject],
    walk: walk.id,
    question,
    suggestions,
  };
}

/** What is said about a walk apart from its steps. */
export function asideDraft(walk: Walk, blocks: Block[], isOpen = true): Draft {
  const { block, question, suggestions } = ahead(walk);
  const on: Pick<Draft, 'question' | 'suggestions'> = isOpen
    ? { question, suggestions }
    : { suggestions: [RECORD] };
  return {
    outcome: 'talked',
    blocks: isOpen ? [...blocks, block] : blocks,
    focus: [walk.subject],
    walk: isOpen ? walk.id : null,
    ...on,
  };
}

/** One walk in a list. */
export function walkItem(walk: Walk) {
  const { subject, steps, state, next, updatedAt } = walk;
  const where = next === undefined ? inline`at its end` : inline`next: ${STEP_TITLES[next.step]}`;
  const looked = steps.filter((step) => step.state === 'looked').length;
  const when = updatedAt.slice(0, 16).replace('T', ' ');
  return {
    text: inline`${fullName(subject)}: ${state}, ${looked} looked at, ${where} (${when} UTC, ${code(linkOf(walk))})`,
    evidence: [],
  };
}

/** How a walk is gone on with, in words that are complete on their own. */
export const resumeChoice = ({ id, subject }: Walk): Suggestion => ({
  label: subject.name,
  message: `resume the walk ${id}`,
});
