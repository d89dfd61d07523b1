import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import { kindOfWord } from '../grammar.ts';
import { readSkill } from '../read-skill.ts';
import type { AlertSlots } from '../slot-types.ts';
import { foreignSubject } from './metrics/unread.ts';
import { withPlainNames } from './plain-names.ts';
import { withoutNames } from './read-about.ts';
import type { SystemReader } from './system-reader.ts';
import { nothingCalled } from './stranger-said.ts';

const SILENCES =
  /\b(?:(?:un)?silence[sd]?|silencing|mute[sd]?|muting|snooze[sd]?|suppressed|suppressions?)\b/i;
const OF_ALERTS =
  /\balert|\bsilences?\b|\bsilenced\b|\bmuted\b|\bsnoozed\b|\bsuppress\w*\b|\bwhat\b|\bwhich\b|\bany\b|\bwho\b|\bwhy\b|\bwhen\b|\breason\b/i;
const TARGETS =
  /\bscrap(?:e|es|ed|ing)\b|\btargets? (?:that )?(?:are |is |cannot |can not |can't )?(?:be )?(?:all )?(?:down|up|missing|healthy|unhealthy|gone|dead|failing|scraped|reachable|unreachable|ok)\b|\b(?:down|failing|unhealthy|dead|missing|prometheus|metrics?) targets?\b|\btargets?\b.{0,20}\bprometheus\b|\bprometheus\b.{0,30}\b(?:miss\w*|not (?:see|reach|get)|can(?:not|'t| not) (?:see|reach|get))\b|\b(?:which|what|any|are all) (?:\w+ )?exporters?\b.{0,20}\b(?:down|up|dead|missing)\b/i;
const RULES =
  /\b(?:alert(?:ing)?|recording|prometheus) rules?\b|\brules? (?:of|for|in) (?:prometheus|alertmanager)\b/i;
const IS_WATCHED =
  /\b(?:is there|do we have|have we|are there|exists?|which|any|what) (?:an? |any )?(?:alerts?|alerting)(?: rules?)? (?:for|on|about|that (?:watch\w*|cover\w*|catch\w*|tell\w*|fires?)|watch\w*|cover\w*|when|if|configured|defined)\b|\bare we alerted\b|\bdo we alert on\b/i;
const FIRES =
  /\b(?:fires?|fired|firing|going off|went off|goes off|triggered|alarms?|alarming|ringing)\b(?! ?(?:drill|wall))/i;
const ON_FIRE =
  /\bon fire\b|\bfiring (?:pods|up)\b|\bcron ?jobs? fire|\bjobs? fire|\bprobes?\b.{0,20}\bfir\w+/i;
const ALERTS =
  /\balerts?\b|\balerting\b|\balertmanager\b|\bpag(?:es|ed|ing) (?:us|me|now|right now|open)?\b/i;
const PENDING =
  /\bpending\b|\babout to (?:fire|go off|alert|trigger)\b|\b(?:will|going to|could|may|might) (?:soon )?fire\b|\bwaiting to fire\b|\bfire soon\b/i;
const FIRING = /\b(?:firing|active|open|triggered|going off|went off|right now|current(?:ly)?)\b/i;
/** CamelCase, as rules are named: HighErrorRate, KubeContainerOOMKilled. */
const NAME = /\b[A-Z][a-z0-9]+(?:[A-Z]+[a-z0-9]*)+\b/;
/** What Kubernetes and languages write so. */
const NO_RULE =
  /^(?:CrashLoopBackOff|ImagePullBackOff|ErrImage\w*|CreateContainer\w*|RunContainerError|InvalidImageName|Failed[A-Z]\w*|BackOff|Node(?:Not)?Ready|NotReady|(?:Memory|Disk|Pid|PID)Pressure|Container(?:Creating|CannotRun|StatusUnknown)|PodInitializing|\w*DeadlineExceeded|NodeLost|IfNotPresent|Read(?:Write|Only)\w+|WaitForFirstConsumer|MinimumReplicasUnavailable|BackoffLimitExceeded|\w*(?:Exception|Error)|GitHub|GitLab|PagerDuty|ServiceNow|ArgoCD|PromQL|LogQL|TraceQL|JavaScript|TypeScript|OpenTelemetry|PostgreSQL|MongoDB|CoreDNS|NodePort|ClusterIP|LoadBalancer|ExternalName|DataDog|NewRelic|RabbitMQ)$/;
const MEANS =
  /\b(?:mean|means|meaning|about|why|explain|what is|what's|whats|what are|details?|describe|tell|runbook|firing|fires?|fired|threshold|trigger\w*|since|expression|query|condition|definition|defined|severity|rule|status|state|active|show|look|watch\w*|for)\b|^\W*[A-Z]\w+\W*$/i;
const SEVERITY =
  /\b(critical|warning|info(?:rmational)?|page|high|low)[- ]?(?:severity)?\b(?=.{0,40}\b(?:alerts?|fir\w+|severity)\b)|\bseverity(?: is| of|=|:)? ?"?(critical|warning|info|page|high|low)\b|\b(?:alerts?|fir\w+)\b.{0,40}\b(critical|warnings?)\b/i;
/** An expression of PromQL is no question in words. */
const EXPRESSION = /\{[^}]*\}|\b(?:\w+_over_time|rate|sum|count|max|min|avg)\s*\(/;
/** What an alert is about, when it is no object: its name or summary has it. */
const TOPIC =
  /\b(?:about|for|on|of|regarding|concerning|covering|watch\w*|catch\w*|when|if) (?:the |a |an |our |any )?(?:high |low |too many |too high |slow |expir\w+ |full |fail\w+ |crash\w+ |pending |stuck |full )*((?:disks?|filesystems?|memory|oom|cpu|latency|errors?|error rates?|5xx|queues?|certificates?|certs?|tls|volumes?|pvcs?|nodes?|pods?|restarts?|crash\w*|deployments?|replicas?|connections?(?: pools?)?|pools?|network|targets?|burn\w*|slos?|budgets?|backups?|jobs?|hpas?|autoscal\w*|clock|time|throttl\w*)\b)/i;
const OWN_WORDS = new Set(
  `alert alerts alerting alertmanager fire fires fired firing silence silences silenced mute muted snoozed suppressed rule rules severity critical warning warnings info page pages paged paging
  target targets scrape scraped pending runbook runbooks prometheus active inactive triggered trigger threshold expression condition summary watchdog recording going off went about certificate
  certificates certs oom tls hpa slo budget backups backup crash crashing clock noisy loud open acknowledged unacknowledged resolved team owner`.split(
    /\s+/,
  ),
);

const nameIn = (text: string): string | undefined => {
  const name = NAME.exec(text)?.[0];
  const isOther = name !== undefined && (NO_RULE.test(name) || kindOfWord(name.toLowerCase()) !== undefined);
  return isOther ? undefined : name;
};

/** "the queue backlog alert": a rule told in words. */
const WORDED =
  /\b(?:explain|what (?:does|is|triggers)|what['’]?s|meaning of|describe|when does|why does|runbook (?:of|for)|threshold of)\b.{0,20}?\bthe ((?:[a-z]+ ){1,3})alert\b(?! rules?)/i;

function wordedName(text: string): string | undefined {
  const words = WORDED.exec(text)?.[1]?.trim();
  return words === undefined ||
    /^(?:firing|critical|warning|first|last|second|same|current|new)\b/i.test(words)
    ? undefined
    : words.replaceAll(/\s+/g, '');
}

function severityIn(text: string): string | undefined {
  const found = SEVERITY.exec(text);
  return (found?.[1] ?? found?.[2] ?? found?.[3])
    ?.toLowerCase()
    .replace(/s$/, '')
    .replace(/^info.*/, 'info');
}

/** What a message asks of alerting; undefined when it asks after something else. */
function alertsIn(text: string, whole: string): AlertSlots | undefined {
  if (EXPRESSION.test(whole)) return undefined;
  const name = nameIn(whole) ?? wordedName(text);
  const own = name === undefined ? {} : { name };
  const topic = TOPIC.exec(text)?.[1]?.toLowerCase();
  const about = topic === undefined ? {} : { about: topic };
  if (SILENCES.test(text) && (OF_ALERTS.test(text) || name !== undefined))
    return { what: 'silences', ...own };
  if (TARGETS.test(text)) return { what: 'targets' };
  if (RULES.test(text)) return name === undefined ? { what: 'rules', ...about } : { what: 'named', name };
  if (name !== undefined && (MEANS.test(text) || ALERTS.test(text) || FIRES.test(text)))
    return { what: 'named', name };
  const severity = severityIn(text);
  const kept = { ...about, ...(severity === undefined ? {} : { severity }) };
  if (IS_WATCHED.test(text) && !FIRING.test(text) && topic !== undefined) return { what: 'rules', ...about };
  const isOfFires = FIRES.test(text) && !ON_FIRE.test(text);
  if (!ALERTS.test(text) && !isOfFires) return undefined;
  if (PENDING.test(text) && !/\bfiring\b/i.test(text)) return { what: 'pending', ...kept };
  return { what: 'firing', ...kept };
}

/** Whether a message asks after alerts by words that others would read otherwise. */
export const asksAfterAlerts = (text: string): boolean => {
  const asked = alertsIn(text, text);
  return (
    asked !== undefined && (asked.what !== 'named' || NAME.test(text)) && !/\bFIRING\b|\[RESOLVED/.test(text)
  );
};

/** A name that only the words of such questions could be: "targets", "silenced". */
const isOwnWord = (word: string): boolean => OWN_WORDS.has(word.toLowerCase());

function meant(analysis: Analysis, { named, ...rest }: Features): Features {
  const known = named.filter(({ how, said }) => how !== 'unknown' && !isOwnWord(said) && !NAME.test(said));
  return withPlainNames(analysis, { ...rest, named: known, kinds: [] }, isOwnWord);
}

/** "what is firing?", "any silences?", "which targets are down?", "what does HighErrorRate mean?" */
export const alertsAsked: SystemReader = (analysis, features, mood) => {
  const alerts = alertsIn(withoutNames(analysis), analysis.text);
  if (alerts === undefined) return undefined;
  const isKnownObject = features.named.some(
    ({ said, matches }) => said === alerts.name && matches.length > 0,
  );
  if (isKnownObject || (alerts.what === 'named' && !NAME.test(analysis.text) && features.terms.length > 0))
    return undefined;
  const reading = readSkill('alerts', analysis, {
    features: meant(analysis, features),
    mood,
    confidence: 0.85,
  });
  if (reading.type !== 'skill') return reading;
  const isOfAll =
    alerts.name === undefined && alerts.about === undefined && reading.slots.objects.length === 0;
  const stranger = isOfAll && alerts.what !== 'targets' ? foreignSubject(analysis, isOwnWord) : undefined;
  if (stranger !== undefined) return nothingCalled(analysis, stranger, mood);
  return { ...reading, slots: { ...reading.slots, alerts } };
};
