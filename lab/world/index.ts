export { startWorld } from './start.ts';
export type { World, WorldCluster, WorldOptions, WorldHand } from './start.ts';
export type { BrokenScenario, ScenarioSummary } from './breaking.ts';
export type { ApiFault } from './api/misbehave.ts';
export type { KubeObject } from './kube/types.ts';
