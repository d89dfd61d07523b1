import { startWorldServer } from '../contract/world-contract-server.ts';
import { scenarios } from './scenarios.ts';

scenarios('lab/world', startWorldServer);
