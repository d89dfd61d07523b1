import type { SignalModel } from '../../signals/model.ts';
import { hash32 } from '../../engine/random.ts';
import type { GitOpsCommit } from '../../signals/git-ops.ts';
import type { History } from './open-history.ts';

/** What GitHub was told of a deployment. */
export interface DeploymentStatus {
  id: number;
  state: 'in_progress' | 'success' | 'failure' | 'inactive';
  description: string;
  at: number;
}

/** One record of a version brought to an environment. */
export interface DeploymentRecord {
  id: number;
  service: string;
  sha: string;
  ref: string;
  environment: string;
  description: string;
  by: GitOpsCommit['author'];
  at: number;
  /** Newest first. */
  statuses: DeploymentStatus[];
}

const ENVIRONMENTS: Record<string, string> = { prod: 'production' };
const ROLLED_OUT = 45_000;

function liveVerdict(model: SignalModel | undefined, commit: GitOpsCommit): Omit<DeploymentStatus, 'id'>[] {
  const { namespace, service, syncedAt } = commit;
  const deployment = model?.cluster.store.get('deployments.apps', namespace, service);
  const progressing = deployment?.status.conditions?.find(({ type }) => type === 'Progressing');
  const at = Date.parse(progressing?.lastTransitionTime ?? '');
  const when = Number.isFinite(at) && at > syncedAt ? at : syncedAt + ROLLED_OUT;
  if (progressing?.reason === 'ProgressDeadlineExceeded')
    return [
      { state: 'failure', description: progressing.message ?? 'The rollout did not finish.', at: when },
    ];
  if (progressing?.reason === 'NewReplicaSetAvailable')
    return [{ state: 'success', description: 'Rolled out', at: syncedAt + ROLLED_OUT }];
  return [];
}

function recordOf(commit: GitOpsCommit, ending: Omit<DeploymentStatus, 'id'>[]): DeploymentRecord[] {
  const { release, syncedAt, environment, author, sha, service } = commit;
  if (!release) return [];
  const id = 1_500_000_000 + (hash32(`deployment/${sha}`) % 900_000_000);
  const began = { state: 'in_progress' as const, description: 'Argo CD is syncing', at: syncedAt - 20_000 };
  const statuses = [...ending, began].map((status, index) => ({ id: id + index + 1, ...status }));
  return [
    {
      id,
      service,
      sha: release.sha,
      ref: `v${release.version}`,
      environment: ENVIRONMENTS[environment] ?? environment,
      description: commit.title,
      by: author,
      at: syncedAt - 30_000,
      statuses,
    },
  ];
}

/** What became of a version that was replaced since: one that could not start never finished. */
function verdictOf({ release, syncedAt }: GitOpsCommit): Omit<DeploymentStatus, 'id'> {
  const failed = release?.built === false || release?.topic.name === 'crash';
  return failed
    ? { state: 'failure', description: 'The rollout did not finish.', at: syncedAt + 610_000 }
    : { state: 'success', description: 'Rolled out', at: syncedAt + ROLLED_OUT };
}

/** The records of a service's deployments, newest first. */
export function deploymentsOf(
  service: string,
  { gitOps }: History,
  models: readonly SignalModel[],
): DeploymentRecord[] {
  const own = gitOps.filter((commit) => commit.service === service && commit.release);
  return own
    .flatMap((commit, index) => {
      const next = own.slice(index + 1).find(({ cluster }) => cluster === commit.cluster);
      const model = models.find(({ cluster }) => cluster.name === commit.cluster);
      if (!next) return recordOf(commit, liveVerdict(model, commit));
      const worked = verdictOf(commit);
      const replaced = { state: 'inactive' as const, description: '', at: next.syncedAt };
      return recordOf(commit, [replaced, worked]);
    })
    .sort((a, b) => b.at - a.at || b.id - a.id);
}
