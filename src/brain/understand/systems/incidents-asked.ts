import type { Analysis } from '../analyse.ts';
import type { IncidentSlots } from '../slot-types.ts';
import { momentAhead } from '../time/ahead.ts';
import { withPlainNames } from './plain-names.ts';
import { readAbout, withoutNames } from './read-about.ts';
import type { SystemReader } from './system-reader.ts';

const RECORD = /\b(?:INC|CHG|PRB)\d{4,12}\b/i;
const ISSUE =
  /(?<![\w/-])(?!(?:UTF|SHA|CVE|ISO|RFC|HTTP|TLS|SSL|AES|RSA|MD|GPT|IPV|ES|P|X)-)[A-Z][A-Z0-9_]{1,9}-\d{1,7}(?![\w-])/;
const NUMBERED =
  /\bincident (?:number |no\.? ?)?#?(\d{1,7}|Q[A-Z0-9]{5,})\b|(?<!\w)#(?:PD[- ]?)?(\d{1,7})\b/i;
const ON_CALL =
  /\bon[- ]?call\b|\b(?:who|whom) (?:do|should|can|could|must|would|to) (?:(?:i|we|you) )?(?:page|call|wake|contact|escalate to|ring|ping|notify|reach)\b|\bescalation (?:policy|chain|path|polic\w+|levels?|order)\b|\bwho (?:gets|is|will be|would be|was) (?:being )?(?:paged|woken|called|on duty|on shift|next in line)\b|\bpager ?duty (?:rota|schedule)s?\b|\b(?:has|have|holds?|carr(?:y|ies|ied)|got|takes?) the (?:[\w-]+ )?pager\b|\b[\w-]+ pager\b(?! ?duty)|\bpager (?:of|for|holder)\b|\bon duty\b|\b(?:rota|rotation|shift) (?:of|for)\b|\b[\w-]+ rota\b|\bwho (?:responds|answers the phone|covers|to call)\b|\bsecond (?:level|responder)\b|\bwho(?:['’]?s| is) (?:the )?(?:responder|primary|secondary|backup)\b/i;
const CHANGE_REQUESTS =
  /\bchange (?:requests?|tickets?|records?)\b|\bCHGs?\b|\b(?:planned|scheduled|approved) (?:changes|maintenance|releases)\b|\bmaintenance windows?\b|\bservice ?now changes\b/i;
const PROBLEMS =
  /\bproblem (?:records?|tickets?|investigations?)\b|\bPRBs?\b|\bpost-?mortems?\b|\broot cause (?:analys[ie]s|reports?)\b|\brcas?\b|\blessons? learn\w*\b/i;
const LEARNT =
  /\b(?:what|which)\b.{0,30}\b(?:caused?|was the (?:root )?cause|triggered|was behind|did we learn|learn(?:ed|t)|fixed|resolved|solved|was done|remed\w+)\b|\b(?:root )?cause of\b|\bwhy (?:did|was|were)\b|\bhow (?:was|were|did)\b.{0,60}\b(?:resolved|fixed|solved|end\w*|mitigated|handled)\b/i;
const LONG_AGO =
  /\blast month\b|\b(?:\d+|two|three|four|few|couple of|several) (?:weeks|months) ago\b|\ba month ago\b|\bweeks ago\b|\bmonths ago\b/i;
const TICKETS =
  /\btickets?\b|\bjira\b|\bservice ?now\b|\bbugs? (?:about|for|on|filed|reported|open)\b|\bopen bugs\b|\bissue tracker\b/i;
const INCIDENTS = /\bincidents?\b|\boutages?\b|\bpager ?duty\b|\bmajor incident\b/i;
const ALERTS = /\balerts?\b|\bfiring\b|\bsilence[sd]?\b/i;
const PAST =
  /\b(?:was|were|had|have been|has been|did|last|history|previous(?:ly)?|past|recent(?:ly)?|ever|before|yesterday|closed|resolved|week|month|days?|how many)\b/i;
const NOT_MEANT =
  /\bwhy\b|\bcaus(?:e|ed|es|ing)\b|\broot cause\b|\b(?:create|file|raise|declare|close|resolve|assign|acknowledge|ack) (?:an?|the|this|that|it)\b|\bhow (?:do|can|to) (?:i|we)?\b|\bincident (?:response|management)\b|\breport\b/i;
const ABOUT =
  /\b(?:for|about|with|of|on|in|by|from|at) (?:the |team |our |service )?([a-z][\w-]{2,60})(?:['’]s)?(?: (?:team|service|rota|schedule))?(?= *(?:[?.!,]|$|last|this|today|yesterday|now|right|tonight|over|in|since|tomorrow|at|currently))/i;
const NO_SUBJECT =
  /^(?:call|the|now|duty|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next|on|pagerduty|jira|servicenow|today|yesterday|tonight|last|this|week|month|prod|production|staging|us|me|it|them|general|moment|right|night|weekend|tomorrow|day|days|hour|hours)$/i;

function identified(whole: string, { mentions }: Analysis): string | undefined {
  const record = RECORD.exec(whole)?.[0];
  if (record !== undefined) return record.toUpperCase();
  const numbered = NUMBERED.exec(whole);
  if (numbered !== null) return numbered[1] ?? numbered[2];
  const issue = ISSUE.exec(whole)?.[0];
  const isObject = mentions.some(({ said, matches }) => said === issue && matches.length > 0);
  return isObject ? undefined : issue;
}

function aboutIn(text: string): Pick<IncidentSlots, 'about'> {
  const about = ABOUT.exec(text.replace(ON_CALL, '_'))?.[1];
  return about === undefined || NO_SUBJECT.test(about) ? {} : { about };
}

const BEFORE =
  /\b([a-z][\w-]{2,40})(?:['’]s)? (?:team(?:['’]s)? )?(?:pager|on[- ]?call|rota|rotation|escalation|shift)\b/i;
const NO_TEAM =
  /^(?:the|who|whos|has|is|are|was|current|primary|secondary|our|my|whose|and|next|any|which|holds|carries|have|got|list|show|pagerduty|duty|being|team|person|people|engineer|today|tonight|tomorrow|be|now|a|for|what|everyone|everybody|anyone|anybody|currently|will|they|please)$/i;

/** The team or service whose rota is asked for, behind or before the word. */
function onCallAbout(text: string): Pick<IncidentSlots, 'about'> {
  const behind = aboutIn(text);
  if (behind.about !== undefined) return behind;
  const before = BEFORE.exec(text)?.[1];
  return before === undefined || NO_TEAM.test(before) || before === '_' ? {} : { about: before };
}

const SECOND = /\b(?:second(?:ary)?|back-?up|level (?:2|two)|next in line|escalat\w+)\b/i;

/** When it is to be, and whether it is the second one who is asked for. */
function onCallWhen({ text, input }: Analysis): Pick<IncidentSlots, 'at' | 'level'> {
  const at = momentAhead(text, input);
  return { ...(at === undefined ? {} : { at }), ...(SECOND.test(text) ? { level: 2 } : {}) };
}

/** What came of what went wrong before: written down by people, and nowhere to be measured. */
const asksCauses = (text: string): boolean =>
  PROBLEMS.test(text) || (LEARNT.test(text) && (INCIDENTS.test(text) || LONG_AGO.test(text)));

/** Whether a message asks after rotas or what was written down, by words that others would read otherwise. */
export const asksAfterRecords = (text: string): boolean => asksCauses(text) || ON_CALL.test(text);

function asked(analysis: Analysis): IncidentSlots | undefined {
  const whole = analysis.text;
  const text = withoutNames(analysis);
  const id = identified(whole, analysis);
  if (id !== undefined && !/\b(?:logs?|traces?|pods?|deploy\w*|commit|pull|prs?)\b/i.test(text))
    return { what: 'one', id };
  if (ON_CALL.test(text)) return { what: 'on-call', ...onCallAbout(text), ...onCallWhen(analysis) };
  if (asksCauses(text)) return { what: 'causes', ...aboutIn(text) };
  if (ALERTS.test(text) || NOT_MEANT.test(text)) return undefined;
  if (CHANGE_REQUESTS.test(text)) return { what: 'change-requests', ...aboutIn(text) };
  if (TICKETS.test(text)) return { what: 'tickets', ...aboutIn(text) };
  if (!INCIDENTS.test(text)) return undefined;
  const isPast = !/\b(?:open|ongoing|active|current|right now)\b/i.test(text) && PAST.test(text);
  return { what: isPast ? 'past' : 'open', ...aboutIn(text) };
}

/** A word of such questions, whatever goes by it. */
const isOwnWord = (word: string): boolean =>
  NO_TEAM.test(word) || NO_SUBJECT.test(word) || INCIDENTS.test(word) || TICKETS.test(word);

/** "any open incidents?", "who is on call for payments", "tickets about checkout", "show INC0012345". */
export const incidentsAsked: SystemReader = (analysis, features, mood) => {
  const incidents = asked(analysis);
  if (incidents === undefined) return undefined;
  const isPartial = incidents.what === 'on-call' || incidents.what === 'one';
  const named = isPartial ? features.named.filter(({ how }) => how === 'exact') : features.named;
  const known =
    incidents.what === 'one'
      ? { ...features, named: [] }
      : withPlainNames(analysis, { ...features, named }, isOwnWord);
  return readAbout(analysis, { skill: 'incidents', features: known, mood, own: { incidents } });
};
