import { kubernetesContract } from './kubernetes-contract.ts';
import { startWorldServer } from './world-contract-server.ts';

kubernetesContract('lab/world', startWorldServer);
