import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '#ground/config';
import { githubSettings } from './github-settings.ts';

let folder: string;
let key: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jamie-github-settings-'));
  key = path.join(folder, 'app.pem');
  writeFileSync(key, 'the key of an App');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function settings(env: Record<string, string>) {
  const sources = { env, homedir: folder, timeZone: 'UTC', readFile: () => undefined };
  return githubSettings(loadConfig(sources).config);
}

describe('how GitHub is reached', () => {
  test('not at all without an owner, with a token or as an App', () => {
    expect(settings({})).toBeUndefined();
    expect(settings({ JAMIE_GITHUB_OWNER: 'acme', JAMIE_GITHUB_TOKEN: 't' })).toMatchObject({
      url: 'https://api.github.com',
      token: 't',
      owner: 'acme',
    });
    const app = { JAMIE_GITHUB_APP_ID: '4711', JAMIE_GITHUB_APP_PRIVATE_KEY_FILE: key };
    expect(settings({ JAMIE_GITHUB_OWNER: 'acme', ...app })?.app).toEqual({
      id: '4711',
      installationId: undefined,
      privateKey: 'the key of an App',
    });
  });

  test.each<[Record<string, string>, string]>([
    [{ JAMIE_GITHUB_APP_ID: '4711' }, 'set JAMIE_GITHUB_APP_PRIVATE_KEY_FILE'],
    [{ JAMIE_GITHUB_APP_INSTALLATION_ID: '77' }, 'set JAMIE_GITHUB_APP_ID'],
    [{ JAMIE_GITHUB_APP_ID: '4711', JAMIE_GITHUB_TOKEN: 't' }, 'not both'],
    [
      { JAMIE_GITHUB_APP_ID: '4711', JAMIE_GITHUB_APP_PRIVATE_KEY_FILE: '/nowhere/app.pem' },
      'names /nowhere/app.pem, which cannot be read',
    ],
  ])('%j is half said', (env, words) => {
    expect(() => settings({ JAMIE_GITHUB_OWNER: 'acme', ...env })).toThrow(words);
  });
});
