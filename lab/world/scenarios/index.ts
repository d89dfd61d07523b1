import type { Scenario } from './scenario.ts';

/** Every fault the lab can inject. */
export const SCENARIOS: readonly Scenario[] = [];
