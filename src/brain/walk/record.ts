import type { Draft, Block } from '../answer/draft.ts';
import { say } from '../answer/draft.ts';
import { bold, code, inline, prose, type Markdown } from '../answer/markdown.ts';
import { renderBlock } from '../answer/render.ts';
import { fullName } from '../cluster/name.ts';
import { STEP_TITLES, SYMPTOM_WORDS, type Walk, type WalkFact, type WalkStep } from './walk.ts';

const time = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;
const heading = (text: string): Block => say(inline`## ${text}`);

/** Turns the walk's evidence ids into those of whoever tells it. */
type Cite = (ids: string[]) => string[];

const isNext = ({ text }: WalkFact): boolean => text.startsWith('Next:');

const factItem =
  (cite: Cite) =>
  ({ text, evidence }: WalkFact) => ({ text: { markdown: text }, evidence: cite(evidence) });

const stateOf = ({ state, isLeft }: WalkStep): Markdown =>
  state === 'skipped' ? inline` (skipped)` : isLeft === true ? inline` (gone back from)` : inline``;

function timeline({ steps }: Walk): Block {
  const items = steps.map((step) => ({
    text: inline`${time(step.at)}: ${STEP_TITLES[step.step]}${stateOf(step)}, as ${step.why}`,
    evidence: [],
  }));
  return { type: 'list', items, ordered: true, cap: items.length };
}

function findings({ steps }: Walk, cite: Cite): Block[] {
  return steps
    .filter(({ state }) => state === 'looked')
    .flatMap((step): Block[] => [
      say(bold(inline`${STEP_TITLES[step.step]}${stateOf(step)}`)),
      { type: 'list', items: step.facts.filter((one) => !isNext(one)).map(factItem(cite)) },
    ]);
}

function ruledOut({ steps }: Walk): Block[] {
  const items = steps.flatMap(({ rulesOut, step }) =>
    rulesOut === undefined ? [] : [{ text: inline`${rulesOut} (${STEP_TITLES[step]})`, evidence: [] }],
  );
  return items.length === 0 ? [say(inline`Nothing yet.`)] : [{ type: 'list', items, cap: items.length }];
}

function cause({ outcome, steps }: Walk): Block[] {
  if (outcome?.cause !== undefined) {
    const how = outcome.isConfirmed ? 'Confirmed by whoever walked' : 'Not confirmed by anybody';
    return [say({ markdown: outcome.cause }), say(inline`${how}, ${time(outcome.at)}.`)];
  }
  if (outcome?.isConfirmed === true)
    return [say(inline`Nothing that was found names one; the walk was ended as done, ${time(outcome.at)}.`)];
  const last = steps.findLast(({ rulesIn }) => rulesIn !== undefined)?.rulesIn;
  return [
    say(last === undefined ? inline`Not known.` : inline`Not known yet. What was found points to: ${last}.`),
  ];
}

function nextSteps({ steps, next, others, state }: Walk): Block[] {
  const told = steps
    .flatMap(({ facts }) => facts.filter(isNext))
    .map(({ text }) => ({ text: { markdown: text }, evidence: [] }));
  const open = state === 'done' ? [] : [...(next === undefined ? [] : [next]), ...others];
  const looks = open.map(({ step, why }) => ({
    text: inline`Look at ${STEP_TITLES[step]}: ${why}`,
    evidence: [],
  }));
  const items = [...told, ...looks];
  return items.length === 0 ? [say(inline`None.`)] : [{ type: 'list', items, cap: items.length }];
}

const STATES: Readonly<Record<Walk['state'], string>> = {
  open: 'still going on',
  paused: 'paused',
  done: 'done',
};

function head(walk: Walk): Block[] {
  const { subject, symptom, said, personName, personId, startedAt, updatedAt, state } = walk;
  const told = symptom === undefined ? inline`none was told` : inline`${SYMPTOM_WORDS[symptom]}`;
  return [
    say(inline`# Troubleshooting ${fullName(subject)}`),
    say(inline`${bold(inline`Symptom:`)} ${told} (asked as ${code(said)})`),
    say(
      inline`${bold(inline`Walked by:`)} ${personName ?? personId}, from ${time(startedAt)} to ${time(updatedAt)}, ${STATES[state]}, on cluster ${code(subject.cluster)}`,
    ),
  ];
}

/** A walk as a written record: symptom, timeline, findings with evidence, what was ruled out, cause, next steps, who and when. */
function recordBlocks(walk: Walk, cite: Cite): Block[] {
  return [
    ...head(walk),
    heading('Timeline'),
    timeline(walk),
    heading('Findings'),
    ...findings(walk, cite),
    heading('Ruled out'),
    ...ruledOut(walk),
    heading('Cause'),
    ...cause(walk),
    heading('Next steps'),
    ...nextSteps(walk),
  ];
}

function evidenceOf({ evidence }: Walk): Block[] {
  const items = evidence.map(({ id, at, source, says }) => ({
    text: inline`[${id}] ${time(at)}, ${source.system}: ${prose(says)} ${code(source.query ?? '')}`,
    evidence: [],
  }));
  return items.length === 0 ? [] : [heading('Evidence'), { type: 'list', items, cap: items.length }];
}

/** The record as one Markdown text, its evidence at the end. */
export function recordText(walk: Walk): string {
  const blocks = [...recordBlocks(walk, (ids) => ids), ...evidenceOf(walk)];
  return `${blocks.map(renderBlock).join('\n\n')}\n`;
}

/** The record as an answer. */
export function recordDraft(walk: Walk, cite: Cite): Draft {
  return {
    outcome: 'answered',
    blocks: recordBlocks(walk, cite),
    focus: [walk.subject],
    suggestions: walk.state === 'done' ? [] : [{ label: 'Go on', message: `resume the walk ${walk.id}` }],
  };
}
