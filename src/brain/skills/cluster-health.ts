import type { Finding } from '#diagnosis';
import { WATCHED_KINDS, type ObjectRef, type Pod } from '#diagnosis/evidence';
import { fact, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, listed, inline, type Markdown } from '../answer/markdown.ts';
import { plural } from '#ground/text';
import { sameObject } from '../cluster/facts.ts';
import { citeList } from '../cluster/observe.ts';
import { countPods } from '../cluster/pods.ts';
import { isNodeReady } from '../cluster/standing.ts';
import { indexOf } from '../cluster/target.ts';
import { firingBesides } from './alerting/besides.ts';
import { nothingBehind } from './nothing-behind.ts';
import { suggest, WHY } from './ask.ts';
import { deliveryTrouble } from './syncing/beside-health.ts';
import { dyingWords } from './diagnosing/dying-words.ts';
import { joinShared } from './diagnosing/shared-cause.ts';
import { hints, MOST_STORIES, stories, type Checkup } from './diagnosing/stories.ts';
import { isTrouble, nextStep, subjectOf, worstOf } from './findings.ts';
import { leavingOut, withoutKnown } from './leaving-out.ts';
import { reach } from './out-of-reach.ts';
import type { Skill, SkillContext } from './skill.ts';

function concerns(namespaces: readonly string[], kind: string | undefined) {
  return (finding: Finding): boolean => {
    const objects = [finding.object, ...finding.related];
    return objects.some(
      (ref) =>
        (namespaces.length === 0 ||
          namespaces.includes(ref.namespace) ||
          (ref.kind === 'Namespace' && namespaces.includes(ref.name))) &&
        (kind === undefined || ref.kind === kind),
    );
  };
}

async function checkUp(context: SkillContext, cluster: string): Promise<Checkup[]> {
  const index = indexOf(context, cluster);
  if (index === undefined) return [];
  const { namespaces, kind } = context.slots;
  const isHere = concerns(namespaces, undefined);
  const around = (await joinShared(context, index)).filter(isHere);
  const findings = around.filter(concerns(namespaces, kind));
  context.looked(cluster, WATCHED_KINDS, namespaces);
  const checkup = {
    cluster,
    index,
    namespaces,
    kind,
    elsewhere: around.filter(isTrouble).length - findings.filter(isTrouble).length,
    trouble: findings.filter(isTrouble),
    hints: findings.filter((finding) => !isTrouble(finding)),
  };
  return [checkup];
}

function podsIn({ index, namespaces }: Checkup): readonly Pod[] {
  if (namespaces.length === 0) return index.list('Pod');
  return namespaces.flatMap((namespace) => index.inNamespace('Pod', namespace));
}

const words = (namespaces: readonly string[], kind: string): string[] =>
  namespaces.length === 1 ? ['get', kind, '-n', namespaces[0] ?? ''] : ['get', kind, '-A'];

function podNumbers(context: SkillContext, checkup: Checkup): { text: Markdown; evidence: string } {
  const { wanted, ready, finished } = countPods(podsIn(checkup));
  const over = finished > 0 ? ` (${finished} finished)` : '';
  const text = `${ready} of ${plural(wanted, 'pod')} ready${over}`;
  const cite = citeList(context, { cluster: checkup.cluster }, words(checkup.namespaces, 'pods'));
  return { text: { markdown: text }, evidence: cite(text) };
}

function nodeNumbers(context: SkillContext, checkup: Checkup): { text: Markdown; evidence: string } {
  const nodes = checkup.index.list('Node');
  const text = `${nodes.filter(isNodeReady).length} of ${plural(nodes.length, 'node')} ready`;
  return { text: { markdown: text }, evidence: citeList(context, checkup, ['get', 'nodes'])(text) };
}

function numbers(context: SkillContext, checkup: Checkup): { text: Markdown; evidence: string[] } {
  const { index, namespaces } = checkup;
  const parts = [
    ...(namespaces.length === 0 && index.sees('Node') ? [nodeNumbers(context, checkup)] : []),
    ...(index.sees('Pod') || index.list('Pod').length > 0 ? [podNumbers(context, checkup)] : []),
  ];
  if (parts.length === 0)
    return {
      text: inline`I may see neither its nodes nor its pods`,
      evidence: [],
    };
  return { text: listed(parts.map(({ text }) => text)), evidence: parts.map(({ evidence }) => evidence) };
}

function subject({ cluster, namespaces, index, kind }: Checkup): Markdown {
  if (kind !== undefined) {
    const where = namespaces.length === 0 ? inline`` : inline`${listed(namespaces.map(code))} on `;
    return inline`The ${kind} objects of ${where}${code(cluster)}`;
  }
  if (namespaces.length === 0 && !index.sees('Pod')) return inline`What I can see of ${code(cluster)}`;
  if (namespaces.length === 0) return code(cluster);
  return inline`${listed(namespaces.map(code))} on ${code(cluster)}`;
}

function judgement({ trouble, namespaces, kind }: Checkup): Markdown {
  const one = namespaces.length < 2 && kind === undefined;
  if (trouble.length === 0) return one ? inline`looks healthy` : inline`look healthy`;
  const critical = trouble.filter(({ severity }) => severity === 'critical').length;
  const how =
    critical === 0 ? inline`` : inline`, ${critical === trouble.length ? 'all' : critical} critical`;
  const shownHow = critical === 1 && trouble.length === 1 ? inline`, and it is critical` : how;
  return inline`${one ? 'has' : 'have'} ${plural(trouble.length, 'problem')}${shownHow}`;
}

function verdict(context: SkillContext, checkup: Checkup, isQuiet: boolean): Block {
  const { text, evidence } = numbers(context, checkup);
  const head =
    isQuiet || checkup.trouble.length > 0
      ? inline`${subject(checkup)} ${judgement(checkup)}`
      : inline`Kubernetes itself shows nothing wrong with ${subject(checkup)}`;
  const sentence = inline`${bold(head)}: ${text}.`;
  return fact(sentence, evidence);
}

/** Of one object that is in trouble twice, the second story is told of its pod. */
const isAgain = (refs: readonly ObjectRef[], at: number): boolean =>
  refs.slice(0, at).some((ref) => refs[at] !== undefined && sameObject(ref, refs[at]));

/** The worst of what was found, an alert where nothing else was. */
function severityOf(checkups: readonly Checkup[], firing: Draft['severity']): Draft['severity'] {
  const trouble = worstOf(checkups.flatMap((checkup) => checkup.trouble));
  return trouble ?? firing ?? worstOf(checkups.flatMap((checkup) => checkup.hints));
}

/** What the clusters show, what fires about them and how deliveries to them went. */
async function seen(context: SkillContext, reachable: string[]) {
  const [checked, delivered, firing] = await Promise.all([
    Promise.all(reachable.map((cluster) => checkUp(context, cluster))),
    deliveryTrouble(context, reachable),
    firingBesides(context, reachable),
  ]);
  const all = checked.flat();
  const checkups = all.map((checkup) => ({ ...checkup, trouble: withoutKnown(context, checkup.trouble) }));
  return { checkups, delivered, firing };
}

/** Looks over clusters or namespaces and tells the stories, worst first. */
export async function lookOver(context: SkillContext): Promise<Draft> {
  const { reachable, notes } = reach(context);
  const { checkups, delivered, firing } = await seen(context, reachable);
  const trouble = checkups.flatMap((checkup) => checkup.trouble);
  const worst = trouble[0];
  const told = trouble.map((finding) => subjectOf(context, finding));
  const subjects = told.filter((ref, at) => told.findIndex((other) => sameObject(ref, other)) === at);
  const isQuiet = firing.severity === undefined;
  const said = await dyingWords(context, trouble.slice(0, MOST_STORIES));
  const blocks = checkups.flatMap((checkup) => [
    verdict(context, checkup, isQuiet),
    ...stories(context, checkup, { said, isQuiet }),
    ...(trouble.length === 0 ? hints(context, checkup) : nothingBehind(context, checkup)),
  ]);
  return {
    outcome: checkups.length === 0 ? 'unknown' : 'answered',
    blocks: [
      ...leavingOut(context),
      ...(trouble.length === 0 ? firing.blocks : []),
      ...blocks,
      ...(trouble.length === 0 ? [] : firing.blocks),
      ...delivered,
      ...(worst === undefined ? [] : [said.get(worst)?.next ?? nextStep(context, worst)]),
      ...notes,
    ],
    focus: subjects,
    list: trouble.map((finding, at) => (isAgain(told, at) ? finding.object : subjectOf(context, finding))),
    scope: { clusters: context.slots.clusters, namespaces: context.slots.namespaces },
    suggestions: subjects.slice(0, 2).map((ref) => suggest(context.clusters, ref, WHY)),
    severity: severityOf(checkups, firing.severity),
    gap:
      checkups.length === 0
        ? { outcome: 'out-of-reach', detail: `clusters out of reach: ${context.slots.clusters.join(', ')}` }
        : undefined,
  };
}

export const clusterHealth: Skill = {
  id: 'cluster-health',
  answers: 'Whether a cluster or namespace is well, and what is wrong, worst first.',
  examples: ["How's my cluster?", 'Is anything broken in prod?', 'What needs attention in namespace web?'],
  answer: lookOver,
};
