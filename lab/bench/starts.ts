import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measure } from './measure.ts';
import { startJamie, startWorldProcess } from './processes.ts';
import { median } from './stats.ts';

const RUNS = 3;

interface Start {
  readyMs: number;
  peakMi: number;
}

async function timeStart(options: Parameters<typeof startJamie>[0]): Promise<Start> {
  const jamie = await startJamie(options);
  try {
    return { readyMs: jamie.readyMs, peakMi: await jamie.residentMi('peak') };
  } finally {
    await jamie.stop();
  }
}

/** On the simulated company inside Jamie, as after `npm ci`: a home that does not exist yet, then the same again. */
async function firstAndSecond(): Promise<{ first: Start; second: Start }> {
  const parent = await mkdtemp(join(tmpdir(), 'jamie-bench-starts-'));
  try {
    const home = join(parent, 'home');
    return { first: await timeStart({ home }), second: await timeStart({ home }) };
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

async function onSmallCluster(): Promise<Start> {
  const world = await startWorldProcess(0);
  try {
    return await timeStart({ kubeconfig: world.kubeconfig });
  } finally {
    await world.stop();
  }
}

/** How long until Jamie answers, and what that takes. The first start of all, which may have to fill the cache, is not counted. */
export async function measureStarts(): Promise<Measure[]> {
  await timeStart({});
  const small: Start[] = [];
  const company: Awaited<ReturnType<typeof firstAndSecond>>[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    small.push(await onSmallCluster());
    company.push(await firstAndSecond());
  }
  const ready = (what: string, starts: Start[]): Measure => ({
    what: `start to ready, ${what} (median of ${RUNS})`,
    value: median(starts.map(({ readyMs }) => readyMs)),
    unit: 'ms',
    atMost: 3000,
  });
  const first = company.map((one) => one.first);
  return [
    ready('small cluster, new home', small),
    ready('simulated company, new home', first),
    ready(
      'simulated company, the same home again',
      company.map((one) => one.second),
    ),
    {
      what: 'peak memory of that first start (worst)',
      value: Math.max(...first.map(({ peakMi }) => peakMi)),
      unit: 'MiB',
      atMost: 600,
    },
  ];
}
