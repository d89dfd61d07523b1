import { InputError } from '#ground/errors';
import { nearest } from '#ground/text';
import { service } from '../schema.ts';
import type { Service } from '../schema.ts';
import type { Server } from '../server.ts';

const MOST_SERVICES = 500;

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Whether a name that a person gives means this name: the same words, whatever stands between them. */
function means(name: string, given: string): boolean {
  return ` ${plain(name)} `.includes(` ${plain(given)} `);
}

/** The services with a name: the one that is called so, else all that bear its words. InputError names the nearest when there is none. */
export async function findServices(
  { client }: Server,
  given: string,
  signal?: AbortSignal,
): Promise<Service[]> {
  const list = { name: 'services', item: service, most: MOST_SERVICES };
  const { items } = await client.list({ path: '/services', signal }, list);
  const exact = items.filter(({ name }) => plain(name) === plain(given));
  const found = exact.length > 0 ? exact : items.filter(({ name }) => means(name, given));
  if (found.length > 0) return found;
  const names = items.map(({ name }) => name);
  const near = nearest(given, names, 3);
  const there =
    near.length > 0 ? `The nearest are ${near.join(', ')}.` : `There are: ${names.slice(0, 12).join(', ')}.`;
  throw new InputError({
    code: 'no-such-service',
    message: `PagerDuty knows no service "${given}". ${names.length === 0 ? 'It shows Jamie none at all.' : there}`,
  });
}
