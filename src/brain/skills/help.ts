import type { ClusterInfo } from '#connectors/kubernetes';
import { say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, listed, inline, prose, type Markdown } from '../answer/markdown.ts';
import { span } from '../answer/phrase.ts';
import { plural } from '#ground/text';
import { STARTERS } from './starters.ts';
import type { Skill, SkillContext } from './skill.ts';

const ABILITIES: [what: string, example: string][] = [
  ['the state of a cluster or namespace', "How's my cluster?"],
  ['why something is not well', 'Why is checkout crashing?'],
  ['counts, lists, tops, comparisons', 'How many pods in web are not ready?'],
  ['logs, of the previous run and errors only too', 'Errors in the logs of payments'],
  ['events, changes, rollouts', 'What changed in the last hour?'],
  ['CPU and memory in use now', 'Which pods use the most memory?'],
  ['who may do what, what reaches what', 'Can frontend reach cart?'],
  ['what a status means, and the kubectl command for something', 'What does OOMKilled mean?'],
  [
    'how something is mended, from guides, your runbooks and what you taught me',
    'How do I fix ImagePullBackOff?',
  ],
];

const ABOUT_ASKER =
  /\bwho ?am ?i\b|\bwho are we\b|\bmy (?:user|user ?name|name|identity|account|login|role)\b|\bam i (?:an? )?(?:cluster )?admin\b|\b(?:user|account|credentials?|identity|permissions|rights|access|whom?) (?:am i|are we|are you|do you|have you|is)\b/i;
const ABOUT_CLUSTERS =
  /\b(?:live|real ?time|current|up to date|refresh\w*|sync\w*|cached?|how (?:old|recent))\b|\b(?:clusters?|contexts?|connected|environments?|data|fresh|stale|access)\b/i;

function clusterLine(context: SkillContext, info: ClusterInfo): Markdown {
  const snapshot = context.snapshot(info.name);
  const is = info.isDefault ? inline` (the default)` : inline``;
  const environment = info.environment === '' ? inline`` : inline`, ${info.environment}`;
  const head = inline`${bold(code(info.name))}${is}${environment}`;
  if (snapshot === undefined)
    return inline`${head}: out of reach (${info.problem ?? 'it has not answered yet'})`;
  const age = span(context.now - snapshot.currentAsOf);
  const version = snapshot.version === undefined ? inline`` : inline`, ${snapshot.version}`;
  const partial = snapshot.unseen.some(({ reason }) => reason === 'forbidden')
    ? inline`; some kinds I may not see`
    : inline``;
  return inline`${head}${version}: ${plural(snapshot.objects.Pod.length, 'pod')}, as of ${age} ago${partial}`;
}

function clusters(context: SkillContext): Block[] {
  if (context.clusters.length === 0)
    return [say(inline`I am connected to no cluster: there is none in the kubeconfig.`)];
  const items = context.clusters.map((info) => ({ text: clusterLine(context, info), evidence: [] }));
  return [
    say(inline`I see ${plural(items.length, 'cluster')}:`),
    { type: 'list', items, cap: 20 },
    say(
      inline`I watch them live: a change shows within a second or so, and each answer says how old its picture is.`,
    ),
  ];
}

function abilities(context: SkillContext): Block[] {
  const items = ABILITIES.map(([what, example]) => ({ text: inline`${what}: “${example}”`, evidence: [] }));
  const seen = context.clusters.map(({ name }) => code(name));
  return [
    say(inline`I look at your clusters live and answer with evidence. Ask me about:`),
    { type: 'list', items },
    say(
      inline`I change nothing yet: ask for a change and I give you the command and what it would do. I see ${
        seen.length === 0 ? inline`no cluster` : listed(seen)
      }.`,
    ),
  ];
}

/** Who asks, and with whose rights Jamie looks. */
function asker({ asker: { name, personId, channel }, clusters: known }: SkillContext): Block[] {
  const seen = known.map(({ name: cluster }) => code(cluster));
  const who = name === undefined ? code(personId) : inline`${name} (${code(personId)})`;
  return [
    say(bold(inline`You are ${who}, and write to me through ${channel}.`)),
    say(
      inline`On ${seen.length === 0 ? inline`the clusters` : listed(seen)} I look with the credentials of my own kubeconfig, not with yours. ${code('kubectl auth whoami')} tells which user yours are, ${code('kubectl auth can-i --list')} what they may do; ask me “can I delete pods?” for what mine may.`,
    ),
  ];
}

/** What the last answer rests on, with how each piece was found. */
function evidence({ ledger, focus }: SkillContext): Block[] {
  const kept = focus.evidence ?? [];
  const items = kept.map((one) => ({
    text: inline`${prose(one.says)}${one.source.query === undefined ? inline`` : inline`: ${code(one.source.query)}`}`,
    evidence: [ledger.add(one)],
  }));
  return [
    say(bold(inline`My last answer rests on this, which you can look up yourself:`)),
    { type: 'list', items, cap: 10 },
    say(
      inline`It is what the clusters told at that time. What I conclude from it I take from fixed rules, and I say so where I am not sure.`,
    ),
  ];
}

function blocksFor(context: SkillContext): Block[] {
  if (context.slots.aspect === 'evidence') return evidence(context);
  if (ABOUT_ASKER.test(context.message)) return asker(context);
  return ABOUT_CLUSTERS.test(context.message) ? clusters(context) : abilities(context);
}

function help(context: SkillContext): Draft {
  const blocks = blocksFor(context);
  return { outcome: 'talked', blocks, suggestions: STARTERS };
}

export const helpSkill: Skill = {
  id: 'help',
  answers: 'What I can do, which clusters I see and how fresh my picture is.',
  examples: ['What can you do?', 'Which clusters do you see?', 'How old is your data?'],
  answer: help,
};
