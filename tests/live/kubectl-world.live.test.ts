import { startWorldServer } from '../contract/world-contract-server.ts';
import { kubectlContract } from './kubectl-contract.ts';

kubectlContract('lab/world', startWorldServer);
