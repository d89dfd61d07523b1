import { readFileSync } from 'node:fs';
import { ConfigError } from '#ground/errors';

/** The text of the PEM file that a setting names; undefined when it names none, ConfigError when it cannot be read. */
export function pemIn(setting: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const message = `${setting} names ${path}, which cannot be read.`;
    throw new ConfigError({ code: 'bad-settings', message, cause });
  }
}
