import type { Scenario } from '../scenario.ts';
import * as datastores from './datastores.ts';
import * as outside from './outside.ts';
import * as passing from './passing.ts';
import * as releases from './releases.ts';
import * as saturation from './saturation.ts';

/** What only telemetry shows, and what looks like trouble and is none. */
export const SIGNAL_SCENARIOS: readonly Scenario[] = [
  ...Object.values(releases),
  ...Object.values(datastores),
  ...Object.values(saturation),
  ...Object.values(outside),
  ...Object.values(passing),
];
