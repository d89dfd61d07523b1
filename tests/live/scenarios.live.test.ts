import { findingsScenarios } from '../scenarios/findings-scenarios.ts';
import { startLiveServer } from './live-contract-server.ts';

findingsScenarios('kube-apiserver', startLiveServer);
