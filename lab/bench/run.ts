import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TimedAnswer } from './ask.ts';
import { ask } from './ask.ts';
import { measureInside } from './inside.ts';
import type { Measure } from './measure.ts';
import { isKept } from './measure.ts';
import type { JamieProcess, WorldProcess } from './processes.ts';
import { killAll, startJamie, startWorldProcess, timeKubectl } from './processes.ts';
import { toMarkdown, toText } from './report.ts';
import { measureStarts } from './starts.ts';
import { median, percentile } from './stats.ts';

const REPORT = join(import.meta.dirname, '../../docs/generated/bench.md');
const HEALTH = "How's my cluster?";
const ASKED = 60;
const KUBECTL_RUNS = 3;
const WATCH_RUNS = 10;
const TIME_LIMIT_MS = 4 * 60_000;

/** A world of this size with Jamie looking at it. */
async function withJamie<T>(
  pods: number,
  work: (jamie: JamieProcess, world: WorldProcess) => Promise<T>,
): Promise<T> {
  const world = await startWorldProcess(pods);
  try {
    const jamie = await startJamie({ kubeconfig: world.kubeconfig });
    try {
      return await work(jamie, world);
    } finally {
      await jamie.stop();
    }
  } finally {
    await world.stop();
  }
}

async function askOften(jamie: JamieProcess): Promise<TimedAnswer[]> {
  for (let warm = 0; warm < 5; warm += 1) await ask(jamie.url, HEALTH);
  const answers: TimedAnswer[] = [];
  for (let turn = 0; turn < ASKED; turn += 1) answers.push(await ask(jamie.url, HEALTH));
  return answers;
}

const totals = (answers: TimedAnswer[]) => answers.map((answer) => answer.totalMs);

/** Polls an inventory question until the new object is counted. */
async function watchDelay(jamie: JamieProcess, world: WorldProcess): Promise<number> {
  const name = `bench-${Date.now()}`;
  const addedAt = await world.addConfigMap(name);
  for (;;) {
    const askedAt = Date.now();
    const { text } = await ask(jamie.url, 'list the config maps in namespace default');
    if (text.includes(name)) return askedAt - addedAt;
    if (askedAt - addedAt > 5_000) return Infinity;
    await sleep(5);
  }
}

async function onSmallCluster(): Promise<Measure[]> {
  const delays = await withJamie(0, async (jamie, world) => {
    const found: number[] = [];
    for (let turn = 0; turn < WATCH_RUNS; turn += 1) found.push(await watchDelay(jamie, world));
    return found;
  });
  return [
    ...(await measureStarts()),
    {
      what: 'watch event to visible in an answer (worst of 10)',
      value: Math.max(...delays),
      unit: 'ms',
      atMost: 500,
    },
  ];
}

async function kubectlRatio(world: WorldProcess, healthMs: number): Promise<Measure> {
  const what = '`kubectl get pods -A -o json` on the same server, times slower (medians)';
  const runs: number[] = [];
  for (let run = 0; run < KUBECTL_RUNS; run += 1) {
    const ms = await timeKubectl(world.kubeconfig);
    if (ms === undefined)
      return { what, value: NaN, unit: 'x', skipped: 'skipped: no kubectl on this machine' };
    runs.push(ms);
  }
  return { what, value: median(runs) / healthMs, unit: 'x', atLeast: 20 };
}

async function onGrownClusters(): Promise<Measure[]> {
  const small = await withJamie(1_000, askOften);
  return withJamie(10_000, async (jamie, world) => {
    const large = await askOften(jamie);
    const size = `${world.pods.toLocaleString('en-GB')} pods / ${world.nodes} nodes`;
    return [
      { what: `"${HEALTH}" on ${size}, p50`, value: median(totals(large)), unit: 'ms' },
      {
        what: `"${HEALTH}" on ${size}, p95`,
        value: percentile(totals(large), 0.95),
        unit: 'ms',
        atMost: 100,
      },
      {
        what: 'first event of that answer, p95',
        value: percentile(
          large.map((one) => one.firstEventMs),
          0.95,
        ),
        unit: 'ms',
        atMost: 20,
      },
      { what: '"How\'s my cluster?" on 1,000 pods, p50', value: median(totals(small)), unit: 'ms' },
      {
        what: 'growth from 1,000 to 10,000 pods (p50)',
        value: median(totals(large)) / median(totals(small)),
        unit: 'x',
        atMost: 4,
      },
      await kubectlRatio(world, median(totals(large))),
      {
        what: `resident memory of Jamie with the embedded store, ${size}`,
        value: await jamie.residentMi(),
        unit: 'MiB',
        atMost: 600,
      },
      ...(await measureInside(world.kubeconfig)),
    ];
  });
}

const limit = setTimeout(() => {
  console.error('the bench took longer than four minutes and was given up');
  killAll();
  process.exit(1);
}, TIME_LIMIT_MS);
const measures = [...(await onGrownClusters()), ...(await onSmallCluster())];
clearTimeout(limit);
await mkdir(dirname(REPORT), { recursive: true });
await writeFile(REPORT, toMarkdown(measures));
console.log(toText(measures));
process.exitCode = measures.some((measure) => isKept(measure) === false) ? 1 : 0;
