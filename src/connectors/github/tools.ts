import type { Server } from './server.ts';
import { compareRevisionsTool } from './tools/compare-revisions.ts';
import { findCommitOfImageTool } from './tools/find-commit-of-image.ts';
import { listCommitsTool } from './tools/list-commits.ts';
import { listDeploymentsTool } from './tools/list-deployments.ts';
import { listPullRequestsTool } from './tools/list-pull-requests.ts';
import { listReleasesTool } from './tools/list-releases.ts';
import { listRepositoriesTool } from './tools/list-repositories.ts';
import { listWorkflowRunsTool } from './tools/list-workflow-runs.ts';
import { readCommitTool } from './tools/read-commit.ts';
import { readDeploymentTool } from './tools/read-deployment.ts';
import { readPullRequestTool } from './tools/read-pull-request.ts';
import { readWorkflowRunTool } from './tools/read-workflow-run.ts';
import { searchChangesTool } from './tools/search-changes.ts';

/** Every tool of the connector, by the word the connector calls it. */
export function githubTools(server: Server) {
  return {
    listRepositories: listRepositoriesTool(server),
    listCommits: listCommitsTool(server),
    readCommit: readCommitTool(server),
    compareRevisions: compareRevisionsTool(server),
    listPullRequests: listPullRequestsTool(server),
    readPullRequest: readPullRequestTool(server),
    listReleases: listReleasesTool(server),
    listWorkflowRuns: listWorkflowRunsTool(server),
    readWorkflowRun: readWorkflowRunTool(server),
    listDeployments: listDeploymentsTool(server),
    readDeployment: readDeploymentTool(server),
    findCommitOfImage: findCommitOfImageTool(server),
    searchChanges: searchChangesTool(server),
  };
}
