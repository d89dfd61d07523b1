import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { nodeStages } from './node-stages.ts';
import { defaultLogs } from './pod-logs.ts';
import { podStages } from './pod-stages.ts';
import { USAGE_RESOURCES } from './usage.ts';
import { volumeStages } from './volume-stages.ts';

/** Writes everything kwok is to do into one file and returns its path. */
export function writeKwokConfig(folder: string): string {
  const resources = [
    ...podStages(),
    ...nodeStages(),
    ...volumeStages(),
    ...USAGE_RESOURCES,
    defaultLogs(folder),
  ];
  const file = path.join(folder, 'kwok.yaml');
  writeFileSync(file, resources.map((resource) => JSON.stringify(resource, null, 2)).join('\n---\n'));
  return file;
}
