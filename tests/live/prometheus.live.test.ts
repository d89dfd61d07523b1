import { prometheusContract } from '../contract/prometheus/prometheus-contract.ts';
import { contractSeries, openMetrics } from '../contract/prometheus/samples.ts';
import { startPrometheus } from './servers/prometheus/start-prometheus.ts';

prometheusContract('Prometheus', () => startPrometheus({ history: openMetrics(contractSeries()) }));
