import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigError, InputError } from '#ground/errors';
import { connectorFiles } from './new-connector-files.ts';
import type { ConnectorName } from './new-connector-files.ts';

/** Where the house's connectors are. */
const CONNECTORS = join(import.meta.dirname, 'connectors');

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST = 31;

function namesOf(folder: string): ConnectorName {
  const words = folder.split('-');
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const prefix = words.join('_');
  return {
    folder,
    prefix,
    pascal,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    setting: `JAMIE_${prefix.toUpperCase()}`,
  };
}

function whatToDoNext({ folder, pascal, setting }: ConnectorName): string {
  return `
To register it:
  src/ground/config/system-settings.ts   the settings ${setting}_URL, ${setting}_TOKEN, ${setting}_CA
  src/connect-systems.ts                 create${pascal}Connector of '#connectors/${folder}' with these settings, in CONNECT
  npm run docs                           writes the settings and tools into docs/generated
Then: npm run format && npm run check && npx vitest run src/connectors/${folder}`;
}

/**
 * Writes a connector of the house's shape that works, its test included; the result says what is left to do by hand. Refuses a
 * name that is none, or taken: nothing is ever overwritten.
 */
export async function newConnector(given: string, into: string = CONNECTORS): Promise<string> {
  if (!NAME.test(given) || given.length > LONGEST)
    throw new InputError({
      code: 'bad-name',
      message: `"${given.slice(0, 80)}" is no name for a connector: use lower case letters, digits and single dashes, at most ${LONGEST}.`,
    });
  if (!existsSync(into))
    throw new ConfigError({
      code: 'no-sources',
      message: `There is no folder ${into}: run this in a checkout of Jamie.`,
    });
  const folder = join(into, given);
  if (existsSync(folder))
    throw new InputError({
      code: 'name-taken',
      message: `There is a connector ${given} already: nothing was written.`,
    });
  const name = namesOf(given);
  const files = Object.entries(connectorFiles(name));
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: 'wx' });
  }
  const written = files.map(([path]) => `  ${join(folder, path)}`).join('\n');
  return `Written:\n${written}\n${whatToDoNext(name)}`;
}
