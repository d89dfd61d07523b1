import { connectorContract } from '../contract/prometheus/connector-contract.ts';
import { prometheusContract } from '../contract/prometheus/prometheus-contract.ts';
import { contractSeries, openMetrics } from '../contract/prometheus/samples.ts';
import { startPrometheus } from './servers/prometheus/start-prometheus.ts';

const start = () => startPrometheus({ history: openMetrics(contractSeries()) });

prometheusContract('Prometheus', start);
connectorContract('Prometheus', start);
