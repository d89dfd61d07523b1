import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Asker, Brain, TurnFinished } from '#brain';
import { controlLab } from '#channels/terminal';
import { loadConfig } from '#ground/config';
import { createLogger } from '#ground/telemetry';
import { compose } from '../../../src/compose.ts';
import { ASKED } from './asked.ts';
import { faultsOf } from './check-reply.ts';
import { DIALS, mannerOf, type Dial, type Reply } from './reply.ts';

const FEWEST = 200;
/** Shown whole, for whoever reads along. */
const SHORT = 400;
const ZONES = ['Europe/London', 'America/Los_Angeles', 'Asia/Tokyo', 'Asia/Kolkata', 'Pacific/Auckland'];
const WISHES: Record<Dial, string> = { full: 'be yourself', light: 'no jokes', off: 'just the facts please' };

/** What breaks the company, one after the other. */
const STATES = [
  { name: 'healthy', scenario: undefined },
  { name: 'out of memory', scenario: 'oom' },
  { name: 'a node is lost', scenario: 'node-down' },
] as const;

async function endOf(
  brain: Brain,
  message: string,
  at: { asker: Asker; conversationId?: string },
): Promise<TurnFinished> {
  const turn = await brain.startTurn({ message, ...at });
  const events = brain.follow({
    conversationId: turn.conversationId,
    asker: at.asker,
    afterSeq: turn.firstSeq - 1,
    untilTurn: turn.turnId,
  });
  for await (const event of events) if (event.type === 'turn-finished') return event;
  throw new Error(`no answer to ${message}`);
}

/** Everything that one person says while the company is in one state. */
async function converse(brain: Brain, dial: Dial, timeZone: string): Promise<TurnFinished[]> {
  const asker: Asker = { personId: `style-${dial}`, name: 'Sam', channel: 'api', timeZone };
  const first = await endOf(brain, WISHES[dial], { asker });
  const ends: TurnFinished[] = [];
  for (const { message } of ASKED)
    ends.push(await endOf(brain, message, { asker, conversationId: first.conversationId }));
  return ends;
}

/** Talk is all manner; of an answer it is what the one without manner does not have. */
function mannerIn(text: string, at: number, bare: readonly TurnFinished[]): string {
  return ASKED[at]?.isTalk === true ? text : mannerOf(text, bare[at]?.text ?? '');
}

function repliesOf(
  ends: readonly TurnFinished[],
  bare: readonly TurnFinished[],
  of: Pick<Reply, 'dial' | 'state' | 'timeZone'>,
): Reply[] {
  return ends.flatMap(({ text, severity }, at) => {
    const asked = ASKED[at];
    if (asked === undefined) return [];
    const manner = mannerIn(text, at, bare);
    const isGrave = severity === 'critical';
    return [{ ...of, asked, text, manner, severity, isGrave }];
  });
}

function judge(replies: readonly Reply[]): number {
  let heard: string | undefined;
  let faulty = 0;
  for (const reply of replies) {
    const faults = faultsOf(reply, heard);
    if (reply.manner !== '') heard = reply.manner;
    if (faults.length > 0) faulty += 1;
    const { dial, state, severity = '-', asked, manner, text } = reply;
    const shown = manner !== '' ? manner : text.length < SHORT ? text : '(the answer alone)';
    console.log(`${state} | ${dial} | ${severity} | ${asked.mood} | ${asked.message}\n    ${shown}`);
    for (const fault of faults) console.log(`    FAULT: ${fault}`);
  }
  return faulty;
}

/** Asks the whole product as people with every dial, while the company is well and while it is not; prints and judges each reply. */
async function run(home: string): Promise<number> {
  const env = { JAMIE_HOME: home, JAMIE_WORLD: 'always' };
  const { config } = loadConfig({ env, homedir: home, timeZone: 'UTC', readFile: () => undefined });
  const system = compose({
    config,
    log: createLogger({ level: 'error', write: (line) => process.stderr.write(line) }),
  });
  await system.ready;
  const brain = await system.brain();
  const kubeconfig = await readFile(system.worldKubeconfig, 'utf8');
  let [told, faulty] = [0, 0];
  for (const [at, { name: state, scenario }] of STATES.entries()) {
    if (scenario !== undefined)
      await controlLab(kubeconfig, { method: 'POST', path: '/lab/break', body: { scenario } });
    for (const timeZone of ZONES.slice(at, at + 1)) {
      const bare = await converse(brain, 'off', timeZone);
      for (const dial of DIALS) {
        const ends = dial === 'off' ? bare : await converse(brain, dial, timeZone);
        const replies = repliesOf(ends, bare, { dial, state, timeZone });
        told += replies.length;
        faulty += judge(replies);
      }
    }
  }
  await system.close(1000);
  console.log(`\n${told} replies, ${faulty} with a fault.`);
  return faulty === 0 && told >= FEWEST ? 0 : 1;
}

const home = await mkdtemp(join(tmpdir(), 'jamie-style-'));
const code = await run(home).finally(() => rm(home, { recursive: true, force: true }));
process.exit(code);
