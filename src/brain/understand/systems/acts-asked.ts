import type { Slots } from '../reading.ts';
import type { SystemReader } from './system-reader.ts';

const POLITE =
  "(?:(?:please|pls|jamie|hey|hi|ok|okay|so|and|now|just|quickly|then|also|can you|could you|would you|will you|can we|let[’']?s|let us|i want you to|i need you to|i want to|i need to|go ahead and|you should|you must|help me)[,:]? )*";
const ALERT =
  '(?:alerts?|alarms?|pages?|pagers?|notifications? (?:of|for)|[A-Z][a-z0-9]+(?:[A-Z]+[a-z0-9]*)+)';
const RECORD =
  '(?:incidents?|tickets?|issues?|bugs?|stor(?:y|ies)|change requests?|problem records?|post-?mortems?|cases?|jira|(?:INC|CHG|PRB)\\d{4,12}|[A-Z][A-Z0-9_]{1,9}-\\d{1,7}|#\\d{1,7})';
const PULL = '(?:PRs?|pull requests?|branch(?:es)?|release branch|#\\d{1,7})';
const BOARD = '(?:dash ?boards?|panels?|annotations?|grafana|graphs?)';
const NEAR = '.{0,40}?\\b';

/** Deeds in other systems than the clusters, each with what it is done to. */
const ACTS: readonly [system: string, RegExp][] = [
  [
    'Alertmanager',
    new RegExp(
      `^${POLITE}(?:un-?)?(?:silence|mute|snooze|suppress|inhibit|quiet(?:en)?|disable|turn off|switch off|stop|delete|remove|expire|extend|edit|create|add|write|set up|set|configure|change|raise|lower|update|make|define|ack|acknowledge|resolve|close|clear|dismiss)\\b${NEAR}(?:${ALERT}|silences?|alert(?:ing)? rules?|thresholds?)\\b`,
    ),
  ],
  [
    'PagerDuty',
    new RegExp(
      `^${POLITE}(?:page|wake(?: up)?|escalate(?: to)?|notify|ring|put .{1,40} on[- ]call|override|swap|take over)\\b(?! (?:through|load|size|about))${NEAR}(?:on[- ]?call|team|someone|somebody|engineer|them|him|her|rota|schedule|shift|pager|it|this|[a-z]+)\\b`,
      'i',
    ),
  ],
  [
    'the tracker',
    new RegExp(
      `^${POLITE}(?:(?:create|file|raise|declare|log|write|add|make|report|start|open)(?: me| us)? (?:an?|another|the|new|this as an?)\\b|ack|acknowledge|resolve|close|re-?open|escalate|assign|re-?assign|comment(?: on)?|update|edit|delete|cancel|move|approve|reject|link|merge|snooze|transition|label|prioriti[sz]e|set)\\b${NEAR}${RECORD}(?![\\w-])`,
    ),
  ],
  [
    'GitHub',
    new RegExp(
      `^${POLITE}(?:merge|approve|close|re-?open|revert|rebase|review|comment on|squash|delete|create an?|open an?|push|tag|cherry-?pick|force push)\\b${NEAR}${PULL}(?![\\w-])`,
      'i',
    ),
  ],
  [
    'Grafana',
    new RegExp(
      `^${POLITE}(?:create|make|build|add|delete|remove|edit|change|rename|update|duplicate|set up|annotate)\\b${NEAR}${BOARD}\\b`,
      'i',
    ),
  ],
];
const ASKED = /\b(?:how (?:do|can|could|would|should|to)|what happens|command (?:to|for)|who (?:can|may))\b/i;
/** "create an incident" is an act, "open incidents" is a list, "set of alerts" neither. */
const LISTED =
  /^(?:set of|open (?:incidents?|tickets?|issues?|bugs?|prs?|pull requests?|alerts?)\b|close to|closed|page (?:load|size|about)|report (?:of|on|about)|log (?:lines?|of|from|for))/i;

const withRest = (text: string): string => text.trim().replace(new RegExp(`^${POLITE}`, 'i'), '');

/** The system that a message asks to be changed; undefined when it asks only to be told. */
export function actIn(text: string): string | undefined {
  if (ASKED.test(text) || LISTED.test(withRest(text))) return undefined;
  const plain = text.trim().replace(/^[A-Z](?=[a-z]+ )/, (letter) => letter.toLowerCase());
  return ACTS.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** "acknowledge the alert", "create an incident", "merge PR 12": deeds elsewhere, which are declined like those in a cluster. */
export const actsAsked: SystemReader = ({ text, scope }, { named }, mood) => {
  const system = actIn(text);
  const isOfCluster = named.some(({ matches, kind }) => matches.length > 0 && kind !== undefined);
  if (system === undefined || isOfCluster) return undefined;
  const change = { verb: 'elsewhere', parameters: { system } };
  const slots: Slots = { clusters: scope, clusterNamed: false, namespaces: [], objects: [], change };
  return { type: 'skill', skill: 'change-request', slots, confidence: 0.9, mood };
};
