import type { Analysis } from './analyse.ts';
import type { Scores } from './cues.ts';
import type { Features } from './features.ts';
import { roleOf } from './items.ts';

/** The words of a message that are no names and no places: what turns of phrase are looked for in. */
export function plainWords({ words }: Pick<Analysis, 'words'>): string {
  return words
    .map(({ word, claim }) => (claim === 'name' || claim === 'place' || claim === 'text' ? '_' : word))
    .join(' ');
}

const SELF = 'i|we|anyone|anybody|users?|people';
const DEEDS =
  'get|read|view|list|watch|create|make|update|edit|patch|delete|remove|exec|scale|restart|access|deploy|impersonate|drain|cordon|modify|change|write|run|see|kill';
const COMMAND =
  /\b(?:how (?:do|can|would|should|could) (?:i|we|you|one)|how to)\b(?!.*\b(?:fix|solve|resolve|mend|help|access to|use (?:you|this))\b)/;
const NAMES_COMMAND =
  /\b(?:kubectl )?commands? (?:to|for|that|which|is)\b|\bcommand .*\?$|\b(?:what|which) (?:kubectl )?command\b/;
const OWN_RIGHTS = new RegExp(
  `(?<!\\bhow )\\b(?:can|could|may|if|whether) (?:${SELF}|my \\w+)(?: (?:can|could|may))? (?:also )?(?:${DEEDS})\\b`,
);
const RIGHTS_OF = new RegExp(
  `\\b(?:can|could|may) (?:the )?(?:service ?account|sa|user|group|_)(?: _)?(?: (?:in|of|from) (?:the )?(?:namespace )?_(?: namespace)?)? (?:also )?(?:${DEEDS})\\b(?! (?:out )?(?:to|out|through|at)\\b)`,
);
const SPEAKS_OF_RIGHTS = /\b(?:permissions?|allowed|rights|permitted|authori[sz]ed) to [a-z]+\b/;
const LOOKS = /\b(?:can|could|may) (?:i|we) (?:also )?(?:see|get|view|have|read)\b/;
const IN_GENERAL =
  /\bwhy (?:do|does|would|might|can) (?:a |an |my )?(?:pods?|containers?|nodes?|deployments?|jobs?|pvcs?) (?:get|become|go|enter|end|stay|be)\b/;
const DOES_WHAT = /\bwhat (?:does|do) (?:an? )?[a-z ]{3,40} do$|\bwhat is an? \w/;
const DIFFERENCE = /\bdifference between\b/;
const TOP = /\btop (?:po|pods?|no|nodes?)\b(?! by (?!cpu|mem))/;
const CHANGED = /\b(?:has|have|did|was|were|is)\b.*\bchanged?\b/;
const ALERT = /\[FIRING|\bFIRING:|\bseverity[=:]|\balertname[=:]|\bKube[A-Z][a-z]+[A-Z]/;
const SHOWS = /^(?:please |jamie |can you |could you )*(?:show|get|display|view|open|see|give)\b/;
const LINES = /\b\d{1,6} (?:[a-z]+ )?(?:log )?lines?\b/;
const BELONGS = /\b(?:belongs? to|part of|managed by|owned by|controlled by)\b/;

/** Turns of phrase that whole questions are made of. */
export function wordingOf(analysis: Analysis, features: Features): Partial<Scores> {
  const { text, places, items } = analysis;
  const { named, kinds } = features;
  const said = plainWords(analysis);
  const has = (pattern: RegExp, points: number) => (pattern.test(said) ? points : 0);
  const isGeneral = named.length === 0 && places.clusters.length === 0 && places.namespaces.length === 0;
  const asksForRights =
    (OWN_RIGHTS.test(said) && !(named.length > 0 && LOOKS.test(said))) || RIGHTS_OF.test(said);
  const isOfNode =
    named.some(({ matches }) => matches[0]?.kind === 'Node') &&
    items.some((item) => roleOf(item, 'resource'));
  return {
    command: has(COMMAND, 3) + has(NAMES_COMMAND, 4),
    access: asksForRights || SPEAKS_OF_RIGHTS.test(said) ? 4 : 0,
    explain: has(IN_GENERAL, 5) + (isGeneral ? has(DIFFERENCE, 5) + has(DOES_WHAT, 4) : 0),
    diagnose: (ALERT.test(text) ? 4 : 0) + (isStatement(analysis, features) ? 2.5 : 0),
    inventory:
      (isStatement(analysis, features) ? -2.5 : 0) +
      (kinds[0] === 'Pod' && named.length > 0 ? has(BELONGS, 4) : 0),
    usage: has(TOP, 4),
    logs: has(LINES, 3),
    changes: has(CHANGED, 2.5),
    connectivity: named.length > 0 ? has(/\bendpoints?\b/, 3) : 0,
    events: kinds.length === 1 && kinds[0] === 'Event' ? 2 : 0,
    describe: has(SHOWS, 1.8) + (isOfNode ? has(/\b(?:have|has|got|offers?|cores on|cpus on)\b/, 5) : 0),
  };
}

const VERBISH =
  /\b(?:is|are|get|gets|got|stay|stays|keep|keeps|takes?|wants?|fails?|gives?|returns?|returned|throws?|refuses?|refused|shows?|hangs?|dies|died|went|goes|does|do|will|would|cannot|can|seems?|looks?|stopped|crashed|times?)\b/;

/** Something is said of a name, and nothing is asked: "catalogue gets no pods". */
function isStatement({ words, items }: Analysis, { named, asks, kinds }: Features): boolean {
  const isAddressed = named.some(
    ({ from, to }) => from === 0 && words[to - 1]?.ends === true && words.length > to + 1,
  );
  if (
    isAddressed &&
    asks === 'none' &&
    !items.some((item) => roleOf(item, 'verb')?.verb === 'list' && item.from < 4)
  )
    return true;
  if (named.length === 0 || asks !== 'none' || kinds.some((kind) => kind !== 'Pod' && kind !== 'Node'))
    return false;
  const isListed = items.some(
    (item) =>
      roleOf(item, 'verb') !== undefined ||
      (roleOf(item, 'superlative') !== undefined && item.word !== 'more'),
  );
  const rest = words.filter(({ claim }) => claim === undefined).map(({ word }) => word);
  return (
    !isListed &&
    (!/^(?:pods|po|that|which|with|without)$/.test(rest[0] ?? '') || VERBISH.test(rest[1] ?? '')) &&
    VERBISH.test(rest.join(' '))
  );
}
