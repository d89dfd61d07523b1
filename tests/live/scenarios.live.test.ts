import { scenarios } from '../scenarios/scenarios.ts';
import { startLiveServer } from './live-contract-server.ts';

scenarios('kube-apiserver', startLiveServer);
