import type { GithubConnector } from '#connectors/github';
import type { Draft } from '../answer/draft.ts';
import { compareClusters } from './releasing/compare.ts';
import { commits, oneCommit } from './releasing/commits.ts';
import { onePull, pulls } from './releasing/pulls.ts';
import { runs } from './releasing/runs.ts';
import { lastDeployment } from './releasing/last.ts';
import { released } from './releasing/released.ts';
import { runningCommit } from './releasing/revisions.ts';
import { inVersion } from './releasing/version.ts';
import { unread } from './elsewhere/words.ts';
import type { Skill, SkillContext } from './skill.ts';

type What = NonNullable<SkillContext['slots']['deployments']>['what'];
type OfCode = Exclude<What, 'last' | 'released' | 'compare'>;

const IN_CODE: Record<OfCode, (context: SkillContext, github: GithubConnector) => Promise<Draft>> = {
  commit: runningCommit,
  version: inVersion,
  pulls,
  runs,
  commits,
  'one-pull': onePull,
  'one-commit': oneCommit,
};

/** Answers from the cluster's revisions, GitHub and Argo CD, as far as they are connected. */
async function deployments(context: SkillContext): Promise<Draft> {
  const { what } = context.slots.deployments ?? { what: 'last' as const };
  context.think('Looking at what was released, and by whom');
  if (what === 'last') return lastDeployment(context);
  if (what === 'released') return released(context);
  if (what === 'compare') return compareClusters(context);
  const { github } = context.systems;
  return github === undefined
    ? unread('code behind it', ['GitHub is not connected.'])
    : IN_CODE[what](context, github);
}

export const deploymentsSkill: Skill = {
  id: 'deployments',
  answers: 'What was deployed: commits, authors, risk, pull requests, releases, failed workflow runs.',
  examples: [
    'What changed in the last deployment of checkout?',
    'What was deployed today?',
    'Which commit of checkout runs in prod?',
    'Why did CI fail on main?',
  ],
  answer: deployments,
};
