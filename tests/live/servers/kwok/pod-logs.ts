import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The log of one container, oldest line first. */
export interface PodLog {
  namespace: string;
  pod: string;
  container: string;
  lines: { at: Date; text: string }[];
  /** The log of the container's previous run. */
  previous?: { at: Date; text: string }[];
}

/** What every container without a log of its own says. */
export function defaultLogs(folder: string) {
  const logsFile = path.join(folder, 'default-container.log');
  const texts = ['starting', 'listening on :8080', 'ready'];
  writeLog(
    logsFile,
    texts.map((text) => ({ at: new Date(), text })),
  );
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'ClusterLogs',
    metadata: { name: 'default' },
    spec: { logs: [{ logsFile }] },
  };
}

/** Writes the logs of one pod's containers to files and returns the resource that tells kwok of them. */
export function podLogs(folder: string, logs: PodLog[]) {
  const [first] = logs;
  if (!first) throw new Error('There is no log to write.');
  mkdirSync(path.join(folder, 'pod-logs'), { recursive: true });
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Logs',
    metadata: { name: first.pod, namespace: first.namespace },
    spec: { logs: logs.map((log) => containerLog(folder, log)) },
  };
}

/** The definition of the resource Logs, which kwok watches. */
export const LOGS_DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'logs.kwok.x-k8s.io' },
  spec: {
    group: 'kwok.x-k8s.io',
    names: { kind: 'Logs', listKind: 'LogsList', plural: 'logs', singular: 'logs' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};

function containerLog(folder: string, log: PodLog) {
  const file = path.join(folder, 'pod-logs', `${log.namespace}_${log.pod}_${log.container}`);
  writeLog(`${file}.log`, log.lines);
  if (log.previous) writeLog(`${file}.previous.log`, log.previous);
  return {
    containers: [log.container],
    logsFile: `${file}.log`,
    ...(log.previous && { previousLogsFile: `${file}.previous.log` }),
  };
}

function writeLog(file: string, lines: PodLog['lines']): void {
  writeFileSync(file, lines.map(({ at, text }) => `${at.toISOString()} stdout F ${text}\n`).join(''));
}
