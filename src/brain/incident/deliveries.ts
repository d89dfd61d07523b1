import type { ArgocdConnector } from '#connectors/argocd';
import type { GithubConnector } from '#connectors/github';
import type { ChangeEvent } from '#diagnosis';
import type { Observation } from '#diagnosis/evidence';
import type { Span } from '../skills/changing/collect.ts';
import { isDeployedTo } from '../skills/releasing/delivered.ts';
import { environmentOf, imageName } from '../skills/releasing/rollouts.ts';
import type { SkillContext } from '../skills/skill.ts';
import { nothing, together, type Gathered } from './source.ts';

const MOST_APPLICATIONS = 500;
const MOST_HISTORIES = 8;
const ENTRIES = 5;
const MOST_REPOSITORIES = 3;
const RECORDS = 3;
/** A rollout begins soon after it was asked for, and clocks differ. */
const SAME = 5 * 60_000;

type Delivered = Gathered<ChangeEvent>;

const short = (sha: string): string => sha.slice(0, 7);
const titleOf = (message = ''): string => message.split('\n')[0] ?? '';
const isInside = (at: number, { from, to }: Span): boolean => at >= from && at <= to;

function eventOf(event: ChangeEvent, source: Observation['source']): Delivered {
  const observation = { at: new Date(event.at).toISOString(), source, says: event.says };
  return { items: [event], sources: [[event.id, observation]], missing: [] };
}

type Application = Extract<
  Awaited<ReturnType<ArgocdConnector['listApplications']>>,
  { ok: true }
>['value']['applications'][number];

async function historyOf(argocd: ArgocdConnector, app: Application, span: Span): Promise<Delivered> {
  const { name: application, instance, images } = app;
  const told = await argocd.readHistory({ application, instance, limit: ENTRIES });
  if (!told.ok) return nothing([`Argo CD: ${told.error.message}`]);
  const nodes = images.map(imageName);
  const node = nodes.find((one) => application.startsWith(one)) ?? nodes[0] ?? application;
  return together(
    told.value.history.flatMap(({ id, revision, deployedAt = '', author, message, deployedBy }) => {
      const at = Date.parse(deployedAt);
      if (!isInside(at, span)) return [];
      const who = author ?? deployedBy;
      const says = `Argo CD synced ${application} to ${short(revision)} “${titleOf(message)}” by ${who}`;
      const event = { id: `argocd/${application}/${id}`, node, at, says };
      return [eventOf(event, { system: 'argocd', query: `argocd app history ${application}` })];
    }),
  );
}

async function fromArgo(context: SkillContext, cluster: string, span: Span): Promise<Delivered> {
  const { argocd } = context.systems;
  if (argocd === undefined) return nothing();
  const listed = await argocd.listApplications({ limit: MOST_APPLICATIONS });
  if (!listed.ok) return nothing([`Argo CD: ${listed.error.message}`]);
  const synced = listed.value.applications
    .filter((app) => isDeployedTo(context, cluster, app))
    .filter(({ lastSync }) => Date.parse(lastSync?.at ?? '') >= span.from)
    .slice(0, MOST_HISTORIES);
  const gaps = listed.value.gaps.map(({ instance, problem }) => `Argo CD ${instance}: ${problem}`);
  const histories = await Promise.all(synced.map((app) => historyOf(argocd, app, span)));
  return together([...histories, nothing(gaps)]);
}

async function recordsOf(
  github: GithubConnector,
  asked: { node: string; environment: string | undefined },
  span: Span,
): Promise<Delivered> {
  const { node, environment } = asked;
  const told = await github.listDeployments({ repository: node, environment, limit: RECORDS });
  if (!told.ok) return nothing(told.error.retryable ? [`GitHub: ${told.error.message}`] : []);
  const inside = told.value.deployments.filter(({ at, stateAt }) =>
    isInside(Date.parse(stateAt ?? at), span),
  );
  return together(
    inside.map(({ id, sha, ref, by, at, stateAt, environment: where, state }) => {
      const says = `${by} deployed ${node} ${ref} (commit ${short(sha)}) to ${where}: ${state}`;
      const event = { id: `github/${node}/${id}`, node, at: Date.parse(stateAt ?? at), says };
      return eventOf(event, { system: 'github', query: `deployments of ${told.value.repository}` });
    }),
  );
}

async function fromGithub(
  context: SkillContext,
  { cluster, nodes }: { cluster: string; nodes: readonly string[] },
  span: Span,
): Promise<Delivered> {
  const { github } = context.systems;
  if (github === undefined) return nothing();
  const environment = environmentOf(context, cluster);
  const asked = nodes.slice(0, MOST_REPOSITORIES);
  return together(await Promise.all(asked.map((node) => recordsOf(github, { node, environment }, span))));
}

/**
 * What Argo CD synced in a span, and what GitHub recorded as deployed of the workloads that changed and of which Argo CD says
 * nothing, when it took effect; what could not be asked is told.
 */
export async function findDeliveries(
  context: SkillContext,
  { cluster, nodes }: { cluster: string; nodes: readonly string[] },
  span: Span,
): Promise<Delivered> {
  const argo = await fromArgo(context, cluster, span);
  const told = new Set(argo.items.map(({ node }) => node));
  const rest = [...new Set(nodes)].filter((node) => !told.has(node));
  return together([argo, await fromGithub(context, { cluster, nodes: rest }, span)]);
}

const belongs = (one: ChangeEvent, other: ChangeEvent): boolean =>
  one.node === other.node && Math.abs(one.at - other.at) <= SAME;

/** The changes of the cluster with who made them and by which commit; what only the others tell stands beside them. */
export function joined(changes: Delivered, deliveries: Delivered): Delivered {
  const sources = new Map(deliveries.sources);
  const told = changes.items.map((change) => {
    const own = deliveries.items.filter((one) => belongs(change, one));
    const says = [change.says, ...own.map((one) => one.says)].join('; ');
    return { change: { ...change, says }, source: sources.get(own[0]?.id ?? '') };
  });
  const rest = deliveries.items.filter((one) => !changes.items.some((change) => belongs(change, one)));
  const known = new Map(changes.sources);
  return {
    items: [...told.map(({ change }) => change), ...rest],
    sources: [
      ...told.flatMap(({ change, source }): Delivered['sources'] => {
        const cited = source ?? known.get(change.id);
        return cited === undefined ? [] : [[change.id, source ? { ...source, says: change.says } : cited]];
      }),
      ...deliveries.sources,
    ],
    missing: [...changes.missing, ...deliveries.missing],
  };
}
