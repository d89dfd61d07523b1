import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectorFiles } from './new-connector-files.ts';
import { newConnector } from './new-connector.ts';

const ROOT = join(import.meta.dirname, '..');
const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name);
const run = promisify(execFile);
let place: string;
let printed: string;

beforeAll(async () => {
  place = await mkdtemp(join(ROOT, 'tests/generated-'));
  await symlink(join(ROOT, 'src/connectors/kit'), join(place, 'kit'));
  printed = await newConnector('acme-board', place);
});
afterAll(() => rm(place, { recursive: true }));

test('it is formatted, linted and passes its own test', async () => {
  const folder = join(place, 'acme-board');
  await run(bin('prettier'), ['--check', folder], { cwd: ROOT });
  await run(bin('eslint'), ['--max-warnings', '0', folder], { cwd: ROOT });
  const { stdout } = await run(bin('vitest'), ['run', folder, '--reporter', 'json'], { cwd: ROOT });
  expect(JSON.parse(stdout)).toMatchObject({ success: true, numPassedTests: 5 });
}, 180_000);

test('it type-checks as strictly as the rest', () => {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const program = ts.createProgram([join(place, 'acme-board/connector.test.ts')], {
    ...options,
    noEmit: true,
  });
  const faults = ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file?.fileName.startsWith(place))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  expect(faults).toEqual([]);
  expect(program.getSourceFile(join(place, 'acme-board/tools/read-status.ts'))).toBeDefined();
}, 120_000);

test('it says what was written and what is left to do', () => {
  for (const said of [
    'acme-board/connector.ts',
    '#connectors/acme-board',
    'JAMIE_ACME_BOARD_URL',
    'createAcmeBoardConnector',
  ])
    expect(printed).toContain(said);
});

test('nothing is overwritten, and a name that is none is refused', async () => {
  await expect(newConnector('acme-board', place)).rejects.toMatchObject({ code: 'name-taken' });
  for (const name of ['', 'Acme', '../acme', 'a--b', '9lives', 'x'.repeat(40)])
    await expect(newConnector(name, place)).rejects.toMatchObject({ code: 'bad-name' });
  await expect(newConnector('acme', join(place, 'nowhere'))).rejects.toMatchObject({ code: 'no-sources' });
  const name = {
    folder: 'acme-board',
    prefix: 'acme_board',
    camel: 'acmeBoard',
    pascal: 'AcmeBoard',
    setting: 'JAMIE_ACME_BOARD',
  };
  expect(await readFile(join(place, 'acme-board/index.ts'), 'utf8')).toBe(connectorFiles(name)['index.ts']);
});
