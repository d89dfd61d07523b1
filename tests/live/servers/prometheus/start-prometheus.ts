import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createChildren } from '../children/children.ts';
import { eventually, freePorts } from '../children/wait.ts';
import { debianProgram } from './binaries.ts';

const run = promisify(execFile);

interface PrometheusOptions {
  /** OpenMetrics text with timestamps, loaded before the start. */
  history?: string;
  /** More of prometheus.yml than the global part; ports of the other servers are known only then. */
  config?: string;
  /** How often it scrapes and evaluates; every minute unless told. */
  every?: string;
  /** The text of a rule file. */
  rules?: string;
}

/** A Prometheus of Debian that runs. */
export interface LivePrometheus {
  url: string;
  stop: () => Promise<void>;
}

async function backfill(folder: string, history: string): Promise<void> {
  const file = path.join(folder, 'history.om');
  writeFileSync(file, history);
  const promtool = await debianProgram('promtool');
  await run(promtool, ['tsdb', 'create-blocks-from', 'openmetrics', file, path.join(folder, 'data')]);
}

function writeConfig(folder: string, { config = '', rules, every = '1m' }: PrometheusOptions): string {
  const file = path.join(folder, 'prometheus.yml');
  const ruleFiles = rules === undefined ? '' : `rule_files: [${path.join(folder, 'rules.yml')}]\n`;
  if (rules !== undefined) writeFileSync(path.join(folder, 'rules.yml'), rules);
  writeFileSync(
    file,
    `global: { scrape_interval: ${every}, scrape_timeout: 1s, evaluation_interval: ${every} }\n${ruleFiles}${config}\n`,
  );
  return file;
}

function argumentsFor(folder: string, place: { config: string; port: number }): string[] {
  return [
    `--config.file=${place.config}`,
    `--storage.tsdb.path=${path.join(folder, 'data')}`,
    '--storage.tsdb.retention.time=100y',
    `--web.listen-address=127.0.0.1:${place.port}`,
    '--rules.alert.resend-delay=1s',
    '--enable-feature=promql-at-modifier,promql-negative-offset',
  ];
}

/** Starts Prometheus on a free port of 127.0.0.1 with data of its own, which goes with it. */
export async function startPrometheus(options: PrometheusOptions = {}): Promise<LivePrometheus> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jamie-prometheus-'));
  const children = createChildren(folder);
  try {
    mkdirSync(path.join(folder, 'data'));
    if (options.history !== undefined) await backfill(folder, options.history);
    const [port = 0] = await freePorts(1);
    const config = writeConfig(folder, options);
    const program = await debianProgram('prometheus');
    const server = children.start({
      name: 'prometheus',
      program,
      args: argumentsFor(folder, { config, port }),
    });
    const url = `http://127.0.0.1:${port}`;
    await eventually(
      async () => {
        if (!server.running()) throw new Error(server.tail());
        return (await fetch(`${url}/-/ready`)).ok;
      },
      { what: 'Prometheus' },
    );
    return { url, stop: () => children.stopAll() };
  } catch (error) {
    await children.stopAll();
    throw error;
  }
}
