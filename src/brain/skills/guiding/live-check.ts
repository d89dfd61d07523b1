import { checkCluster, type Finding } from '#diagnosis';
import { sameObject } from '../../cluster/facts.ts';
import { indexOf } from '../../cluster/target.ts';
import { fact, type Block } from '../../answer/draft.ts';
import { bold, inline, join } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import type { Guide } from '../../knowledge/guide.ts';
import type { Suggestion } from '../../turn-event.ts';
import { suggest } from '../ask.ts';
import { subjectOf } from '../findings.ts';
import type { SkillContext } from '../skill.ts';

const MOST_NAMED = 3;
const CHECK_IT = { label: 'Check it on {}', message: 'why is {} not healthy?' };
const ANYWHERE: Suggestion = { label: 'Is it happening here?', message: "what's wrong in my cluster?" };

/** What shows now what a guide is about, as far as the clusters are in sight; one finding for each thing in trouble. */
function findingsOf(context: SkillContext, { checks }: Guide): Finding[] {
  if (checks.length === 0) return [];
  const all = context.clusters.flatMap(({ name }) => {
    const snapshot = indexOf(context, name)?.snapshot;
    return snapshot === undefined ? [] : checkCluster(snapshot);
  });
  const own = all.filter(({ check }) => checks.includes(check));
  const subjects = own.map((finding) => subjectOf(context, finding));
  return own.filter((_, at) => {
    const subject = subjects[at];
    return subject !== undefined && subjects.findIndex((one) => sameObject(one, subject)) === at;
  });
}

/** Where the trouble of a guide is to be seen now, and what to ask about it. */
export function liveCheck(
  context: SkillContext,
  guide: Guide,
): { blocks: Block[]; suggestions: Suggestion[] } {
  const found = findingsOf(context, guide);
  const subjects = found.map((finding) => subjectOf(context, finding));
  const [spokenOf] = context.focus.objects;
  const [first] = subjects.length > 0 ? subjects : spokenOf === undefined ? [] : [spokenOf];
  if (guide.checks.length === 0) return { blocks: [], suggestions: [] };
  const suggestions = [first === undefined ? ANYWHERE : suggest(context.clusters, first, CHECK_IT)];
  if (found.length === 0) return { blocks: [], suggestions };
  const evidence = context.ledger.addAll(
    found.slice(0, MOST_NAMED).flatMap((one) => one.evidence.slice(0, 1)),
  );
  const names = subjects.slice(0, MOST_NAMED).map(fullName);
  const more = found.length > MOST_NAMED ? inline` and ${found.length - MOST_NAMED} more` : inline``;
  return {
    blocks: [fact(bold(inline`It is happening here now: ${join(names)}${more}.`), evidence)],
    suggestions,
  };
}
