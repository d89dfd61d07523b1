import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseClusters } from './choose-clusters.ts';
import { describeKubeconfig } from './describe-kubeconfig.ts';
import { guessAliases, guessEnvironment } from './guess-environment.ts';
import { readKubeconfig } from './read-kubeconfig.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'jamie-kubeconfig-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

const yaml = (
  contexts: { name: string; cluster?: string; user?: string; namespace?: string }[],
  current?: string,
) => `
apiVersion: v1
kind: Config
${current === undefined ? '' : `current-context: ${current}`}
clusters:
${contexts.map(({ name, cluster = name }) => `- {name: ${cluster}, cluster: {server: "https://${cluster}.example.com/", certificate-authority: ca.crt}}`).join('\n')}
users:
${contexts.map(({ name, user = name }) => `- {name: ${user}, user: {token: secret-of-${user}}}`).join('\n')}
contexts:
${contexts.map(({ name, cluster = name, user = name, namespace = 'default' }) => `- {name: ${name}, context: {cluster: ${cluster}, user: ${user}, namespace: ${namespace}}}`).join('\n')}
`;

describe('reading kubeconfigs', () => {
  test('merges files: the first to name something wins, and paths are those of the file they stand in', () => {
    const first = write('a', yaml([{ name: 'prod' }], 'prod'));
    const second = write('b', yaml([{ name: 'prod', user: 'other' }, { name: 'dev' }], 'dev'));
    const { contexts, currentContext, missing } = readKubeconfig({
      kubeconfigs: [first, path.join(folder, 'c'), second],
    });
    expect(currentContext).toBe('prod');
    expect(missing).toEqual([path.join(folder, 'c')]);
    expect(contexts.map(({ name }) => name)).toEqual(['prod', 'dev']);
    expect(contexts[0]).toMatchObject({
      ok: true,
      cluster: { server: 'https://prod.example.com', caFile: path.join(folder, 'ca.crt') },
      user: { name: 'prod', token: 'secret-of-prod' },
    });
  });

  test('names file and line of what is broken, and the file that is missing', () => {
    const broken = write('broken', 'apiVersion: v1\nclusters:\n  - name: "a\n');
    expect(() => readKubeconfig({ kubeconfigs: [broken] })).toThrow(
      expect.objectContaining({
        name: 'ConfigError',
        code: 'kubeconfig-broken',
        faults: [expect.objectContaining({ at: `${broken}:4` })],
      }),
    );
    const list = write('list', '- one\n');
    expect(() => readKubeconfig({ kubeconfigs: [list] })).toThrow(`${list}:1: is not a kubeconfig`);
    const nowhere = path.join(folder, 'nowhere');
    expect(() => readKubeconfig({ kubeconfigs: [nowhere] })).toThrow(
      expect.objectContaining({
        name: 'ConfigError',
        code: 'kubeconfig-missing',
        message: expect.stringContaining(nowhere) as string,
      }),
    );
    expect(() => readKubeconfig({ kubeconfigs: [folder] })).toThrow(/cannot be read \(EISDIR\)/);
  });

  test('an empty file offers nothing, and a broken context spoils only itself', () => {
    expect(readKubeconfig({ kubeconfigs: [write('empty', '')] }).contexts).toEqual([]);
    const text = `
clusters:
- {name: good, cluster: {server: "https://good.example.com"}}
- {name: torn, cluster: {server: "not a url"}}
- 17
contexts:
- {name: good, context: {cluster: good}}
- {name: no-user, context: {cluster: good, user: nobody}}
- {name: torn, context: {cluster: torn}}
- {name: empty}
`;
    const { contexts } = readKubeconfig({ kubeconfigText: text });
    const problems = contexts.map((context) => (context.ok ? '' : context.problem));
    expect(problems).toEqual([
      '',
      'it names the user "nobody", which the kubeconfig does not have',
      expect.stringMatching(/^its cluster is incomplete: cluster\.server: /),
      expect.stringMatching(/^it is incomplete: context: /),
    ]);
  });
});

describe('choosing clusters', () => {
  const choose = (text: string, settings: Parameters<typeof chooseClusters>[1] = []) =>
    chooseClusters(readKubeconfig({ kubeconfigText: text }), settings);

  test('contexts that differ in their namespace only are one cluster, under the current one', () => {
    const clusters = choose(
      yaml(
        [
          { name: 'shop-web', cluster: 'shop', user: 'me', namespace: 'web' },
          { name: 'shop-db', cluster: 'shop', user: 'me', namespace: 'db' },
          { name: 'shop-admin', cluster: 'shop', user: 'admin' },
        ],
        'shop-db',
      ),
    );
    expect(clusters.map(({ name, isDefault, namespaces }) => ({ name, isDefault, namespaces }))).toEqual([
      { name: 'shop-db', isDefault: true, namespaces: ['web', 'db'] },
      { name: 'shop-admin', isDefault: false, namespaces: ['default'] },
    ]);
    expect(clusters[0]?.aliases).toContain('shop-web');
  });

  test('the first is the default when the current context is none of them', () => {
    expect(choose(yaml([{ name: 'a' }, { name: 'b' }], 'gone')).map(({ isDefault }) => isDefault)).toEqual([
      true,
      false,
    ]);
  });

  test('an alias that would mean two clusters means none; what the operator says goes first', () => {
    const [prod, staging] = choose(yaml([{ name: 'harbour-prod' }, { name: 'harbour-staging' }]), [
      { context: 'harbour-staging', environment: 'rehearsal', aliases: ['stage two'], namespaces: ['web'] },
    ]);
    expect(prod).toMatchObject({ environment: 'prod', aliases: [] });
    expect(staging).toMatchObject({
      environment: 'rehearsal',
      aliases: ['stage two'],
      namespaces: ['web', 'default'],
    });
  });
});

test.each([
  ['harbour-prod', 'prod'],
  ['arn:aws:eks:eu-west-1:123456789012:cluster/payments-production', 'prod'],
  ['gke_acme_europe-west1_stg2', 'staging'],
  ['acme-preprod', 'staging'],
  ['acme-nonprod', ''],
  ['kubernetes-admin@dev', 'dev'],
  ['prod-to-staging-mirror', ''],
  ['product-catalogue', ''],
  ['alivecor', ''],
  ['harbour', ''],
])('the environment of %s is guessed as %j', (name, environment) => {
  expect(guessEnvironment(name)).toBe(environment);
});

test('aliases are what is left of long names, and their telling parts', () => {
  expect(guessAliases('arn:aws:eks:eu-west-1:123456789012:cluster/payments-production')).toEqual([
    'payments-production',
    'payments',
  ]);
  expect(guessAliases('gke_acme_europe-west1_harbour')).toEqual(['harbour']);
  expect(guessAliases('prod')).toEqual([]);
});

test('the summary for the operator says how to sign in, and holds no secret', () => {
  const text = `
clusters: [{name: c, cluster: {server: "https://c.example.com"}}]
users:
- {name: plugin, user: {exec: {command: aws, apiVersion: v1, args: [eks]}}}
- {name: token, user: {token: hunter2}}
- {name: cert, user: {client-certificate-data: aHVudGVyMg==, client-key-data: aHVudGVyMg==}}
contexts: ${JSON.stringify(['plugin', 'token', 'cert', 'nobody'].map((name) => ({ name, context: { cluster: 'c', user: name } })))}
`;
  const summary = describeKubeconfig({ kubeconfigText: text });
  expect(summary.clusters.map(({ name, signIn, problem }) => `${name}: ${problem ?? signIn}`)).toEqual([
    'plugin: plugin aws',
    'token: token',
    'cert: client certificate',
    'nobody: it names the user "nobody", which the kubeconfig does not have',
  ]);
  expect(JSON.stringify(summary)).not.toMatch(/hunter2|aHVudGVyMg/);
});
