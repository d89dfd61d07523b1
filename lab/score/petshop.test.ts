import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evidenceOf, readIssues, readQuietPeriods } from './petshop.ts';

const root = mkdtempSync(join(tmpdir(), 'petshop-'));
afterAll(() => rmSync(root, { recursive: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

const metrics = (rows: string): string =>
  `microservice,web,web,web,cart\nmetric,latency,latency,requests,latency\nagg,Average,p99,Sum,Average\n${rows}`;
const target = JSON.stringify({
  target: { node: 'web', metric: 'latency', agg: 'Average', timestamp: 650 },
  root_cause: { node: 'cart', metric: null },
});

write('one/graph.csv', 'x,web,cart\nweb,0.0,1.0\ncart,0.0,0.0\n');
write('one/noissue/metrics.csv', metrics('unix_timestamp,,,,\n0.0,0.1,0.2,50,\n'));
write('one/deep/test/issue_0/metrics.csv', metrics('300.0,0.1,0.2,50,0.05\n600.0,0.5,0.9,51,nan\n'));
write('one/deep/test/issue_0/target.json', target);
write('two/issue_9/metrics.csv', metrics('600.0,0.5,0.9,51,0.4\n'));
write('two/issue_9/target.json', target);

describe('the data set', () => {
  it('is read at any depth, with the nearest graph and quiet period, and without them', async () => {
    const [deep, bare] = await readIssues(root);
    expect(deep).toMatchObject({
      key: 'one/deep/test/issue_0',
      symptom: { node: 'web', role: 'latency', at: 650_000 },
      dependencies: [{ dependent: 'web', dependency: 'cart' }],
    });
    expect(bare).toMatchObject({ key: 'two/issue_9', dependencies: [] });
    expect(bare?.normal.size).toBe(0);
    expect(await readQuietPeriods(root)).toHaveLength(1);
  });

  it('gives latency, availability and requests as evidence; no cell is no record; the label stays out', async () => {
    const [deep] = await readIssues(root);
    const evidence = deep && evidenceOf(deep);
    expect(evidence?.signals.map(({ id, role }) => [id, role])).toEqual([
      ['web|latency|Average', 'latency'],
      ['web|requests|Sum', 'requests'],
      ['cart|latency|Average', 'latency'],
    ]);
    expect(evidence?.signals[2]?.window).toEqual([
      { at: 300_000, value: 0.05 },
      { at: 600_000, value: null },
    ]);
    expect(JSON.stringify(deep)).not.toContain('root_cause');
  });
});
