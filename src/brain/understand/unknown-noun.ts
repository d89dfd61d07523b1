import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { roleOf } from './items.ts';
import { FUNCTION_WORDS } from './lexicon/common-words.ts';
import { FILLER } from './lexicon/talk.ts';
import type { Mood, Reading, SkillId } from './reading.ts';
import { plainWords } from './wording.ts';

/** Skills that answer of the whole cluster when nothing is named. */
const OF_ALL: ReadonlySet<SkillId> = new Set([
  'cluster-health',
  'diagnose',
  'usage',
  'changes',
  'events',
  'logs',
  'describe',
]);

const NOUN = '(?<noun>[a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)??)';
const THE = '(?:the |our |my )?';
const STATE =
  '(?:still |really |currently |now |all )?(?:ok|okay|fine|healthy|unhealthy|up|down|alive|dead|broken|working|stable|reachable|available|overloaded|responding|in trouble|in order|well|good|green|red)';
const OPENER = '(?:and |so |but |hey |jamie |please |maybe )*';
/** Nobody asks this in more words. */
const MOST_WORDS = 20;

/** Where a message tells what it is about. */
const SLOTS = [
  `${OPENER}(?:is|are|was) ${THE}${NOUN} ${STATE}(?: now| today| again| at the moment| right now)?`,
  `${OPENER}how (?:is|are) ${THE}${NOUN}(?: doing| today| now)?`,
  `${OPENER}(?:what is |whats |what s |anything |something )?(?:wrong|the matter|up) with ${THE}${NOUN}`,
  `${OPENER}why (?:is|are) ${THE}${NOUN} ${STATE}`,
  `${OPENER}(?:the |our |my )${NOUN} (?:is|are|seems|looks) ${STATE}`,
  `${OPENER}(?:check|diagnose|inspect|describe|investigate) ${THE}${NOUN}`,
  `${OPENER}(?:show |get |give |what is |see |view )?(?:me )?${THE}(?:logs?|events?|cpu|memory|ram|usage|resource usage|cpu usage|memory usage|health|state|status|details|restarts) (?:of|for|from) ${THE}${NOUN}`,
  `${OPENER}(?:what|anything|something|did anything|has anything) (?:has |have |was |is )?changed? (?:in|with|on|about) ${THE}${NOUN}(?: recently| today| lately)?`,
  `${OPENER}(?:what|how much) (?:cpu|memory|ram) (?:does|do|is) ${THE}${NOUN} (?:use|using|used|take|taking|need)`,
].map((slot) => new RegExp(`^${slot}$`));

/** Words for the whole, or for what a message is about without being a thing. */
const WHOLE = new Set(
  `cluster clusters everything anything something things thing stuff all system systems environment environments env envs company infrastructure infra
  kubernetes k8s kube production prod staging dev site app apps application applications workload workloads service services software business situation state status health
  overall world us we you they it this that there everybody everyone fleet stack setup place life today now network networking traffic performance latency load
  usage capacity resources resource cpu memory ram disk disks storage utilisation utilization space cost costs rollout rollouts deployment deployments release releases changes change problems problem issues issue
  alerts alert incidents incident errors error warnings warning events event logs log history last first recent latest current one ones other others same rest both each here yourself jamie
  dns namespace namespaces ns cluster control plane nodes node pods pod day night morning week weekend hour minute time times shift`.split(
    /\s+/,
  ),
);

/** A noun that stands where a message tells what it is about, and that nothing goes by: answering of the whole cluster would be an answer to another question. */
export function unknownNoun(
  analysis: Analysis,
  { named, kinds }: Features,
  { skill, mood }: { skill: SkillId; mood: Mood },
): Reading | undefined {
  const { items, places, scope, words } = analysis;
  if (words.length > MOST_WORDS || !OF_ALL.has(skill) || kinds.some((kind) => kind !== 'Event'))
    return undefined;
  if (named.some(({ matches }) => matches.length > 0) || items.some(({ mention }) => mention?.focus))
    return undefined;
  const said = plainWords({ words: words.filter(({ claim }) => claim !== 'place' && claim !== 'time') })
    .replace(/ (?:in|on|for|since|during|over|of)(?: the| namespace| cluster)*$/, '')
    .trim();
  const noun = SLOTS.map((slot) => slot.exec(said)?.groups?.['noun']).find(
    (one) => one !== undefined && isNoun(one, items),
  );
  if (noun === undefined) return undefined;
  return {
    type: 'no-such-name',
    said: noun,
    where: { clusters: scope, namespaces: [...places.namespaces] },
    suggestions: [],
    rewrites: [],
    mood,
  };
}

const isNoun = (noun: string, items: Analysis['items']) =>
  noun
    .split(' ')
    .every(
      (word) =>
        !WHOLE.has(word) &&
        !FUNCTION_WORDS.has(word) &&
        !FILLER.has(word) &&
        !items.some((item) => item.word.split(' ').includes(word) && isOfGrammar(item)),
    );

/** States, amounts and the like describe; they are not what a message is about. */
const isOfGrammar = (item: Analysis['items'][number]) =>
  item.amount !== undefined ||
  roleOf(item, 'status') !== undefined ||
  roleOf(item, 'superlative') !== undefined;
