import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '#ground/errors';
import { loadConfig, type ConfigSources } from './index.ts';
import { MODEL_SETTINGS } from './model-settings.ts';
import { SYSTEM_SETTINGS } from './system-settings.ts';

const load = (env: ConfigSources['env'] = {}, files: Record<string, string> = {}) =>
  loadConfig({ env, homedir: '/home/ann', timeZone: 'Europe/London', readFile: (path) => files[path] });

const faultsOf = (env: ConfigSources['env'], files: Record<string, string> = {}) => {
  try {
    load(env, files);
  } catch (error) {
    if (error instanceof ConfigError) return { ...error, message: error.message };
    throw error;
  }
  throw new Error('no fault was found');
};

const file = '/home/ann/.jamie/jamie.yaml';

describe('loadConfig', () => {
  it('needs nothing', () => {
    const { config } = load();
    const given = Object.entries(config).filter(
      ([name]) => !(name in SYSTEM_SETTINGS) && !(name in MODEL_SETTINGS),
    );
    expect(Object.keys(SYSTEM_SETTINGS).map((name) => config[name as keyof typeof config])).toEqual(
      Object.keys(SYSTEM_SETTINGS).map(() => undefined),
    );
    expect(Object.fromEntries(given)).toEqual({
      home: '/home/ann/.jamie',
      config: undefined,
      host: '127.0.0.1',
      port: 8000,
      accessToken: undefined,
      databaseUrl: undefined,
      experiment: undefined,
      personality: 'full',
      personalityByChannel: { webhook: 'off' },
      logLevel: 'info',
      timeZone: 'Europe/London',
      kubeconfig: undefined,
      clusters: [],
      world: 'auto',
    });
  });

  it('takes the environment before the file, the file before the default, and says which', () => {
    const { config, settings } = load(
      { JAMIE_PORT: '9000', JAMIE_HOST: '' },
      { [file]: 'port: 7000\nworld: never\nclusters: [{context: kind, environment: dev, aliases: [k]}]' },
    );
    expect(config).toMatchObject({
      port: 9000,
      world: 'never',
      host: '127.0.0.1',
      clusters: [{ context: 'kind', environment: 'dev', aliases: ['k'] }],
    });
    const sourceOf = (name: string) => settings.find((setting) => setting.name === name)?.source;
    expect(['port', 'world', 'host'].map(sourceOf)).toEqual([
      'JAMIE_PORT (environment)',
      `world (${file})`,
      'default',
    ]);
  });

  it('reports every fault at once, each with its place', () => {
    const { faults, message } = faultsOf(
      {
        JAMIE_PORT: 'http',
        JAMIE_PROT: '1',
        JAMIE_CLUSTERS: 'x',
        JAMIE_TIME_ZONE: 'Mars/Base',
        JAMIE_ACCESS_TOKEN: 'hunter2',
      },
      { [file]: 'wrold: auto\nlogLevel: loud\nclusters: [{name: kind}]' },
    );
    expect(faults.map(({ at }) => at)).toEqual([
      'JAMIE_PROT (environment)',
      'JAMIE_CLUSTERS (environment)',
      `wrold (${file})`,
      'JAMIE_PORT (environment)',
      'JAMIE_ACCESS_TOKEN (environment)',
      `logLevel (${file})`,
      'JAMIE_TIME_ZONE (environment)',
      `clusters (${file}) › 0 › context`,
      `clusters (${file}) › 0`,
    ]);
    expect(message).toMatch(/did you mean JAMIE_PORT\?/);
    expect(message).toMatch(/did you mean world\?/);
    expect(message).toMatch(/"clusters" belongs in the settings file/);
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['broken YAML', 'port: [1', /jamie\.yaml: /],
    ['a list', '- port', /must be a YAML mapping/],
    ['what the file cannot say', 'home: /x', /no such setting/],
  ])('refuses a file with %s', (_, text, message) => {
    expect(faultsOf({}, { [file]: text }).message).toMatch(message);
  });

  it('accepts an empty file, refuses a named one that is missing', () => {
    expect(load({}, { [file]: '' }).config.port).toBe(8000);
    expect(faultsOf({ JAMIE_CONFIG: '/etc/jamie.yaml' }).message).toMatch(
      /\/etc\/jamie.yaml: there is no such file/,
    );
  });

  it('never shows a secret', () => {
    const env = {
      JAMIE_ACCESS_TOKEN: 'a-very-long-secret-token',
      JAMIE_DATABASE_URL: 'postgres://u:hunter2@h/db',
    };
    expect(JSON.stringify(load(env).settings)).not.toMatch(/very-long|hunter2/);
    expect(load(env).config.accessToken).toBe('a-very-long-secret-token');
  });

  it('takes models as a list or with commas, prices as an override, and no cap as none', () => {
    const env = { JAMIE_ANTHROPIC_API_KEY: 'k', JAMIE_MODELS: 'anthropic/claude-a, anthropic/claude-b' };
    expect(load(env).config).toMatchObject({
      models: ['anthropic/claude-a', 'anthropic/claude-b'],
      llmLocalOnly: false,
      llmOrder: 'listed',
      llmBudgetDay: undefined,
    });
    const text =
      'models: [ollama/a]\nollamaUrl: http://o:1\nllmLocalOnly: true\nmodelFacts: {ollama/a: {contextTokens: 4096}}';
    expect(load({ JAMIE_LLM_BUDGET_DAY: '2.5' }, { [file]: text }).config).toMatchObject({
      models: ['ollama/a'],
      llmLocalOnly: true,
      modelFacts: { 'ollama/a': { contextTokens: 4096 } },
      llmBudgetDay: 2.5,
    });
  });

  it('says which setting a listed model lacks, with the other faults', () => {
    const { faults } = faultsOf({
      JAMIE_MODELS: 'anthropic/x,openai/y',
      JAMIE_MODELS_JUDGE: 'openai-compatible/z',
      JAMIE_OLLAMA_URL: 'http://o:1',
      JAMIE_EMBEDDER: 'openai-compatible/e',
      JAMIE_LLM_BUDGET_DAY: 'much',
    });
    expect(faults).toEqual([
      { at: 'JAMIE_LLM_BUDGET_DAY (environment)', problem: 'must be US dollars, 0 or more, got "much"' },
      { at: 'JAMIE_MODELS', problem: 'names anthropic/x, but JAMIE_ANTHROPIC_API_KEY is not set' },
      { at: 'JAMIE_MODELS', problem: 'names openai/y, but JAMIE_OPENAI_API_KEY is not set' },
      {
        at: 'JAMIE_MODELS_JUDGE',
        problem: 'names openai-compatible/z, but JAMIE_OPENAI_BASE_URL is not set',
      },
      { at: 'JAMIE_EMBEDDER', problem: 'names openai-compatible/e, but JAMIE_OPENAI_BASE_URL is not set' },
      {
        at: 'JAMIE_OLLAMA_URL',
        problem: 'is set, but no list names a model of it: add ollama/<name> to JAMIE_MODELS',
      },
    ]);
    expect(faultsOf({ JAMIE_MODELS: 'gpt' }).message).toMatch(/must be provider\/model/);
  });

  it('either loads or reports faults, whatever the file says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          load({}, { [file]: text });
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError);
        }
      }),
    );
  });
});
