import { startWorld } from '#lab/world';
import { connectorContract } from '../contract/tempo/connector-contract.ts';
import { tempoContract } from '../contract/tempo/tempo-contract.ts';
import { copyTraces } from './servers/tempo/push-traces.ts';
import type { Batch } from './servers/tempo/push-traces.ts';
import { startTempo } from './servers/tempo/start-tempo.ts';

const HOUR = 3_600_000;
const SERVICES = ['checkout', 'catalogue', 'reporting'];
const QUERIES = [
  ...SERVICES.map((name) => `{ resource.service.name = "${name}" && kind = server }`),
  '{ status = error }',
];

const now = Date.now();
const from = now - 5 * HOUR;

async function fromTheCompany(): Promise<Batch[]> {
  const world = await startWorld({ clock: 'manual', now });
  const batches = await copyTraces(world.systems.tempo, { from, to: now, queries: QUERIES });
  await world.close();
  return batches;
}

/** The company's traces of the last five hours, on the real server. */
let copied: Promise<Batch[]> | undefined;
const start = async () => ({
  ...(await startTempo({ batches: await (copied ??= fromTheCompany()), from })),
  now,
});

tempoContract('Tempo', start);
connectorContract('Tempo', start);
