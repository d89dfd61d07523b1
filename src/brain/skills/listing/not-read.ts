import { say, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { DISK } from '../../inventory/notes.ts';
import type { InventoryQuery } from '../../inventory/query.ts';
import type { SkillContext } from '../skill.ts';
import { headOf } from './cells.ts';
import { conditions, nounsOf } from './nouns.ts';

/** Says which words of a question were not understood: an answer without them would be one to another question. */
export function notRead({ message, slots }: SkillContext, unread: readonly string[]): Draft {
  if (STORE.test(message) && FILLING.test(message))
    return {
      outcome: 'unknown',
      blocks: [say(inline`${DISK}`)],
      suggestions: [],
      gap: { outcome: 'out-of-reach', detail: 'disk usage' },
    };
  const words = listed(unread.map(code));
  const rest = withoutWords(message, unread);
  const offer = rest === undefined ? inline`` : inline` Without it I would tell of ${told(slots.query)}.`;
  return {
    outcome: 'unknown',
    blocks: [
      say(
        inline`${bold(inline`I do not know what ${words} means here`)}, and leaving it out would answer another question.${offer}`,
      ),
    ],
    suggestions: rest === undefined ? [] : [{ label: rest, message: rest }],
    gap: { outcome: 'not-understood', detail: `unread: ${unread.join(', ')}` },
  };
}

/** What would be answered, in words of the query: the message with holes in it reads like no question at all. */
function told(query: InventoryQuery | undefined): Markdown {
  if (query === undefined) return inline`the rest`;
  const by = query.groupBy === undefined ? '' : `, by ${headOf(query.groupBy).toLowerCase()}`;
  return inline`${nounsOf(query)}${conditions(query, 2)} on ${listed(query.clusters.map(code))}${by}`;
}

const STORE = /\b(?:disks?|volumes?|storage|pvcs?|pvs?|claims?|file ?systems?)\b/i;
const FILLING =
  /\b(?:left|free|low|full|fill(?:ing|ed)?|usage|used|using|remaining|run(?:ning)? out|space|percent|headroom)\b|%/i;

const DANGLING =
  /(?:\s+(?:that|which|who|with|have|has|are|is|do|does|not|in|on|by|of|and|or|a|an|the))+\s*[?.!]*$/i;

/** The question with these words taken out; undefined when nothing sensible is left. */
function withoutWords(message: string, unread: readonly string[]): string | undefined {
  const left = unread.reduce((text, word) => text.replace(word, ' '), message);
  const text = left.replace(/\s+/g, ' ').replace(DANGLING, '').trim();
  return text.length > 3 && text !== message.trim() ? text : undefined;
}
