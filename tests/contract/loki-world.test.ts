import { serveLines } from '../../lab/world/loki/testing/serve-lines.ts';
import { lokiConnectorContract } from './loki/connector-contract.ts';
import { contractLines } from './loki/lines.ts';
import { lokiContract } from './loki/loki-contract.ts';

const start = async () => {
  const server = await serveLines(contractLines());
  return { url: server.url, stop: () => server.close() };
};

lokiContract('the world', start);
lokiConnectorContract('the world', start);
