import type { PortAnswer } from '#connectors/kit';
import type { ArgocdConnector } from '#connectors/argocd';
import { say, type Block, type Item } from '../../answer/draft.ts';
import { bold, code, inline, prose, type Markdown } from '../../answer/markdown.ts';
import { citeSaid, missing, moment, short } from '../elsewhere/words.ts';
import { environmentOf } from '../releasing/rollouts.ts';
import type { SkillContext } from '../skill.ts';

type Listed = PortAnswer<ArgocdConnector, 'listApplications'>;
export type Application = Listed['applications'][number];

/** The applications that a message is about, and what could not be asked. */
export interface Found {
  applications: Application[];
  /** Instances that did not answer. */
  gaps: Block[];
  /** The instances that did, by name. */
  instances: string[];
  /** Nothing could be read at all. */
  problem?: string;
}

const MOST = 500;

/** Names of what each instance deploys to; what runs in its own cluster is told by these. */
async function destinations(argocd: ArgocdConnector): Promise<Map<string, string[]>> {
  const told = await argocd.listInstances({});
  if (!told.ok) return new Map();
  return new Map(told.value.instances.map(({ name, clusters }) => [name, clusters.map((one) => one.name)]));
}

const IN_CLUSTER = /^(?:https:\/\/kubernetes\.default\.svc|in-cluster)/;
const SHORT: Readonly<Record<string, RegExp>> = {
  production: /(?<![a-z])(?:prod|production|live|prd)(?![a-z])/,
  staging: /(?<![a-z])(?:stag|staging|stage|stg)(?![a-z])/,
};

function isThere(context: SkillContext, clusters: readonly string[], homes: Map<string, string[]>) {
  return ({ name, instance, cluster }: Application): boolean => {
    const own = homes.get(instance) ?? [];
    const places = IN_CLUSTER.test(cluster) ? own : [cluster];
    if (clusters.some((wanted) => places.includes(wanted))) return true;
    if (places.some((place) => context.clusters.some((info) => info.name === place))) return false;
    const words = `${instance} ${name} ${cluster}`.toLowerCase();
    return clusters.some((wanted) => {
      const environment = environmentOf(context, wanted) ?? wanted;
      return SHORT[environment]?.test(words) ?? words.includes(environment.toLowerCase());
    });
  };
}

/** Whether an application is of a service, by its name or what it runs. */
const isOf =
  (service: string) =>
  (app: Application): boolean =>
    app.name === service ||
    app.name.startsWith(`${service}-`) ||
    app.images.some((image) => image.split('@')[0]?.split('/').at(-1)?.split(':')[0] === service);

/** The applications of the clusters, namespaces and services that a message names. */
export async function findApplications(context: SkillContext, argocd: ArgocdConnector): Promise<Found> {
  const { slots } = context;
  const { application, place } = slots.sync ?? {};
  const [listed, homes] = await Promise.all([argocd.listApplications({ limit: MOST }), destinations(argocd)]);
  if (!listed.ok) return { applications: [], gaps: [], instances: [], problem: listed.error.message };
  const { gaps, instances, applications } = listed.value;
  const clusters = slots.clusterNamed || slots.objects.length > 0 ? slots.clusters : [];
  const services = slots.objects.map(({ name }) => name);
  const exact = applications.filter(({ name }) => name === application);
  const isAnyPlace = clusters.length === 0 && place === undefined;
  const there = isThere(context, clusters, homes);
  const isPlaced = ({ instance, name }: Application): boolean =>
    place !== undefined && `${instance} ${name}`.toLowerCase().includes(place.toLowerCase().slice(0, 4));
  const here = applications
    .filter((app) => isAnyPlace || (clusters.length > 0 ? there(app) : isPlaced(app)))
    .filter((app) => slots.namespaces.length === 0 || slots.namespaces.includes(app.namespace ?? ''))
    .filter((app) => services.length === 0 || services.some((service) => isOf(service)(app)))
    .filter((app) => application === undefined || services.length > 0 || isOf(application)(app));
  return {
    applications: exact.length > 0 ? exact : here,
    instances,
    gaps: gaps.map(({ instance, problem }) => missing(`What the Argo CD ${instance} holds`, problem)),
  };
}

export const isSynced = ({ sync }: Application): boolean => sync === 'Synced';
export const isWell = ({ health }: Application): boolean => health === 'Healthy' || health === 'Suspended';

/** Cites an application as its Argo CD keeps it. */
export const citeApplication = (context: SkillContext, app: Application): string =>
  citeSaid(context, {
    system: 'argocd',
    query: `argocd app get ${app.name} (${app.instance})`,
    says: `${app.name}: ${app.sync}, ${app.health}, ${app.outOfSync} objects out of sync, last sync ${app.lastSync?.phase ?? 'never'} ${app.lastSync?.at ?? ''}`,
  });

/** One application with its state. */
export function applicationItem(context: SkillContext, app: Application): Item {
  const { name, instance, sync, health, outOfSync, lastSync, revision } = app;
  const differ = outOfSync === 0 ? '' : ` (${outOfSync} of its objects)`;
  const at = revision === undefined ? inline`` : inline`at ${code(short(revision))}; `;
  const last: Markdown =
    lastSync === undefined
      ? inline`never synced`
      : inline`last sync ${lastSync.phase}, ${moment(context, lastSync.at)}, by ${lastSync.by}`;
  return {
    text: inline`${bold(code(name))} (Argo CD ${instance}): ${sync}${differ}, ${health}; ${at}${last}`,
    evidence: [citeApplication(context, app)],
  };
}

/** One application was meant and there are several, or none. */
export function notOne(context: SkillContext, found: Found): Block[] {
  const { application } = context.slots.sync ?? {};
  const said = application ?? context.slots.objects[0]?.name;
  const base = said?.replace(/-(?:prod|production|staging|stage|dev|test|qa|preprod)$/, '') ?? '';
  if (found.applications.length === 0)
    return [
      say(
        said === undefined
          ? bold(inline`Which application? Name it, such as “history of checkout in argo”.`)
          : inline`${bold(inline`Argo CD has no application of ${code(said)} that I may see.`)}${base === said ? inline`` : inline` Nothing there is called ${code(base)} either.`}`,
      ),
      ...found.gaps,
    ];
  const names = found.applications.slice(0, 6).map(({ name }) => name);
  return [say(inline`${bold(inline`Which one?`)} It may be ${prose(names.join(', '))}.`), ...found.gaps];
}
