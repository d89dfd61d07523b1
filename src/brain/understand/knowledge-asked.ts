import { speaksOfTheTrade } from '../knowledge/search/terms.ts';
import type { Analysis } from './analyse.ts';
import { commandAsked } from './command-asked.ts';
import type { Features } from './features.ts';
import { moodOf } from './mood.ts';
import type { Mood, Reading, UnderstandInput } from './reading.ts';
import type { KnowledgeSlots } from './slot-types.ts';
import { cleanMessage } from './text/clean.ts';
import { plainWords } from './wording.ts';

const POLITE =
  /^(?:(?:ok|okay|so|and|hey|hi|please|pls|jamie|now|tell me|remind me|can you|could you|would you)[, ]+)+/;
const ONE = '(?:i|we|you|one|people|someone|a person)';

/** What somebody asks to learn how to do, or what is to be done about something. */
const HOW_TO = [
  new RegExp(
    `^how (?:do|can|could|should|would|must|shall) ${ONE} (?:best |properly |correctly |safely |ever |even )?(?<deed>[a-z-]+)`,
  ),
  /^(?:how to|how does one|howto|(?:a |the )?(?:best|right|proper|safe|correct|good) ways? to|what is (?:a |the )?(?:best|right|proper|safe|correct|good) way to|steps (?:to|for)|what are the steps (?:to|for)) (?<deed>[a-z-]+)/,
  new RegExp(
    `^what (?:should|can|could|do|must|shall|would) ${ONE} do (?:about|against|when|if|with|to|after|once|for|during|in case)\\b`,
  ),
  /^what to do (?:about|against|when|if|with|after|once|during|in case)\b/,
  new RegExp(
    `^what (?:does|do|is|are) .{2,60},? and (?:what|how) (?:should|can|do|to|could|would|must|is it)\\b`,
  ),
  /^(?:(?:show|give|open|find|is there|do you have|have you got|got|any)(?: me| us)? )?(?:a |an |the |your |any )?(?:guides?|how-?to|best practices?|advice|tips|tutorial|cheat ?sheet)(?: (?:for|on|about|to|with))\b/,
  /^(?:best practices?|advice|tips)\b/,
  new RegExp(
    `^(?:help me(?: to)?|i (?:need|want|would like) to(?: know how to)?|teach me (?:how )?to|show me how to) (?<deed>write|understand|learn|set up|configure|plan|prepare|prevent|avoid|design|choose|size|harden|rotate|roll back|recover|restore|tune|speed up)\\b`,
  ),
];

/** Deeds that are looked up in the cluster, or are about Jamie. */
const OTHER_DEEDS = new Set(
  'see get list show check view know tell use look feel ask talk give reach watch follow stream access connect call say describe read'.split(
    ' ',
  ),
);
/** Said of what lives beside kubectl: no command of kubectl does it. */
const BESIDE_KUBECTL =
  /\b(?:argo(?: ?cd)?|gitops|github|actions?|workflows?|runners?|prometheus|promql|alertmanager|alerts?|loki|logql|tempo|traceql|postgres(?:ql)?|database|db|redis|kafka|rabbitmq|canary|blue-?green|feature flags?|certificates?|certs?|helm|grafana|slos?|post-?mortem|incident|outage)\b/;
/** How a team does something is its own matter before it is kubectl's. */
const OF_THE_TEAM = /\b(?:we|our|us)\b/;
const ABOUT_JAMIE = /\b(?:you|your|yourself|jamie)\b/;
const SHOW_GUIDE =
  /^(?:show|open|read|print|give|see)(?: me| us)? (?:the |your )?(?:whole |full )?guide (?:on |about |for )?(?<id>(?:imported|taught)\/\S.*|[a-z-]+\/[a-z0-9-]+)$/;
const LONGEST_QUESTION = 400;

function read({ scope }: Analysis, mood: Mood, knowledge: KnowledgeSlots): Reading {
  const slots = { clusters: scope, clusterNamed: false, namespaces: [], objects: [], knowledge };
  return { type: 'skill', skill: 'knowledge', slots, confidence: 0.9, mood };
}

/** A question after how something is done or mended in general, of nothing that lives in the clusters; undefined for all others. */
export function howToAsked(analysis: Analysis, features: Features, mood: Mood): Reading | undefined {
  const { places, time, input, mentions } = analysis;
  const message = input.message.trim();
  const isNamed = mentions.some(({ matches }) => matches.length > 0);
  const hasPlace = places.clusters.length > 0 || places.namespaces.length > 0 || places.unknown !== undefined;
  if (isNamed || hasPlace || time !== undefined || message.length > LONGEST_QUESTION) return undefined;
  const said = plainWords(analysis).replace(POLITE, '');
  const isOfTeam = OF_THE_TEAM.test(said);
  if (!isOfTeam && !speaksOfTheTrade(message)) return undefined;
  const how = HOW_TO.map((pattern) => pattern.exec(said)).find((one) => one !== null);
  const deed = how?.groups?.['deed'];
  if (how == null || (deed !== undefined && OTHER_DEEDS.has(deed))) return undefined;
  if (/\b(?:it|this|that|them|these|those)$/.test(said) && said.split(' ').length <= 6) return undefined;
  if (ABOUT_JAMIE.test(said.slice(how[0].length))) return undefined;
  const isCommand = commandAsked(analysis, features) && !BESIDE_KUBECTL.test(said);
  if (isCommand && !isOfTeam) return undefined;
  return read(analysis, mood, { question: message, ...(isCommand && { ofTeam: true }) });
}

/** "show guide kubernetes/oom-killed": one guide by its id. */
export function guideNamed({ message, focus, clusters }: UnderstandInput): Reading | undefined {
  const text = cleanMessage(message)
    .trim()
    .replace(/[?.!]+$/, '');
  const id = SHOW_GUIDE.exec(text)?.groups?.['id'];
  if (id === undefined) return undefined;
  const known =
    focus.clusters.length > 0
      ? focus.clusters
      : clusters.filter(({ isDefault }) => isDefault).map(({ name }) => name);
  const slots = { clusters: known, clusterNamed: false, namespaces: [], objects: [], knowledge: { id } };
  return { type: 'skill', skill: 'knowledge', slots, confidence: 1, mood: moodOf([], message) };
}
