import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '#ground/errors';
import { nearest, plural } from '#ground/text';
import { modelFaults } from './model-settings.ts';
import type { Surroundings } from './setting.ts';
import { ALL_SETTINGS, type AnySetting, type Config, type SettingName } from './settings.ts';

export interface ConfigSources extends Surroundings {
  env: Record<string, string | undefined>;
  /** The text of a file; undefined when there is none. May throw when it cannot be read. */
  readFile: (path: string) => string | undefined;
}

/** One setting with its value, for people to read: a secret's value is `(hidden)`. */
export interface SettingInUse {
  name: SettingName;
  env?: string;
  fileKey?: string;
  value: unknown;
  source: string;
  default: unknown;
  description: string;
}

export interface Configuration {
  config: Config;
  settings: SettingInUse[];
}

interface Fault {
  at: string;
  problem: string;
}

interface Given {
  value: unknown;
  source: string;
}

/** All settings, or one ConfigError `bad-settings` with every fault and where it comes from. */
export function loadConfig(sources: ConfigSources): Configuration {
  const faults: Fault[] = unknownVariables(sources.env);
  const file = readSettingsFile(sources, faults);
  const used = ALL_SETTINGS.map(([name, setting]) => {
    const given = find(name, setting, { sources, file });
    return { ...given, name, setting, value: check(setting, given, faults) };
  });
  const config = Object.fromEntries(used.map(({ name, value }) => [name, value])) as Config;
  faults.push(...modelFaults(config));
  if (faults.length > 0) throw badSettings(faults);
  return {
    config,
    settings: used.map(({ name, setting, value, source }) => ({
      name,
      env: setting.env,
      fileKey: setting.inFile === false ? undefined : name,
      value: setting.secret && value !== undefined ? '(hidden)' : value,
      source,
      default: setting.default(sources),
      description: setting.description,
    })),
  };
}

function badSettings(faults: Fault[]): ConfigError {
  const lines = faults.map(({ at, problem }) => `  - ${at}: ${problem}`);
  return new ConfigError({
    code: 'bad-settings',
    message: `${plural(faults.length, 'fault')} in the settings:\n${lines.join('\n')}\nSee \`jamie config --help\`.`,
    faults,
  });
}

function find(
  name: string,
  setting: AnySetting,
  from: { sources: ConfigSources; file: SettingsFile },
): Given {
  const variable = setting.env === undefined ? undefined : from.sources.env[setting.env];
  if (variable !== undefined && variable !== '')
    return { value: variable, source: `${setting.env} (environment)` };
  if (name in from.file.values)
    return { value: from.file.values[name], source: `${name} (${from.file.path})` };
  return { value: setting.default(from.sources), source: 'default' };
}

function check(setting: AnySetting, { value, source }: Given, faults: Fault[]): unknown {
  if (source === 'default') return value;
  const parsed = setting.schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    const got = setting.secret || path.length > 0 ? '' : `, got ${JSON.stringify(value)}`;
    faults.push({ at: [source, ...path].join(' › '), problem: `${message}${got}` });
  }
  return undefined;
}

function unknownVariables(env: ConfigSources['env']): Fault[] {
  const known = ALL_SETTINGS.flatMap(([, { env: name }]) => name ?? []);
  return Object.keys(env)
    .filter((name) => name.startsWith('JAMIE_') && !known.includes(name) && env[name] !== '')
    .map((name) => ({
      at: `${name} (environment)`,
      problem: `there is no such setting${hint(name, known)}`,
    }));
}

function hint(name: string, known: string[]): string {
  const inFileOnly = ALL_SETTINGS.find(([key, { env }]) => !env && `JAMIE_${key.toUpperCase()}` === name);
  if (inFileOnly) return `; "${inFileOnly[0]}" belongs in the settings file`;
  const [best] = nearest(name, known, 1);
  return best === undefined ? '' : `; did you mean ${best}?`;
}

interface SettingsFile {
  path: string;
  values: Record<string, unknown>;
}

function readSettingsFile(sources: ConfigSources, faults: Fault[]): SettingsFile {
  const { env } = sources;
  const path =
    env['JAMIE_CONFIG'] || join(env['JAMIE_HOME'] || join(sources.homedir, '.jamie'), 'jamie.yaml');
  const values = parseFile(path, sources, faults);
  const known: string[] = ALL_SETTINGS.filter(([, { inFile }]) => inFile !== false).map(([name]) => name);
  for (const key of Object.keys(values).filter((name) => !known.includes(name))) {
    const [best] = nearest(key, known, 1);
    faults.push({
      at: `${key} (${path})`,
      problem: `there is no such setting${best ? `; did you mean ${best}?` : ''}`,
    });
    delete values[key];
  }
  return { path, values };
}

function parseFile(path: string, { readFile, env }: ConfigSources, faults: Fault[]): Record<string, unknown> {
  try {
    const text = readFile(path);
    if (text === undefined && env['JAMIE_CONFIG'])
      faults.push({ at: path, problem: 'there is no such file (JAMIE_CONFIG)' });
    if (text === undefined) return {};
    const document = parseDocument(text);
    faults.push(
      ...document.errors.map(({ message }) => ({ at: path, problem: message.split('\n')[0] ?? '' })),
    );
    if (document.errors.length > 0) return {};
    return { ...z.record(z.string(), z.unknown()).parse(document.toJS() ?? {}) };
  } catch (error) {
    const problem =
      error instanceof z.ZodError ? 'must be a YAML mapping of settings' : `cannot be read: ${String(error)}`;
    faults.push({ at: path, problem });
    return {};
  }
}
