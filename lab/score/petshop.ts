import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Dependency, IncidentEvidence, Sample, Signal, Symptom } from '#diagnosis';

/** One metrics file: each column's samples under its node, metric and aggregation. */
export type Columns = ReadonlyMap<string, readonly Sample[]>;

/** One folder with an alarm, and what is known of the time when nothing was wrong. */
export interface Issue {
  /** The folder, relative to the data set's. */
  key: string;
  symptom: Symptom;
  window: Columns;
  normal: Columns;
  dependencies: Dependency[];
}

const ROLES: Readonly<Record<string, Signal['role']>> = {
  'latency|Average': 'latency',
  'availability|Average': 'availability',
  'requests|Sum': 'requests',
};

const rowsOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));

const numberOf = (cell: string | undefined): number | null =>
  cell === undefined || cell === '' || Number.isNaN(Number(cell)) ? null : Number(cell);

/** Reads a metrics file: three header rows (node, metric, aggregation), then one row an interval. */
function readColumns(file: string): Columns {
  const [nodes = [], metrics = [], aggregations = [], ...rest] = rowsOf(file);
  const rows = rest.filter(([time]) => /^\d/.test(time ?? ''));
  const column = (place: number): Sample[] =>
    rows.map((row) => ({ at: Number(row[0]) * 1000, value: numberOf(row[place]) }));
  const key = (place: number): string => [nodes[place], metrics[place], aggregations[place]].join('|');
  return new Map(nodes.slice(1).map((_, index) => [key(index + 1), column(index + 1)]));
}

/** Reads a square table of who calls whom: rows call columns. */
function readGraph(file: string): Dependency[] {
  const [head = [], ...rows] = rowsOf(file);
  return rows.flatMap(([dependent = '', ...cells]) =>
    cells.flatMap((cell, index) => (Number(cell) ? [{ dependent, dependency: head[index + 1] ?? '' }] : [])),
  );
}

/** The first of a folder and its ancestors, up to the root, that holds the file. */
function nearest(folder: string, root: string, file: string): string | undefined {
  const here = join(folder, file);
  if (existsSync(here)) return here;
  return relative(root, folder) === '' ? undefined : nearest(dirname(folder), root, file);
}

interface Target {
  target: { node: string; metric: Symptom['role']; timestamp: number };
}

function readIssue(root: string, folder: string): Issue {
  const { target } = JSON.parse(readFileSync(join(folder, 'target.json'), 'utf8')) as Target;
  const [normal, graph] = ['noissue/metrics.csv', 'graph.csv'].map((file) => nearest(folder, root, file));
  return {
    key: relative(root, folder),
    symptom: { node: target.node, role: target.metric, at: target.timestamp * 1000 },
    window: readColumns(join(folder, 'metrics.csv')),
    normal: normal === undefined ? new Map<string, Sample[]>() : readColumns(normal),
    dependencies: graph === undefined ? [] : readGraph(graph),
  };
}

const foldersWith = async (root: string, end: string): Promise<string[]> => {
  const names = await readdir(root, { recursive: true });
  return names
    .filter((name) => name === end || name.endsWith(`/${end}`))
    .map((name) => dirname(join(root, name)))
    .toSorted();
};

/** Every folder with an alarm, at any depth. */
export async function readIssues(root: string): Promise<Issue[]> {
  const folders = await foldersWith(root, 'target.json');
  return folders
    .filter((folder) => existsSync(join(folder, 'metrics.csv')))
    .map((folder) => readIssue(root, folder));
}

/** A stretch of time when nothing was wrong, with its graph. */
export interface QuietPeriod {
  normal: Columns;
  dependencies: Dependency[];
}

/** The periods when nothing was wrong, each with its graph. */
export async function readQuietPeriods(root: string): Promise<QuietPeriod[]> {
  const folders = await foldersWith(root, 'noissue/metrics.csv');
  return folders.map((folder) => {
    const graph = nearest(folder, root, 'graph.csv');
    return {
      normal: readColumns(join(folder, 'metrics.csv')),
      dependencies: graph === undefined ? [] : readGraph(graph),
    };
  });
}

/** What diagnosis reads of an issue: latency, availability and requests of each node. */
export function evidenceOf({ symptom, dependencies, window, normal }: Omit<Issue, 'key'>): IncidentEvidence {
  const signals = [...window].flatMap(([id, samples]): Signal[] => {
    const [node = '', metric, aggregation] = id.split('|');
    const role = ROLES[`${metric}|${aggregation}`];
    return role === undefined ? [] : [{ id, node, role, window: samples, normal: normal.get(id) ?? [] }];
  });
  return { symptom, dependencies, signals, changes: [], findings: [] };
}
