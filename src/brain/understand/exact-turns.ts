import { FIELD_WORDS } from './lexicon/field-words.ts';
import type { UnderstandInput } from './reading.ts';

/** One thing by its name; "any pod" and the like are many. */
const NAME =
  '(?:the |my |our )?((?:(?:deployment|deploy|statefulset|sts|daemonset|pod|service|svc|node|hpa|ingress|cron ?job|config ?map|cm|secret|pvc) )?(?!(?:any|all|every|each|some|no|most|many|other|both)\\b)[\\w./-]+)(?: (?:deployment|statefulset|daemonset|service|svc|pods?|app))?';
const SO = '(?:and |so |ok |pls |please |jamie )?';
const KINDS =
  '((?:ingress|hpa|pdb|service|autoscaler|disruption budget|pod disruption budget)(?:es|s)?|svcs?|ing)';
const OUTSIDE = '(?:the )?(?:internet|outside|outside world|world|public|public internet|web)';
const STORE = '(config ?map|cm|secret)';
const INSIDE = 'keys?|contents?|entries|values?|content';

/** Whole questions about one thing, and the same in words that mean nothing else. */
const WHOLE: readonly [string, string][] = [
  [
    `(?:is it|is now|are we|would it be|is this) (?:currently )?(?:a )?(?:safe|ok|okay|fine|good|clear|good time|good moment) (?:for us )?(?:to|for) (?:a )?(?:deploy|deployment|release|ship|roll ?out|push|go live)(?: (?:now|today|right now|something|anything|to prod|to production))*`,
    'is everything healthy',
  ],
  [
    `how many pods (?:can|could|may|does|will) ${NAME} (?:hold|fit|take|host|carry|handle|support|accommodate)(?: at most| in total)?`,
    'capacity of $1',
  ],
  [
    `(?:how many pods (?:can )?fit|(?:what is the )?max(?:imum)?(?: number of)? pods) (?:on|onto|of|for) ${NAME}`,
    'capacity of $1',
  ],
  [
    `(?:which|what) ${KINDS} (?:belongs? to|protects?|covers?|guards?|applies to|apply to|scales?|fronts?|is for|are for|exists? for) ${NAME}`,
    '$1 for $2',
  ],
  [`${KINDS} 4 ${NAME}`, '$1 for $2'],
  [
    `how much (?:cpu|memory|ram)(?: and (?:cpu|memory|ram))? (?:may|can|could|is|are|does) ${NAME} (?:allowed|permitted|able) to (?:use|consume|take|have)`,
    'limits of $1',
  ],
  [
    `(?:what is |whats |what's |show |get )?(?:the |our )?(?:load ?balancer|lb)(?:'s)? (?:ip|address|external ip|ip address)`,
    'services of type LoadBalancer with their external ip',
  ],
  [`(?:is|are) (?:the )?([\\w.-]+) cron ?job suspended`, 'suspend of cronjob $1'],
  [`(?:is|are) (?:the )?([\\w.-]+) suspended`, 'suspend of $1'],
  [`(?:is|are) (?:the )?cron ?job ([\\w.-]+) suspended`, 'suspend of cronjob $1'],
  [
    `(?:is there |are there |is |are |any )+(?:an? |any |the )?roll ?outs? (?:in progress|stuck|running|ongoing|hanging|under way|underway|going on|happening)(?: anywhere| now| right now)?`,
    'which deployments are in the middle of a rollout',
  ],
  [`what (?:auto)?scales ${NAME}`, 'hpa for $1'],
  [`(?:what|by what|which hpa) is ${NAME} (?:auto)?scaled(?: by)?`, 'hpa for $1'],
  [
    `how (?:is|are) ${NAME} (?:exposed|published|made public)(?: to ${OUTSIDE}| outside| externally)?`,
    'is $1 reachable from outside',
  ],
  [
    `(?:is|are) ${NAME} (?:publicly |externally )?(?:exposed|public|open|accessible|available|visible)(?: (?:to|on|from|over) ${OUTSIDE}| publicly| externally)`,
    'is $1 reachable from outside',
  ],
  [`(?:is|are) ${NAME} (?:publicly |externally )?(?:exposed|public)`, 'is $1 reachable from outside'],
  [
    `(?:which|what) (?:ingress(?:es)?|gateways?) (?:use|uses|using|reference|references) (?:the )?(?:tls )?secret ([\\w.-]+)`,
    'what uses secret $1',
  ],
  [`from ${NAME} to ${NAME},? (?:does|can|is|will|do|could|are)\\b.*`, 'can $1 reach $2'],
  [
    `how (?:do|can|could|would) (?:i|we) (?:reach|access|connect to|open|hit|get to|talk to|browse) ${NAME} (?:from my (?:laptop|machine|computer|mac|pc|workstation)|locally|from localhost|on localhost|from here)`,
    'port-forward to $1',
  ],
  [
    `(?:what(?:'s| is| are)? |whats |show (?:me )?|list |print |get )?(?:all )?(?:the )?(?:in|inside|(?:${INSIDE}) (?:in|of|are in)|in the) (?:the )?${STORE} ([\\w.-]+)`,
    'yaml of $1 $2',
  ],
  [
    `(?:what|which) (?:does|do|keys does|keys are in|values are in|values does|is stored in) (?:the )?${STORE} ([\\w.-]+)(?: (?:contain|hold|have|say|define|store))?`,
    'yaml of $1 $2',
  ],
  [
    `how many (?:replicas|instances|copies) (?:does|do|should|must|shall) ${NAME} (?:want|have|need|request|ask for|desire|get|run)(?: now| at the moment)?`,
    'replicas of $1',
  ],
  [
    `(?:does|do|is|are) ${NAME} (?:run|running|runs) (?:as (?:the )?(?:root|user root|non-?root|privileged)|privileged)`,
    'security context of $1',
  ],
  [
    `(?:which|what|the)? ?headless (?:service|svc)(?: (?:of|for|does)) ${NAME}(?: (?:have|use))?`,
    'services of $1',
  ],
  [
    `where (?:does|do) (?:the )?(?:service |svc )?([\\w.-]+)(?: service| svc)? (?:point|lead|go|route|forward)(?:s)?(?: to)?`,
    'endpoints of service $1',
  ],
  [
    `(?:what|how much|how many)(?: (?:cpu|memory|ram|and|or))* (?:does|do) ${NAME} (?:request|reserve|ask for)(?: (?:in|for|of|as|cpu|memory|ram|and|terms))*`,
    'requests of $1',
  ],
  [
    `(?:which|what) revision (?:is|does|has) ${NAME}(?: (?:on|at|run|have|running|now))*`,
    'rollout history of $1',
  ],
  [`(?:show |the )?rollout history ${NAME}`, 'rollout history of $1'],
  [`(?:show |the )?rollout status ${NAME}`, 'rollout status of $1'],
  [
    `image of (?:the )?[\\w-]+ (?:sidecar|container|init container|init) (?:in|of|on) ${NAME}`,
    'images of $1',
  ],
];

const CAMEL = /^(?:what(?:'s| is)? |whats |show |the )*([a-z]+(?:[A-Z][a-z]+)+)(?= (?:of|for|on|in) )/;

/** "maxSurge of checkout": a field in the words that it is made of. */
function fieldInWords(said: string): string | undefined {
  const field = CAMEL.exec(said)?.[1];
  const words =
    field
      ?.replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(' ') ?? [];
  const isField =
    words.length > 0 && words.every((word) => FIELD_WORDS.has(word) || FIELD_WORDS.has(`${word}s`));
  return field === undefined || !isField ? undefined : said.replace(field, words.join(' '));
}

const PATTERNS = WHOLE.map(([asked, plain]) => [new RegExp(`^${SO}${asked}$`, 'i'), plain] as const);

const VARIABLE = '[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+';
const OBJECT =
  "((?:(?:deployment|deploy|statefulset|config ?map|cm|pod) )?[a-z][\\w./-]*)(?:'s)?(?: (?:deployment|pods?|container|service))?";
const OF_VARIABLE: readonly RegExp[] = [
  `(?:[Ww]hat(?:'s| is|s)?|[Ss]how(?: me)?|[Gg]et|[Ww]here (?:does|is))? ?(?:the )?(?:current )?(?:value (?:of|for) )?(?:the )?(?:env(?:ironment)? ?(?:var(?:iable)?)? )?${VARIABLE} (?:set (?:to )?|come from |defined |env(?:ironment)? ?(?:var(?:iable)?)? )?(?:in|of|for|on) (?:the )?${OBJECT}(?: (?:set to|come from|defined))?`,
  `(?:[Dd]oes|[Hh]as|[Ii]s|[Dd]o) (?:the )?${OBJECT} (?:have|has|use|set|define|get|got|read) (?:an? |the )?(?:env(?:ironment)? ?(?:var(?:iable)?)? )?(?:called |named )?${VARIABLE}(?: set| defined)?(?:,? and .*)?`,
  `(?:[Ww]hich|[Ww]hat) (?:value (?:of|for) )?${VARIABLE} (?:does|has|is|do) (?:the )?${OBJECT}(?: (?:have|use|get|see|run with))?`,
  `(?:[Ww]here|[Ff]rom where|[Hh]ow) does (?:the )?${OBJECT} (?:get|take|read)(?: its| the)? ${VARIABLE}(?: from)?`,
].map((pattern) => new RegExp(`^(?:and |so )?${pattern}$`));

/** "value of PAYMENTS_URL in checkout": its environment is asked for. */
function variableAsked(said: string): string | undefined {
  const name = OF_VARIABLE.map((pattern) => pattern.exec(said)?.[1]).find((one) => one !== undefined);
  if (name === undefined) return undefined;
  return /^(?:config ?map|cm) /.test(name) ? `yaml of ${name}` : `env of ${name}`;
}

const IN_IT =
  /^(?:and |so )?(?:(?:what|which|show)(?:'s|s| me)? (?:is |are |keys (?:are |does it have)?)?(?:in|inside)? ?(?:it|that one|there|that)|show (?:it|its contents?|the contents?)|its (?:contents?|keys)|what does it (?:contain|hold|say))$/i;
const HOLDING: Readonly<Record<string, string>> = { ConfigMap: 'configmap', Secret: 'secret' };
const CAME_FROM =
  /^(?:and |so )?(?:where|from where) (?:does|do|did) (?:it|that|this|they|the value) come from$/i;

const TAKE_BACK =
  /^(?:and |ok |no |actually |please |now )*(?:undo|revert|reverse|take back|roll ?back|walk back)(?: (?:it|that|this|the change))?(?: again| please| now)?$/i;

/** What is asked of the one thing that was spoken of last. */
function askedOfIt(said: string, { focus }: UnderstandInput): string | undefined {
  const [only, second] = focus.lastSlots?.objects ?? [];
  if (only === undefined || second !== undefined) return undefined;
  if (TAKE_BACK.test(said) && focus.lastSkill === 'change-request') return 'can i undo that';
  const holding = HOLDING[only.kind];
  if (holding !== undefined && IN_IT.test(said)) return `yaml of ${holding} ${only.namespace}/${only.name}`;
  if (CAME_FROM.test(said) && focus.lastSlots?.aspect === 'env') return 'env of it';
  return ABOUT_IT.test(said) ? 'replicas of it' : undefined;
}

const ABOUT_IT =
  /^(?:and |so )?how many (?:replicas|instances|copies)(?: (?:does it have|has it|are there|is it))?$/i;

const ADDRESS = /(?<![\w/.-])([a-z0-9-]+)\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?(?::\d+)?(?![\w-])/gi;

/** `redis.data`, `redis.data.svc.cluster.local` as the service that it is the address of. */
const addressed = (said: string, { clusters, snapshot }: UnderstandInput): string =>
  said.replace(ADDRESS, (whole, name: string, namespace: string) =>
    clusters.some((cluster) =>
      snapshot(cluster.name)?.objects.Service.some(
        ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
      ),
    )
      ? `${namespace}/${name}`
      : whole,
  );

const HOST = /(?<![\w./@-])[a-z0-9-]+(?:\.[a-z0-9-]+){2,}(?![\w.-]*\w)/i;
const OF_HOST =
  /\b(?:warn\w*|certificates?|certs?|tls|ssl|expired?|invalid|[45]\d\d|down|broken|errors?|slow|unreachable|unavailable|fail\w*|refus\w*|not|time ?outs?)\b/i;

/** A host that an ingress answers for, as that ingress, where trouble with it is told. */
function hosted(said: string, { clusters, snapshot }: UnderstandInput): string {
  const host = HOST.exec(said)?.[0];
  if (host === undefined || !OF_HOST.test(said.replace(host, '')) || /\bingress/i.test(said)) return said;
  const ingress = clusters
    .flatMap(({ name }) => snapshot(name)?.objects.Ingress ?? [])
    .find(({ spec }) => spec.rules.some((rule) => rule.host === host.toLowerCase()));
  if (ingress === undefined) return said;
  return said.replace(host, `ingress ${ingress.metadata.namespace}/${ingress.metadata.name}`);
}

/** A whole question about one thing in plain words; undefined when it is no such question. */
export function exactly(said: string, input: UnderstandInput): string | undefined {
  const variable = variableAsked(said);
  if (variable !== undefined) return variable;
  const ofIt = askedOfIt(said, input);
  if (ofIt !== undefined) return ofIt;
  const plain = hosted(addressed(fieldInWords(said) ?? said, input), input);
  const found = PATTERNS.find(([pattern]) => pattern.test(plain));
  if (found !== undefined) return plain.replace(found[0], found[1]);
  return plain === said ? undefined : plain;
}
