import { serveSamples } from '../../lab/world/prometheus/testing/serve-samples.ts';
import { prometheusContract } from './prometheus/prometheus-contract.ts';
import { contractSeries } from './prometheus/samples.ts';

prometheusContract('the world', async () => {
  const server = await serveSamples(contractSeries());
  return { url: server.url, stop: () => server.close() };
});
