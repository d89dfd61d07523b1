import { InputError } from '#ground/errors';
import * as schema from '../schema.ts';
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

const LOOKED_AT = 12;
const LISTED = 100;

interface Asked {
  path: string;
  environment?: string;
  deploymentId?: number;
}

function noDeployment(name: string, which: string): InputError {
  const help = 'Give the images of the rollout as `before` and `after`, or compare two releases.';
  return new InputError({
    code: 'no-deployment',
    message: `${name} has no deployment record${which}. ${help}`,
  });
}

/** The environment that is meant: that of the record, the one that was said, else production or what was deployed to last. */
async function environmentOf({ client }: Server, asked: Asked, signal: AbortSignal): Promise<string> {
  const { path, environment, deploymentId } = asked;
  const name = path.slice('/repos/'.length);
  if (deploymentId !== undefined) {
    const found = await client.find(
      { path: `${path}/deployments/${deploymentId}`, signal },
      schema.deployment,
    );
    if (!found) throw noDeployment(name, ` ${deploymentId}`);
    return found.environment;
  }
  if (environment !== undefined) return environment;
  const { items } = await client.list(
    { path: `${path}/deployments`, limit: LISTED, signal },
    schema.deployment,
  );
  const names = [...new Set(items.map((one) => one.environment))];
  const likeliest = names.find((one) => /^prod/i.test(one)) ?? names[0];
  if (likeliest === undefined) throw noDeployment(name, '');
  return likeliest;
}

/**
 * What ran before a deployment: the last that succeeded, else the last with another commit. A return to what had succeeded
 * last takes back what came between.
 */
function previousOf(deployments: readonly Deployment[], chosen: Deployment, name: string): Deployment {
  const earlier = deployments.slice(deployments.indexOf(chosen) + 1);
  const others = earlier.filter(({ sha }) => sha !== chosen.sha);
  const isReturn = earlier.find(({ succeeded }) => succeeded)?.sha === chosen.sha;
  const previous = (isReturn ? undefined : others.find(({ succeeded }) => succeeded)) ?? others[0];
  if (previous) return previous;
  const message = `${name} has only one version in the deployment records of ${chosen.environment}: ${chosen.ref} since ${chosen.at}. There is nothing to compare it with.`;
  throw new InputError({ code: 'no-earlier-deployment', message });
}

/** The last deployment of an environment, or the one of that number, and what was there before it. */
export async function endsByRecords(server: Server, asked: Asked, signal: AbortSignal): Promise<Ends> {
  const { path, deploymentId } = asked;
  const name = path.slice('/repos/'.length);
  const environment = await environmentOf(server, asked, signal);
  const { deployments } = await readDeployments(server, { path, environment, limit: LOOKED_AT }, signal);
  const chosen = deployments.find(({ id }) => deploymentId === undefined || id === deploymentId);
  if (!chosen)
    throw noDeployment(
      name,
      deploymentId === undefined ? ` of ${environment}` : ` ${deploymentId} among the last ${LOOKED_AT}`,
    );
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
