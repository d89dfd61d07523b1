import type { Finding } from '#diagnosis';
import { WATCHED_KINDS } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { say, type Block } from '../../answer/draft.ts';
import { inline } from '../../answer/markdown.ts';
import type { ClusterIndex } from '../../cluster/facts.ts';
import { findingItem } from '../findings.ts';
import type { SkillContext } from '../skill.ts';
import type { DyingWords } from './dying-words.ts';

/** So many troubles are told; of the rest only the number. */
export const MOST_STORIES = 8;
const MOST_HINTS = 3;

/** What a look over one cluster, or some namespaces of it, found. */
export interface Checkup {
  cluster: string;
  index: ClusterIndex;
  namespaces: readonly string[];
  /** Set when only one kind was asked about. */
  kind?: string;
  /** Troubles of the same places that concern other kinds. */
  elsewhere: number;
  trouble: Finding[];
  hints: Finding[];
}

/** What was looked at when only one kind was asked about, and that the rest is another matter. */
function onlyOf(kind: string, elsewhere: number): Block[] {
  const rest =
    elsewhere === 0
      ? inline``
      : inline` Elsewhere there ${elsewhere === 1 ? 'is' : 'are'} ${plural(elsewhere, 'problem')}.`;
  return [say(inline`I looked at nothing but ${kind} objects.${rest}`)];
}

/** What was checked where nothing was found, without calling calm what alerts speak of. */
function checked({ index, namespaces }: Checkup, isQuiet: boolean): Block[] {
  const seen = WATCHED_KINDS.filter((kind) => index.list(kind).length > 0 || index.sees(kind, namespaces[0]));
  const kinds = plural(seen.length, 'kind');
  if (!index.sees('Pod', namespaces[0])) {
    const end = isQuiet ? ' Nothing that I can see is failing.' : '';
    return [say(inline`I checked the ${kinds} of objects of which I may see some.${end}`)];
  }
  const first = index.sees('Node') ? 'nodes, pods' : 'pods';
  const end = isQuiet ? ' Nothing is failing.' : '';
  return [
    say(
      inline`I checked ${kinds} of objects: ${first}, workloads, services and their endpoints, ingresses, volumes, jobs, autoscalers, quotas and certificates.${end}`,
    ),
  ];
}

interface Told {
  said: DyingWords;
  /** Nothing fires. */
  isQuiet: boolean;
}

/** The troubles of a place, worst first, with what their logs say; what was checked when there are none. */
export function stories(context: SkillContext, checkup: Checkup, { said, isQuiet }: Told): Block[] {
  const { trouble, kind, elsewhere } = checkup;
  if (trouble.length === 0 && kind !== undefined) return onlyOf(kind, elsewhere);
  if (trouble.length === 0) return checked(checkup, isQuiet);
  const items = trouble.slice(0, MOST_STORIES).map((finding) => {
    const item = findingItem(context, finding);
    const words = said.get(finding);
    if (words === undefined) return item;
    return {
      text: inline`${item.text} ${words.item.text}`,
      evidence: [...item.evidence, ...words.item.evidence],
    };
  });
  const hidden = trouble.length - items.length;
  const rest =
    hidden === 0 ? [] : [say(inline`…and ${hidden} more. Ask about one namespace to see them all.`)];
  return [{ type: 'list', items, ordered: true, cap: MOST_STORIES }, ...rest];
}

/** What is not urgent but worth tidying. */
export function hints(context: SkillContext, { hints: found }: Checkup): Block[] {
  if (found.length === 0) return [];
  const items = found.slice(0, MOST_HINTS).map((finding) => findingItem(context, finding));
  const more = found.length > MOST_HINTS ? ` (${MOST_HINTS} of ${found.length} shown)` : '';
  const intro = say(inline`Nothing urgent, but worth tidying${more}:`);
  return [intro, { type: 'list', items }];
}
