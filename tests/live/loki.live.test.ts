import { lokiConnectorContract } from '../contract/loki/connector-contract.ts';
import { contractLines } from '../contract/loki/lines.ts';
import { lokiContract } from '../contract/loki/loki-contract.ts';
import { startLoki } from './servers/loki/start-loki.ts';

const start = () => startLoki(contractLines());

lokiContract('Loki', start);
lokiConnectorContract('Loki', start);
