import { byDay } from '../night-words.ts';
import type { UnderstandInput } from '../reading.ts';
import { rephrased } from '../rephrase.ts';
import { asksAfterReleases } from './deployments-asked.ts';
import { asksAfterBudgets } from './slo-asked.ts';

const asksElsewhere = (input: UnderstandInput): boolean =>
  asksAfterReleases(input) ||
  (input.connected?.has('prometheus') === true && asksAfterBudgets(input.message));

/** A message in the words that the grammar knows, unless a system that is connected is asked in words of its own. */
export const settledWording = (input: UnderstandInput): string =>
  asksElsewhere(input) ? input.message : rephrased(byDay(input));
