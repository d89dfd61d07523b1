import type { ArgocdConnector } from '#connectors/argocd';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, join, prose, type Markdown } from '../answer/markdown.ts';
import { unread } from './elsewhere/words.ts';
import {
  applicationItem,
  citeApplication,
  findApplications,
  isSynced,
  isWell,
  notOne,
  type Application,
  type Found,
} from './syncing/applications.ts';
import { diffOf, failureOf, historyOf } from './syncing/one.ts';
import type { Skill, SkillContext } from './skill.ts';

const SHOWN = 12;
const MOST_READ = 3;
/** So few are all told, whether they are in trouble or not. */
const FEW = 3;

function subject({ slots }: SkillContext, count: number): Markdown {
  const place = slots.clusterNamed ? inline` of ${join(slots.clusters.map(code), ', ', ' and ')}` : inline``;
  const service =
    slots.objects.length === 0
      ? inline``
      : inline` of ${join(slots.objects.slice(0, 2).map(({ name }) => code(name)))}`;
  return inline`${plural(count, 'application')}${service}${place}`;
}

/** Which objects of an application are not as they should be, in a line. */
async function reasons(context: SkillContext, argocd: ArgocdConnector, app: Application): Promise<Block[]> {
  const told = await argocd.readApplication({ application: app.name, instance: app.instance });
  if (!told.ok) return [];
  const { outOfSync, unhealthy } = told.value;
  const parts = [...outOfSync, ...unhealthy].slice(0, 4).map(({ kind, name, state, message }) => {
    const why = message === undefined ? inline`` : inline`: ${prose(message)}`;
    return inline`${kind} ${code(name)} ${state}${why}`;
  });
  if (parts.length === 0) return [];
  return [fact(inline`${code(app.name)}: ${join(parts, '; ')}.`, [citeApplication(context, app)])];
}

function headlineOf(context: SkillContext, applications: readonly Application[]): Block[] {
  const [only] = applications;
  const apart = applications.filter((app) => !isSynced(app));
  const unwell = applications.filter((app) => !isWell(app));
  const telling = apart.length + unwell.length > 0 ? [...new Set([...apart, ...unwell])] : applications;
  const evidence = telling.slice(0, 3).map((app) => citeApplication(context, app));
  if (applications.length === 1 && only !== undefined)
    return [fact(bold(inline`${code(only.name)} is ${only.sync} and ${only.health}.`), evidence)];
  const all = subject(context, applications.length);
  const head =
    apart.length === 0
      ? inline`In sync: all ${all} are as Git says.`
      : inline`Not in sync: ${apart.length} of ${all} ${apart.length === 1 ? 'is' : 'are'} not as Git says.`;
  const health =
    unwell.length === 0 ? inline`All of them are healthy.` : bold(inline`${unwell.length} not healthy.`);
  return [fact(bold(head), evidence), say(health)];
}

async function status(context: SkillContext, argocd: ArgocdConnector, found: Found): Promise<Draft> {
  const { applications, gaps, instances } = found;
  if (applications.length === 0) {
    const gap = { outcome: 'no-such-name', detail: 'argo cd' } as const;
    return { outcome: 'unknown', blocks: notOne(context, found), suggestions: [], gap };
  }
  const troubled = applications.filter((app) => !isSynced(app) || !isWell(app));
  const isAll = applications.length <= FEW || context.slots.sync?.what === 'list';
  const shown = isAll ? applications : troubled;
  const head = headlineOf(context, applications);
  const why = await Promise.all(troubled.slice(0, MOST_READ).map((app) => reasons(context, argocd, app)));
  const items = shown.map((app) => applicationItem(context, app));
  const asked = `${instances.length === 1 ? 'Argo CD' : 'the Argo CDs'} ${instances.join(' and ')}`;
  return {
    outcome: 'answered',
    blocks: [
      ...head,
      ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: isAll ? items.length : SHOWN }]),
      ...why.flat(),
      say(inline`Asked: ${asked}.`),
      ...gaps,
    ],
    severity: troubled.length > 0 ? 'warning' : undefined,
    focus: context.slots.objects,
    suggestions: troubled
      .slice(0, 2)
      .map(({ name }) => ({ label: `What differs in ${name}?`, message: `diff of application ${name}` })),
  };
}

/** Answers from every Argo CD that is connected. */
async function sync(context: SkillContext): Promise<Draft> {
  const { argocd } = context.systems;
  if (argocd === undefined) return unread('applications', ['Argo CD is not connected.']);
  const { what } = context.slots.sync ?? { what: 'status' as const };
  context.think('Asking Argo CD');
  const found = await findApplications(context, argocd);
  if (found.problem !== undefined) return unread('applications of Argo CD', [found.problem]);
  if (what === 'history') return historyOf(context, argocd, found);
  if (what === 'failure') return failureOf(context, argocd, found);
  if (what === 'diff') return diffOf(context, argocd, found);
  return status(context, argocd, found);
}

export const syncSkill: Skill = {
  id: 'sync',
  answers:
    'Whether what runs is what Git says: sync, health, history and differences of Argo CD applications.',
  examples: [
    'Is staging in sync?',
    "What's out of sync?",
    'History of checkout in Argo CD',
    'Why did the sync fail?',
  ],
  answer: sync,
};
