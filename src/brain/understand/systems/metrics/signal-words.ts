import type { MetricSlots } from '../../slot-types.ts';

export type Signal = NonNullable<MetricSlots['signal']>;

const REQUESTS = '(?:requests?|reqs?|calls|queries|responses|hits)';
const FAILS = '(?:fail(?:s|ed|ing|ures?)?|err(?:or|ors|ored|ing)?|5xx|500s?|break(?:s|ing)?|unsuccessful)';
const DISKS = '(?:disks?|filesystems?|file systems?|storage|disk ?space)';
const VOLUMES = '(?:volumes?|pvcs?|pvs?|persistent volumes?|volume claims?|claims?)';
const FULL =
  '(?:full(?:est)?|fill\\w*|usage|use|used|utili[sz]ation|space|left|free|remaining|room|occup\\w+|capacity|forecast|consumption|run(?:s|ning)? out|emptiest|most|least|highest|lowest|above|over|below|under|size)';

/** What people call a signal, the most telling first. */
export const SIGNALS: readonly [Signal, RegExp][] = [
  [
    'error-rate',
    new RegExp(
      String.raw`\b(?:err(?:or)?s?[- ](?:rates?|ratios?|percent\w*|shares?|quota)|err(?:or)?s? (?:per|in percent)|(?:error|failure|fail) (?:%|pct)|5xx(?: (?:rates?|ratios?|share|percent\w*|errors?))?|fail(?:ure|ed|ing)?s? (?:rates?|ratios?|percent\w*|shares?|requests?)|success(?:ful)? (?:rates?|ratios?|percent\w*|shares?|requests?)|rate of (?:5xx|errors?|failures?|failed requests)|most errors|availability (?:rate|ratio|percent\w*)|(?:percent\w*|%|share|fraction|proportion|part|ratio|how many|how much|rate|number) (?:of )?(?:the |all |its |their |requests? (?:of|to|on|at) )*(?:[\w-]+ ){0,3}${REQUESTS}?.{0,40}\b(?:5xx|fail(?:s|ed|ing)?|error(?:s|ed|ing)?|succeed(?:s|ed)?|ok\b))\b|\b${REQUESTS}\b.{0,30}\b(?:are |is |do |does |get )?(?:currently |now )?(?:fail(?:s|ed|ing)?|end in (?:an? )?(?:5xx|errors?)|go(?:es)? wrong)\b|\b${FAILS} (?:the )?(?:most|fewest|least)\b.{0,20}\b(?:requests?|often)?|\bmost (?:failing|failed|erroring) (?:service|requests?)|\berr(?:or)?s? ?\/ ?(?:s|sec|min)\b`,
      'i',
    ),
  ],
  [
    'mean-latency',
    /\b(?:average|avg|mean)(?: \w+)? (?:latenc\w+|response times?|request (?:duration|time)s?|answer times?)\b|\b(?:latenc\w+|response times?|request durations?)\b.{0,25}\b(?:on average|average|avg|mean)\b|\bhow long (?:do|does|did) .{0,40}\b(?:take|last)\b.{0,20}\bon average\b/i,
  ],
  [
    'latency',
    new RegExp(
      String.raw`\b(?:latenc\w+|lat|response[- ]times?|answer(?:ing)? times?|reply times?|p ?\d{2}(?:\.?\d)?|\d{2}(?:\.\d)?(?:th|st|nd|rd)? ?(?:percentiles?|pctl|pct)|percentiles?|median(?: response| time| duration)?|request (?:durations?|times?)|time to (?:respond|answer|first byte)|ttfb|response speed|tail latenc\w+)\b|\bslow(?:est)? ?\d+(?:\.\d+)? ?(?:%|percent)|\bhow (?:slow|fast|quick|quickly|slowly|long) (?:is|are|was|were|does|do|did)\b.{0,60}\b(?:requests?|respond\w*|answer\w*|repl(?:y|ies)|serv(?:e|es|ing)|calls?)\b|\b(?:slower|faster|quicker) (?:now )?than\b.{0,30}\b(?:yesterday|last|week|hour|ago|before|usual|today|monday|tuesday|wednesday|thursday|friday)\b|\bhow (?:slow|fast|quick) (?:is|are|was|were) (?:the )?_(?: (?:service|app|now|right now|currently|at the moment|today|in _))*\W*$|\b(?:slowest|fastest|quickest) (?:services?|apps?|pods?|apis?|endpoints?|routes?|_)\b|\b(?:services?|apps?|pods?|routes?|endpoints?) (?:is |are )?(?:the )?(?:slowest|fastest)\b|\b(?:pods?|services?|replicas?|routes?|endpoints?)\b.{0,40}\b(?:is|are) (?:the )?(?:slowest|fastest)\b|\b(?:take|takes|took|need|needs) (?:the )?(?:longest|shortest)\b.{0,20}\b(?:respond|answer|reply)?\b`,
      'i',
    ),
  ],
  [
    'in-flight',
    /\b(?:in[- ]?flight|concurrent|parallel|simultaneous|active|open) (?:http )?requests\b|\brequests? (?:are |is )?(?:in[- ]flight|being (?:served|handled|answered|processed)|in progress)\b|\bconcurrency of\b/i,
  ],
  [
    'connection-pool',
    /\b(?:connection[- ]?pools?|db[- ]?pools?|database pools?|pools? (?:usage|use|size|full|fill|satur\w+|utili[sz]ation|exhaust\w*)|(?:db|database|sql|postgres|pg) connections?|connections? (?:in use|to the (?:db|database)|used)|how (?:full|exhausted) is the pool)\b/i,
  ],
  [
    'queue-depth',
    /\bqueues?(?: is| are)?(?: the)? (?:depths?|lengths?|sizes?|backlogs?|lag|long(?:est)?|deep(?:est)?|big(?:gest)?|shortest|full|pile\w*|grow\w*|messages|entries|items|jobs)\b|\b(?:longest|deepest|biggest|largest|fullest|worst|shortest|smallest) (?:\w+ )?(?:queues?|backlogs?)\b|\b(?:how (?:long|deep|big|full|large)) (?:is|are|was|were) .{0,40}\bqueues?\b|\bqueues?\b.{0,40}\b(?:how (?:long|deep|big|full))\b|\b(?:depths?|lengths?|sizes?) of .{0,40}\bqueues?\b|\bbacklogs?\b|\b(?:queued|waiting|pending|unprocessed|outstanding) (?:messages?|jobs|entries|items|tasks)\b|\b(?:messages?|jobs|entries|items|tasks|events)\b.{0,30}\b(?:wait(?:s|ing)?|queued|pile[ds]?|piling|stuck|sit(?:s|ting)?)\b.{0,30}\bqueues?\b|\b(?:messages?|jobs|entries|items|tasks) (?:are |is )?(?:waiting|queued|in the queue)|\bqueues? (?:of|in|at|for) _|_(?:['’]?s)? queues?\b(?! (?:is |are )?(?:reachable|broken|down))/i,
  ],
  ['volume', new RegExp(String.raw`\b${VOLUMES}\b.{0,40}\b${FULL}\b|\b${FULL}\b.{0,30}\b${VOLUMES}\b`, 'i')],
  [
    'disk',
    new RegExp(
      String.raw`\b${DISKS}\b.{0,40}\b${FULL}\b|\b${FULL}\b.{0,30}\b${DISKS}\b|\brun(?:s|ning)? out of (?:disk|space|storage)\b|\bdisk (?:of|on|forecast|trend)\b|\bdisk[- ]?full\b`,
      'i',
    ),
  ],
  [
    'network-received',
    /\b(?:network|bandwidth|bytes|data) (?:received|in|ingress|input|receive)\b|\b(?:inbound|incoming|received|ingress) (?:network|bandwidth|bytes|data)\b|\b(?:bytes|data|much) .{0,20}\breceiv\w+\b.{0,20}\bnetwork\b/i,
  ],
  [
    'network-sent',
    /\b(?:network|bandwidth|bytes|data) (?:sent|out|egress|output|traffic|usage|use|transmit\w*|io|throughput)\b|\b(?:outbound|outgoing|sent|transmitted) (?:network|bandwidth|bytes|data)\b|\bbandwidth\b/i,
  ],
  [
    'request-rate',
    new RegExp(
      String.raw`\b(?:request rates?|${REQUESTS}[- ]?(?:\/|per|a|each|every) ?(?:s|sec|secs|second|m|min|minute)\b|rps|qps|rpm|throughput|traffic|how (?:many|much) (?:http )?(?:requests|reqs|traffic|load|calls)|(?:hits|calls) per|load (?:on|of|for|does)|rate of (?:http )?requests|request (?:volume|load|count)s?|most (?:requested|called|visited) (?:services?|apps?|apis?|routes?|endpoints?)|busiest (?:services?|apps?|apis?|pods?|endpoints?|routes?)|(?:most|fewest|least|more) (?:http )?(?:requests|traffic|load|hits|calls)|(?:gets?|receives?|serves?|handles?|takes?) .{0,20}\b(?:requests|traffic|load|rps)|requests? by (?:route|endpoint|path|handler|code|status|method|pod|service|namespace|node)|requests? (?:to|at|served by|handled by|received by|hitting) )`,
      'i',
    ),
  ],
  [
    'cpu-saturation',
    /\bcpu (?:satur\w+|thrott\w+|pressure)\b|\bthrottl\w+\b|\bload averages?\b|\bnode load\b/i,
  ],
  ['memory-saturation', /\bmem(?:ory)? (?:saturation|pressure)\b/i],
  [
    'restarts',
    /\brestarts? (?:rate|history|trend|over|per|in|of|count)\b|\b(?:container|pod) restarts\b|\bhow (?:often|many times) (?:did|have|has|was|were|do)\b.{0,60}\brestart\w*\b|\bmost restarts\b|\brestarts?\b/i,
  ],
  ['cpu', /\b(?:cpus?|processors?|cores)\b/i],
  ['memory', /\b(?:memory|mem|ram)\b/i],
];
