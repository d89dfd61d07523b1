import { InputError } from '#ground/errors';
import type { Server } from '../server.ts';
import type { Deployment } from './deployments.ts';
import { readDeployments } from './deployments.ts';
import { findCommit } from './find-commit.ts';
import type { FoundCommit } from './find-commit.ts';

/** Two revisions of a repository, and how they came to be chosen. */
export interface Ends {
  base: string;
  head: string;
  way: 'deployment records' | 'images';
  how: string;
  deployment?: Deployment;
  previous?: Deployment;
  images?: FoundCommit[];
}

const LOOKED_AT = 20;

function likeliest(deployments: readonly Deployment[]): string | undefined {
  const names = [...new Set(deployments.map(({ environment }) => environment))];
  return names.find((name) => /^prod/i.test(name)) ?? names[0];
}

interface Asked {
  path: string;
  environment?: string;
  deploymentId?: number;
}

/** What ran before a deployment: the last that succeeded, else the last with another commit. */
function previousOf(deployments: readonly Deployment[], chosen: Deployment, name: string): Deployment {
  const earlier = deployments
    .slice(deployments.indexOf(chosen) + 1)
    .filter((one) => one.environment === chosen.environment);
  const previous =
    earlier.find((one) => one.sha !== chosen.sha && one.succeeded) ??
    earlier.find((one) => one.sha !== chosen.sha);
  if (!previous) {
    const message = `${name} has only one version in the deployment records of ${chosen.environment}: ${chosen.ref} since ${chosen.at}. There is nothing to compare it with.`;
    throw new InputError({ code: 'no-earlier-deployment', message });
  }
  return previous;
}

/** The last deployment of an environment, or the one of that number, and what was there before it. */
export async function endsByRecords(server: Server, asked: Asked, signal: AbortSignal): Promise<Ends> {
  const { path, environment, deploymentId } = asked;
  const { deployments } = await readDeployments(server, { path, environment, limit: LOOKED_AT }, signal);
  const name = path.slice('/repos/'.length);
  const chosen =
    deploymentId === undefined
      ? deployments.find((one) => one.environment === (environment ?? likeliest(deployments)))
      : deployments.find(({ id }) => id === deploymentId);
  if (!chosen) {
    const which =
      deploymentId === undefined
        ? environment
          ? ` of ${environment}`
          : ''
        : ` ${deploymentId} among the last ${LOOKED_AT}`;
    const help = 'Give the images of the rollout as `before` and `after`, or compare two releases.';
    throw new InputError({
      code: 'no-deployment',
      message: `${name} has no deployment record${which}. ${help}`,
    });
  }
  const previous = previousOf(deployments, chosen, name);
  const how = `The deployment record of ${chosen.at} for ${chosen.environment} (${chosen.state}) against the one of ${previous.at}.`;
  return {
    base: previous.sha,
    head: chosen.sha,
    way: 'deployment records',
    how,
    deployment: chosen,
    previous,
  };
}

/** The commits behind the images of a rollout. */
export async function endsByImages(
  server: Server,
  { repository, before, after }: { repository: string; before: string; after: string },
  signal: AbortSignal,
): Promise<Ends> {
  const [older, newer] = await Promise.all(
    [before, after].map((image) => findCommit(server, { image, repository }, signal)),
  );
  const lost = [older, newer].find((found) => found?.commit === undefined);
  if (!older?.commit || !newer?.commit) {
    const tried = (lost?.tried ?? []).map(({ outcome }) => outcome).join(' ');
    throw new InputError({
      code: 'no-commit-of-image',
      message: `${lost?.why ?? ''} (${lost?.image ?? ''}). ${tried}`,
    });
  }
  const how = `The commits behind the two images: ${older.way} (${older.sure}) and ${newer.way} (${newer.sure}).`;
  return { base: older.commit.sha, head: newer.commit.sha, way: 'images', how, images: [older, newer] };
}
