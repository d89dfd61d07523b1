import type { z } from 'zod';
import { InputError } from '#ground/errors';
import { nearest } from '#ground/text';
import type { Listed } from '../client/client.ts';
import * as schema from '../schema.ts';
import type { Server } from '../server.ts';

type RawRepository = z.output<typeof schema.repository>;

const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/;
const ENOUGH = 300;
const MOST_INSTALLED = 1000;

const INSTALLED = '/installation/repositories';

/** An App sees what it was installed for; GitHub gives that in no order. */
async function listInstalled(
  { client, owner }: Server,
  { limit, signal }: { limit: number; signal: AbortSignal },
): Promise<Listed<RawRepository>> {
  const question = { path: INSTALLED, key: 'repositories', limit: MOST_INSTALLED, signal };
  const { items, more } = await client.list(question, schema.repository);
  const own = items
    .filter(({ full_name: name }) => !owner || name.toLowerCase().startsWith(`${owner.toLowerCase()}/`))
    .sort((a, b) => (b.pushed_at ?? '').localeCompare(a.pushed_at ?? ''));
  return { items: own.slice(0, limit), more: more || own.length > limit };
}

/** The repositories of the known owner, or of the token when there is none; the latest pushed first. */
export async function listRepositories(
  server: Server,
  { limit, signal }: { limit: number; signal: AbortSignal },
): Promise<Listed<RawRepository>> {
  const { client, owner } = server;
  if (client.isApp) return listInstalled(server, { limit, signal });
  const params = { sort: 'pushed' };
  const list = (path: string) => client.list({ path, params, limit, signal }, schema.repository);
  if (owner === undefined) return list('/user/repos');
  const known = await client.find({ path: `/orgs/${encodeURIComponent(owner)}`, signal }, schema.anything);
  return list(`/${known === undefined ? 'users' : 'orgs'}/${encodeURIComponent(owner)}/repos`);
}

function fullName({ owner }: Server, said: string): string {
  const [first = '', second, ...rest] = said
    .trim()
    .replace(/^https?:\/\/[^/]+\//, '')
    .replace(/\.git$/, '')
    .split('/');
  const [whose, name] = second === undefined ? [owner, first] : [first, second];
  if (whose === undefined)
    throw new InputError({
      code: 'no-owner',
      message: `Whose repository is "${said}"? Say owner/name, or set JAMIE_GITHUB_OWNER.`,
    });
  if (rest.length > 0 || !NAME.test(whose) || !NAME.test(name))
    throw new InputError({
      code: 'bad-repository',
      message: `"${said}" is no repository: it must be owner/name.`,
    });
  return `${whose}/${name}`;
}

/** A repository by its name; InputError with the nearest when there is none. */
export async function openRepository(
  server: Server,
  said: string,
  signal: AbortSignal,
): Promise<RawRepository> {
  const name = fullName(server, said);
  const found = await server.client.find({ path: `/repos/${name}`, signal }, schema.repository);
  if (found) return found;
  const { items } = await listRepositories(server, { limit: ENOUGH, signal });
  const near = nearest(
    name.split('/')[1] ?? name,
    items.map((one) => one.name),
    4,
  );
  const offered = near.length > 0 ? near : items.slice(0, 8).map((one) => one.name);
  const hint =
    offered.length > 0 ? ` ${near.length > 0 ? 'The nearest are' : 'There are'} ${offered.join(', ')}.` : '';
  const message = `There is no repository ${name} on ${server.client.host}, or the token may not see it.${hint}`;
  throw new InputError({ code: 'no-such-repository', message });
}

/** The path of a repository's pages, when it exists. */
export async function repositoryPath(server: Server, said: string, signal: AbortSignal): Promise<string> {
  return `/repos/${(await openRepository(server, said, signal)).full_name}`;
}
