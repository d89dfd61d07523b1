import { fact, say, type Block } from '../../answer/draft.ts';
import { code, inline, listed, prose } from '../../answer/markdown.ts';
import { isDeployedTo } from '../releasing/delivered.ts';
import type { SkillContext } from '../skill.ts';
import { citeApplication, isSynced, isWell, type Application } from './applications.ts';

const MOST = 500;
const SHOWN = 4;

const stateOf = ({ sync, health }: Application): string =>
  [
    ...(sync === 'Synced' ? [] : [sync]),
    ...(health === 'Healthy' || health === 'Suspended' ? [] : [health]),
  ].join(' and ');

/** What Argo CD has to say beside a cluster's health, in one line; nothing when all is synced and well, or it is not connected. */
export async function deliveryTrouble(context: SkillContext, clusters: readonly string[]): Promise<Block[]> {
  const { argocd } = context.systems;
  const { namespaces, kind } = context.slots;
  if (argocd === undefined || kind !== undefined) return [];
  const told = await argocd.listApplications({ limit: MOST });
  if (!told.ok) return [say(inline`What Argo CD says of it is missing: ${prose(told.error.message)}`)];
  const { applications, gaps } = told.value;
  const here = applications
    .filter((app) => clusters.some((cluster) => isDeployedTo(context, cluster, app)))
    .filter(({ namespace = '' }) => namespaces.length === 0 || namespaces.includes(namespace))
    .filter((app) => !isSynced(app) || !isWell(app))
    .filter(({ health, sync }) => health !== 'Progressing' || sync !== 'Synced');
  const missing = gaps.map(({ instance, problem }) =>
    say(inline`The Argo CD ${instance} did not answer: ${prose(problem)}`),
  );
  if (here.length === 0) return missing;
  const shown = here.slice(0, SHOWN);
  const names = shown.map((app) => inline`${code(app.name)} ${stateOf(app)}`);
  const more = here.length > shown.length ? [inline`${here.length - shown.length} more`] : [];
  const evidence = shown.map((app) => citeApplication(context, app));
  return [fact(inline`Argo CD says: ${listed([...names, ...more])}.`, evidence), ...missing];
}
