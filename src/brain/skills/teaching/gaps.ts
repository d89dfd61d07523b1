import { plural } from '#ground/text';
import { say, type Draft, type Item } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import { ago } from '../../answer/phrase.ts';
import type { WeeklyGap } from '../../knowledge/weekly-gaps.ts';
import type { SkillContext } from '../skill.ts';

const MOST_GAPS = 15;

function itemOf({ now, ledger }: SkillContext, { question, count, lastAt, suggested }: WeeklyGap): Item {
  const source = { system: 'knowledge', query: 'GET /admin/knowledge/gaps' };
  const times = count === 1 ? 'once' : plural(count, 'time');
  const evidence = ledger.add({ at: lastAt, source, says: `“${question}”: asked ${times}, not answered` });
  const near =
    suggested === undefined
      ? inline`; no guide is near`
      : inline`; nearest guide: ${code(suggested.id)} (${suggested.title})`;
  return {
    text: inline`“${question}”: ${times}, last ${ago(lastAt, now) ?? 'at a time that is not known'}${near}`,
    evidence: [evidence],
  };
}

/** What could not be answered within the last week, grouped, with the guide that comes nearest. */
export async function gapsDraft(context: SkillContext): Promise<Draft> {
  const { knowledge, asker, now } = context;
  const gaps = await knowledge.weeklyGaps(asker.personId, now);
  if (gaps.length === 0)
    return {
      outcome: 'talked',
      blocks: [say(bold(inline`In the last week there was nothing that I could not answer.`))],
      suggestions: [],
    };
  return {
    outcome: 'answered',
    blocks: [
      say(bold(inline`In the last week I could not answer these, the most often asked first:`)),
      { type: 'list', items: gaps.map((gap) => itemOf(context, gap)), cap: MOST_GAPS },
      say(
        inline`Teach me: “learn that …”, or import a runbook with ${code('jamie knowledge import <folder>')}.`,
      ),
    ],
    suggestions: [],
  };
}
