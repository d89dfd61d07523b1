import type { Block, Draft, Item } from '../answer/draft.ts';
import { say } from '../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../answer/markdown.ts';
import type { Suggestion } from '../turn-event.ts';
import { SKILL_CUES } from '../understand/lexicon/skill-cues.ts';
import type { SkillReading } from './heard.ts';

/** Enough to see what was looked at; more would pass for an answer. */
const MOST_FOUND = 3;
const MOST_WORDS = 5;

function foundIn(blocks: readonly Block[]): Item[] {
  return blocks
    .flatMap((block): Item[] => {
      if (block.type === 'fact') return [{ text: block.text, evidence: block.evidence }];
      return block.type === 'list' ? block.items : [];
    })
    .filter(({ evidence }) => evidence.length > 0)
    .slice(0, MOST_FOUND);
}

/** What can be asked instead: about the thing that was named, else of the same kind. */
function nearestTo({ skill, slots }: SkillReading): Suggestion[] {
  const [object] = slots.objects;
  const { offer } = SKILL_CUES[skill];
  const message =
    object === undefined
      ? offer
      : offer.replaceAll('<name>', object.name).replaceAll('<namespace>', object.namespace);
  const offers = [
    message,
    ...(object === undefined ? [] : [`describe ${object.name}`, `how is ${object.name}?`]),
  ];
  return offers
    .filter((one) => !one.includes('<'))
    .slice(0, 2)
    .map((one) => ({ label: one, message: one }));
}

function ownedUp(head: Markdown, blocks: readonly Block[]): Block[] {
  const items = foundIn(blocks);
  const lead = say(inline`${bold(head)}`);
  if (items.length === 0) return [lead];
  return [lead, say(inline`What I found without it, which is no answer to that:`), { type: 'list', items }];
}

/** An answer that left words of the question out, told as no answer: what was not heeded, then what was found without it. */
export function ownUp(draft: Draft, reading: SkillReading, words: readonly string[]): Draft {
  const said = listed(words.slice(0, MOST_WORDS).map(code));
  const head = inline`I do not know: I could not take ${said} into account, and leaving that out would answer another question.`;
  return {
    ...draft,
    outcome: 'unknown',
    blocks: ownedUp(head, draft.blocks),
    suggestions: [...nearestTo(reading), ...draft.suggestions].slice(0, 4),
    question: undefined,
    gap: { outcome: 'not-understood', detail: `unheeded: ${words.join(', ')}` },
  };
}

/** An answer that stands though it leaves words out: it says which. */
export function withLeftOut(draft: Draft, words: readonly string[]): Draft {
  const said = listed(words.slice(0, MOST_WORDS).map(code));
  const [head, ...rest] = draft.blocks;
  const note = say(inline`I did not take ${said} into account.`);
  return { ...draft, blocks: head === undefined ? [note] : [head, note, ...rest] };
}
