import type { Analysis } from '../analyse.ts';
import type { IncidentSlots } from '../slot-types.ts';
import { readAbout, withoutNames } from './read-about.ts';
import type { SystemReader } from './system-reader.ts';

const RECORD = /\b(?:INC|CHG|PRB)\d{4,12}\b/i;
const ISSUE =
  /(?<![\w/-])(?!(?:UTF|SHA|CVE|ISO|RFC|HTTP|TLS|SSL|AES|RSA|MD|GPT|IPV|ES|P|X)-)[A-Z][A-Z0-9_]{1,9}-\d{1,7}(?![\w-])/;
const NUMBERED =
  /\bincident (?:number |no\.? ?)?#?(\d{1,7}|Q[A-Z0-9]{5,})\b|(?<!\w)#(?:PD[- ]?)?(\d{1,7})\b/i;
const ON_CALL =
  /\bon[- ]?call\b|\bwho (?:do|should|can|could|must) (?:i|we) (?:page|call|wake|contact|escalate to)\b|\bescalation (?:policy|chain|path)\b|\bwho (?:gets|is|will be|would be) (?:paged|woken)\b|\bpager ?duty (?:rota|schedule)\b/i;
const CHANGE_REQUESTS =
  /\bchange (?:requests?|tickets?|records?)\b|\bCHGs?\b|\b(?:planned|scheduled|approved) (?:changes|maintenance|releases)\b|\bmaintenance windows?\b|\bservice ?now changes\b/i;
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
  /^(?:call|the|now|duty|pagerduty|jira|servicenow|today|yesterday|tonight|last|this|week|month|prod|production|staging|us|me|it|them|general|moment|right|night|weekend|tomorrow|day|days|hour|hours)$/i;

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

function asked(analysis: Analysis): IncidentSlots | undefined {
  const whole = analysis.text;
  const text = withoutNames(analysis);
  const id = identified(whole, analysis);
  if (
    id !== undefined &&
    /\b(?:show|open|what|who|status|tell|details?|describe|see|get|look|incident|ticket)\b|^\S+$/i.test(text)
  )
    return { what: 'one', id };
  if (ON_CALL.test(text)) return { what: 'on-call', ...aboutIn(text) };
  if (ALERTS.test(text) || NOT_MEANT.test(text)) return undefined;
  if (CHANGE_REQUESTS.test(text)) return { what: 'change-requests', ...aboutIn(text) };
  if (TICKETS.test(text)) return { what: 'tickets', ...aboutIn(text) };
  if (!INCIDENTS.test(text)) return undefined;
  const isPast = !/\b(?:open|ongoing|active|current|right now)\b/i.test(text) && PAST.test(text);
  return { what: isPast ? 'past' : 'open', ...aboutIn(text) };
}

/** "any open incidents?", "who is on call for payments", "tickets about checkout", "show INC0012345". */
export const incidentsAsked: SystemReader = (analysis, features, mood) => {
  const incidents = asked(analysis);
  if (incidents === undefined) return undefined;
  const isPartial = incidents.what === 'on-call' || incidents.what === 'one';
  const named = isPartial ? features.named.filter(({ how }) => how === 'exact') : features.named;
  const known = incidents.what === 'one' ? { ...features, named: [] } : { ...features, named };
  return readAbout(analysis, { skill: 'incidents', features: known, mood, own: { incidents } });
};
