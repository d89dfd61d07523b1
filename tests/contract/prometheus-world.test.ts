import { serveSamples } from '../../lab/world/prometheus/testing/serve-samples.ts';
import { connectorContract } from './prometheus/connector-contract.ts';
import { prometheusContract } from './prometheus/prometheus-contract.ts';
import { contractSeries } from './prometheus/samples.ts';

const start = async () => {
  const server = await serveSamples(contractSeries());
  return { url: server.url, stop: () => server.close() };
};

prometheusContract('the world', start);
connectorContract('the world', start);
