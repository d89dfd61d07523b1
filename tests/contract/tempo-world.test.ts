import { startWorld } from '../../lab/world/index.ts';
import { connectorContract } from './tempo/connector-contract.ts';
import { tempoContract } from './tempo/tempo-contract.ts';

const NOW = Date.UTC(2026, 10, 20, 14);

const start = async () => {
  const world = await startWorld({ clock: 'manual', now: NOW });
  return { url: world.systems.tempo, now: NOW, stop: () => world.close() };
};

tempoContract('the world', start);
connectorContract('the world', start);
