import { stemmer } from 'stemmer';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));
const stems = (words: string): ReadonlySet<string> =>
  new Set(words.split(/\s+/).map((word) => stemmer(word)));

/** Words that carry no claim of their own. */
export const STOP = setOf(
  `a an the this that these those it its they them their there here he she we us our you your i me my of in on at to for from by with
  and or but as is are was were be been being has have had having do does did done will would can could should may might must shall
  so then than also too just very still yet already now currently right only even both each some any other others another such same
  what which who whom whose when where how why if because since while although though into onto over under about around up out off
  again more most less least all every everything anything something someone one ones time times way ways thing things lot bit kind
  ok okay yes please well let see seen show shows shown showing say says said tell tells look looks looking get gets
  got give gives given go goes going come comes came make makes made take takes took per via within between during until till ago
  after before above below which's jamie evidence answer question according reported reports`,
);

/** What contradicts by itself, wherever it stands. */
export const NEGATIONS = setOf(
  `no not never none nobody nothing neither nor without cannot cant isnt arent wasnt werent hasnt havent hadnt doesnt dont didnt
  wont wouldnt couldnt shouldnt n't zero lacks lack lacking false unknown`,
);

/** Each axis has two ends; a word on one end contradicts a word on the other. */
const AXES: Record<string, [string, string]> = {
  health: [
    'healthy fine well ok good clean recovered',
    'unhealthy degraded broken sick ill bad trouble troubled wrong impaired',
  ],
  ready: ['ready', 'unready notready'],
  running: ['running run runs', 'stopped terminated exited pending'],
  success: [
    'succeeded succeeds success successful successfully passed passes passing completed',
    'failed fails failing failure failures fail crash crashes crashed crashing errored erroring',
  ],
  sync: ['synced insync', 'outofsync unsynced drifted'],
  change: [
    'increased increases rose rises rising grew grows growing climbed climbing jumped up higher faster',
    'decreased decreases fell falls falling dropped drops dropping shrank shrinking down lower slower declined',
  ],
  allowed: [
    'allowed permitted accepts accepted open',
    'denied forbidden blocked refused rejects rejected closed',
  ],
  reach: ['reachable connected answers answering', 'unreachable disconnected unavailable'],
  available: ['available', 'unavailable'],
  firing: ['firing active fires', 'resolved silenced inactive'],
  present: ['exists exist present', 'missing absent gone deleted removed'],
  enabled: ['enabled on', 'disabled off'],
  order: ['before earlier first', 'after later last'],
  extreme: [
    'most highest largest biggest slowest maximum max',
    'least lowest smallest fastest fewest minimum min',
  ],
  newness: ['newest latest newer youngest', 'oldest older earliest'],
  bound: ['bound', 'unbound'],
  schedulable: ['schedulable uncordoned', 'unschedulable cordoned'],
  started: ['started starts begun began', 'ended ends finished finishes'],
};

const SIGNS = new Map<string, { axis: string; sign: 1 | -1 }>(
  Object.entries(AXES).flatMap(([axis, [plus, minus]]) => [
    ...plus.split(' ').map((word) => [word, { axis, sign: 1 as const }] as const),
    ...minus.split(' ').map((word) => [word, { axis, sign: -1 as const }] as const),
  ]),
);

/** Which end of which axis a word stands for. */
export const signOf = (word: string): { axis: string; sign: 1 | -1 } | undefined => SIGNS.get(word);

/** What is said of all of something. */
export const UNIVERSAL = setOf('all every everything everywhere entirely each always fully everyone whole');

/** Things that are of one sort and not the same: a number of one is none of another. */
const CONTRASTS = [
  'pod node container namespace cluster deployment service replica job cronjob daemonset statefulset ingress secret configmap volume claim event alert incident ticket dashboard workload application repository commit pull workflow',
  'limit request usage use capacity allocatable',
  'cpu memory disk storage network core',
  'error warning info debug success request restart retry',
  'p50 p90 p95 p99 median mean average max min maximum minimum',
  'start finish create update delete restart deploy',
  'ready desired available unavailable running pending failed succeeded unready updated',
  'line trace span log series metric sample',
  'read write',
  'current previous',
  'author reviewer approver merger',
  'liveness readiness startup',
  'ingress egress',
  'sent received',
].map(stems);

/** The members of the same sort as a stem, itself included. */
export const sortsOf = (stem: string): ReadonlySet<string>[] => CONTRASTS.filter((sort) => sort.has(stem));

const SAME = [
  'restart restarted reboot crash crashes crashed loop looping',
  'error errors errored failure failures fail failed failing failures',
  'pod pods replica replicas instance instances',
  'use uses used using usage consume consumes consuming',
  'image tag version release',
  'deploy deployed deployment rollout rolled released',
  'kill killed terminate terminated die died dies dead',
  'run runs running ran',
  'request requests call calls',
  'share rate ratio percent percentage',
  'latency duration slow slower long takes',
  'memory mem',
  'author by wrote pushed made committed',
  'age old since ago',
  'begin began begun start started starting since',
  'application app service',
  'namespace ns',
  'code status',
  'cause reason because due',
  'point points',
].map((words) => words.split(' ').map((word) => stemmer(word)));

const SYNONYMS = new Map<string, string[]>();
for (const group of SAME)
  for (const stem of group) SYNONYMS.set(stem, [...(SYNONYMS.get(stem) ?? []), ...group]);

/** Stems that mean much the same, the stem itself first. */
export const alike = (stem: string): readonly string[] => [stem, ...(SYNONYMS.get(stem) ?? [])];

/** Words for kinds of objects: what stands beside one is a name. */
export const KIND_WORDS = setOf(
  `pod pods deployment deployments service services node nodes namespace namespaces container containers cluster clusters statefulset
  daemonset job cronjob ingress workload image configmap secret pvc volume application app repository replicaset alert dashboard`,
);

/** Kinds that are said of a name as of what it is. */
export const BINDING_KINDS = setOf(
  'pod node namespace cluster deployment service statefulset daemonset job cronjob ingress',
);

/** What stands beside a kind without being a name. */
export const ADJECTIVES = setOf(
  `failing failed running pending ready unready healthy unhealthy new old first last next second third same affected other broken crashing
  restarting single whole entire kubernetes main backend frontend upstream downstream production staging default current previous busiest
  slowest worst noisy heavy few many several two three four five six seven eight nine ten no any each every your our its their one this
  worker control public internal external missing stateful only such own real faulty evicted terminated stuck idle owning target which
  what problem cluster node pod container deployment service namespace job workload image and or for with in of on is are was were has have
  had that these those the a an as at by from to than but under over about since all most more`,
);

/** A sentence that advises, asks or tells what somebody would do claims nothing about the state of things. */
export const ADVICE =
  /^(?:\W*(?:next|then|so|and|first|finally|to (?:fix|mend|confirm|be sure|check|find|prevent|avoid)[^,]*,)\W+)*(?:(?:i['’]?d|i would|you (?:could|can|should|may|might|want)|we (?:could|should)|consider|try|check|look at|look into|have a look|keep an eye|raise|lower|increase|decrease|reduce|set|restart|scale|roll back|roll it back|inspect|run|ask|verify|confirm|review|make sure|add|remove|fix|watch|worth|it (?:may|might|would|could) be (?:worth|wise|good|best)|the (?:next|best|safest) (?:step|thing|move)|if)\b)/i;

/** A sentence that says itself that it is no more than an inference. */
export const HEDGED =
  /\b(?:probably|likely|perhaps|maybe|possibly|i (?:think|suspect|guess|believe|infer)|might|may be|could be|seems?|appears?|suggests?|points? to|looks like|my (?:guess|bet|hunch))\b/i;

/** What the talk is about, not the systems. */
export const ABOUT_TALK =
  /^(?:i (?:can(?:no|['’])?t|cannot|could(?: not|n['’]t)|do(?: not|n['’]t)|am|have|had|only|did(?: not|n['’]t))|let me|i['’]?(?:ll|m|ve)|hello|hi|sure|right|here(?:['’]s| is| are)|in short|to sum up|the short answer|shout|say the word|nothing else)\b/i;
