import type { SkillContext } from '../skill.ts';
import { environmentOf, imageName, tagOf, type Rollout } from './rollouts.ts';
import type { Value } from './in-words.ts';

type Application = {
  instance: string;
  name: string;
  cluster: string;
  images: string[];
  revision?: string | undefined;
};
type Entry = {
  revision: string;
  deployedAt?: string | undefined;
  deployedBy: string;
  author?: string | undefined;
  message?: string | undefined;
};
type Deployment = Value<'listDeployments'>['deployments'][number];

/** What systems beside the cluster keep of the release that a workload runs. */
export interface Delivery {
  repository: string;
  /** GitHub's record of it, which names who asked for it. */
  deployment?: Deployment;
  /** The application of Argo CD, and the entry of its history. */
  application?: Application;
  entry?: Entry;
  /** What could not be asked, by system. */
  missing: [system: string, message: string][];
}

/** Whether an application is deployed to a cluster, by its destination or the environment that its names tell. */
export function isDeployedTo(
  context: SkillContext,
  wanted: string,
  { instance, name, cluster }: Pick<Application, 'instance' | 'name' | 'cluster'>,
): boolean {
  const told = (environmentOf(context, wanted) ?? wanted).slice(0, 4).toLowerCase();
  return cluster === wanted || `${instance} ${name} ${cluster}`.toLowerCase().includes(told);
}

/** Among applications of one service, that of the cluster: by the image that runs there, and the environment in its name. */
function applicationFor(
  context: SkillContext,
  { ref, image }: Pick<Rollout, 'ref' | 'image'>,
  applications: readonly Application[],
): Application | undefined {
  const runs = applications.filter(({ images }) => images.includes(image));
  return (
    runs.find((app) => isDeployedTo(context, ref.cluster, app)) ?? (runs.length === 1 ? runs[0] : undefined)
  );
}

async function byArgo(context: SkillContext, rollout: Rollout): Promise<Omit<Delivery, 'repository'>> {
  const { argocd } = context.systems;
  if (argocd === undefined) return { missing: [] };
  const name = imageName(rollout.image);
  const listed = await argocd.listApplications({ contains: name, limit: 50 });
  if (!listed.ok) return { missing: [['Argo CD', listed.error.message]] };
  const application = applicationFor(context, rollout, listed.value.applications);
  if (application === undefined) return { missing: [] };
  const { name: called, instance } = application;
  const history = await argocd.readHistory({ application: called, instance, limit: 1 });
  if (!history.ok) return { application, missing: [['Argo CD', history.error.message]] };
  const [entry] = history.value.history;
  return { application, missing: [], ...(entry === undefined ? {} : { entry }) };
}

async function byRecords(
  context: SkillContext,
  rollout: Rollout,
): Promise<Pick<Delivery, 'deployment' | 'missing'>> {
  const { github } = context.systems;
  if (github === undefined) return { missing: [] };
  const environment = environmentOf(context, rollout.ref.cluster);
  const repository = imageName(rollout.image);
  const listed = await github.listDeployments({ repository, environment, limit: 10 });
  if (!listed.ok) return { missing: [['GitHub', listed.error.message]] };
  const tag = tagOf(rollout.image) ?? '';
  const deployment = listed.value.deployments.find(
    ({ ref, description = '' }) =>
      ref.replace(/^.*v/i, '') === tag.replace(/^v/i, '') || description.includes(tag),
  );
  return { missing: [], ...(deployment === undefined || tag === '' ? {} : { deployment }) };
}

/** Asks Argo CD and GitHub at once who delivered what a workload runs. */
export async function deliveryOf(context: SkillContext, rollout: Rollout): Promise<Delivery> {
  const [argo, records] = await Promise.all([byArgo(context, rollout), byRecords(context, rollout)]);
  return {
    repository: imageName(rollout.image),
    ...argo,
    ...records,
    missing: [...argo.missing, ...records.missing],
  };
}
