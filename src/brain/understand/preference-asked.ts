import type { UnderstandInput } from './reading.ts';
import type { PreferenceSlots } from './slot-types.ts';

const NOT_A_NAME =
  /^(?:back|later|when|if|an?|the|tomorrow|out|it|on|at|by|not|so|right|wrong|sure|tired|sorry|done|here|maybe|names|every|once|again|with|for|now)\b/i;
const NAMED = [
  /^(?:please )?(?:you (?:can|may|should) )?(?:just )?(?:call|name) me (?:just )?(?<value>\p{L}[\p{L}'’-]*(?: \p{L}[\p{L}'’-]*)?)$/iu,
  /^(?:hi,? )?my (?:first )?name(?: is|'s) (?<value>\p{L}[\p{L}'’-]*(?: \p{L}[\p{L}'’-]*)?)$/iu,
];

const PLACE = String.raw`(?:the )?(?<said>(?:cluster|namespace|environment) )?(?<value>[\w.-]+)(?: (?<after>cluster|namespace|environment))?`;
const OTHERWISE =
  '(?:,? (?:unless i (?:say|tell you) (?:so|otherwise|differently)|if i (?:name|say) (?:nothing|none|no other)))?';
const PLACED = [
  String.raw`i (?:always|usually|normally|mostly) (?:mean|want|talk about|ask about|work (?:on|in|with)|use) ${PLACE}${OTHERWISE}`,
  String.raw`(?:always|by default,?) (?:use|assume|mean|look at|take) ${PLACE}${OTHERWISE}`,
  String.raw`(?:use|assume|take) ${PLACE} (?:by default|as (?:my|the) default)${OTHERWISE}`,
  String.raw`(?:make|set) ${PLACE} (?:as )?(?:my|the) default(?: cluster| namespace)?`,
  String.raw`(?:set )?my default (?<said>cluster|namespace) (?:is|to|to be|=) (?<value>[\w.-]+)`,
].map((pattern) => new RegExp(`^${pattern}$`, 'i'));

const ZONED = [
  /^(?:always )?(?:use|show|give|tell|set|display|prefer)(?: me)?(?: all)?(?: the| my)?(?: times?| clocks?)?(?: (?:in|as|to))? (?<value>[a-z]+(?:[/_ ][a-z_]+)*)$/i,
  /^(?:times|all times)(?: in)? (?<value>[a-z]+(?:[/_ ][a-z_]+)*)$/i,
  /^my time ?zone (?:is|=) (?<value>[a-z]+(?:[/_ ][a-z_]+)*)$/i,
];
const FOR_TIMES = / (?:for|in|as) (?:all |the |my )*(?:times?|clocks?|dates?|time ?zone)$| times?$/i;
const SHORT =
  /^(?:(?:i (?:want|like|prefer|would like)|give me|only|just) )?(?:keep (?:it|them|(?:your|the) (?:answers|replies)) (?:short|brief|concise|shorter)|(?:short|shorter|brief|briefer|concise|terse) (?:answers?|replies)|be (?:more )?(?:brief|concise|terse|succinct|short)|the short version always|tl;?dr answers)(?: from now on| in future| always)?$/i;
const FULL =
  /^(?:(?:i (?:want|like|prefer|would like)|give me) )?(?:(?:long|longer|full|detailed|complete|normal|thorough) (?:answers|replies)|be (?:more )?(?:detailed|thorough|verbose|elaborate)|stop (?:being brief|the short answers|shortening))(?: again| from now on| in future| always)?$/i;
const LISTED =
  /^(?:what (?:do|did) you (?:know|remember|keep|store|have)(?: (?:on|kept))? (?:about|of|on) me|what (?:have|did) you (?:kept|keep|remembered|stored|learned|learnt|saved|noted)(?: down)? (?:about|of|on) me|(?:what are|list|show|tell)(?: me)? (?:all )?my (?:preferences|defaults)|what are my (?:preferences|defaults|settings)|my preferences)$/i;

const FORGOTTEN: readonly (readonly [RegExp, PreferenceSlots['key'] | 'all'])[] = [
  [
    /^(?:forget|delete|drop|remove|erase|clear) my (?:first )?name$|^(?:stop|do not|don't) call(?:ing)? me .+$/i,
    'name',
  ],
  [/^(?:forget|delete|drop|remove|clear|unset) my (?:default )?cluster$/i, 'cluster'],
  [/^(?:forget|delete|drop|remove|clear|unset) my (?:default )?namespace$/i, 'namespace'],
  [/^(?:forget|delete|drop|remove|clear|unset) my time ?zone$/i, 'timeZone'],
  [
    /^(?:forget|delete|drop|remove|erase|clear) (?:(?:all )?my (?:preferences|defaults)|(?:everything|all|what)(?: that)?(?: you (?:know|remember|have|kept|keep))? (?:about|of|on) me|me)$/i,
    'all',
  ],
];
const FORGETS_PLACE = new RegExp(`^(?:forget (?:that )?|no longer )i (?:always|usually) mean ${PLACE}$`, 'i');

const matching = (
  text: string,
  patterns: readonly RegExp[],
): Record<string, string | undefined> | undefined =>
  patterns.map((pattern) => pattern.exec(text)?.groups).find((groups) => groups !== undefined);

/** Whether a place is told to be a namespace, or is one and no cluster. */
function placeKey(
  value: string,
  said: string,
  { clusters, snapshot }: UnderstandInput,
): 'cluster' | 'namespace' {
  if (/namespace/i.test(said)) return 'namespace';
  const isCluster = clusters.some(
    ({ name, environment, aliases }) => name === value || environment === value || aliases.includes(value),
  );
  const isNamespace = clusters.some(({ name }) =>
    snapshot(name)?.objects.Namespace.some(({ metadata }) => metadata.name === value),
  );
  return isNamespace && !isCluster ? 'namespace' : 'cluster';
}

/** The zone by its IANA name, when it is one: `utc`, `Europe/London`, `london`. */
function zoneOf(value: string): string | undefined {
  const wanted = value.toLowerCase().replaceAll(' ', '_');
  if (wanted === 'utc' || wanted === 'gmt' || wanted === 'zulu') return 'UTC';
  return Intl.supportedValuesOf('timeZone').find(
    (zone) => zone.toLowerCase() === wanted || zone.toLowerCase().endsWith(`/${wanted}`),
  );
}

function toKeep(text: string, input: UnderstandInput): PreferenceSlots | undefined {
  const name = matching(text, NAMED)?.['value'];
  if (name !== undefined && !NOT_A_NAME.test(name)) return { what: 'keep', key: 'name', value: name };
  if (SHORT.test(text)) return { what: 'keep', key: 'verbosity', value: 'short' };
  if (FULL.test(text)) return { what: 'keep', key: 'verbosity', value: 'full' };
  const zone = zoneOf(matching(text.replace(FOR_TIMES, ''), ZONED)?.['value'] ?? '');
  if (zone !== undefined) return { what: 'keep', key: 'timeZone', value: zone };
  const { value, said = '', after = '' } = matching(text, PLACED) ?? {};
  if (value === undefined) return undefined;
  return {
    what: 'keep',
    key: placeKey(value.toLowerCase(), said + after, input),
    value: value.toLowerCase(),
  };
}

/** What a person tells of themselves to be kept, asks for, or wants forgotten. */
export function preferenceAsked(text: string, input: UnderstandInput): PreferenceSlots | undefined {
  if (text.length > 120) return undefined;
  if (LISTED.test(text)) return { what: 'list' };
  const forgotten = FORGOTTEN.find(([pattern]) => pattern.test(text))?.[1];
  if (forgotten !== undefined)
    return forgotten === 'all' ? { what: 'forget' } : { what: 'forget', key: forgotten };
  const place = FORGETS_PLACE.exec(text)?.groups;
  if (place !== undefined)
    return { what: 'forget', key: placeKey(place['value'] ?? '', place['said'] ?? '', input) };
  return toKeep(text, input);
}
