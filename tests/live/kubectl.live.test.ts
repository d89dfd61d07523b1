import { kubectlContract } from './kubectl-contract.ts';
import { startLiveServer } from './live-contract-server.ts';

kubectlContract('kube-apiserver', startLiveServer);
