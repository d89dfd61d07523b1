import { kubernetesContract } from '../contract/kubernetes-contract.ts';
import { startLiveServer } from './live-contract-server.ts';

kubernetesContract('kube-apiserver', startLiveServer);
