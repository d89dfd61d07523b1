import { readAbout, withoutNames } from './read-about.ts';
import type { SystemReader } from './system-reader.ts';

const LEVELS =
  /\bsl[aio]s?\b|\bservice[- ]levels?\b|\berror budgets?\b|\bburn(?:ing)?(?:[- ]rates?)\b|\bburning (?:our |the |through |too |any )*(?:error )?budgets?\b|\bbudgets? (?:left|remaining|burn\w*|used)\b|\bare we burning\b/i;
const DEFINED =
  /^(?:so |and )?what(?:'s| is| are| does| do)(?: an?| the)? ?(?:sl[aio]s?|service[- ]level \w+|error budgets?|burn(?:ing)?[- ]rates?)(?: mean)?\W*$|\bexplain\b|\bdifference between\b|\bhow (?:do|to|can|should) (?:i|we)?\b/i;
const BURNING = /\bburn\w*\b/i;

/** Whether a text speaks of service levels, and not of what they are. */
export const asksAfterBudgets = (text: string): boolean => LEVELS.test(text) && !DEFINED.test(text);

/** "let's check the SLAs", "error budget of checkout", "are we burning?" */
export const sloAsked: SystemReader = (analysis, features, mood) => {
  const text = withoutNames(analysis);
  if (!asksAfterBudgets(text)) return undefined;
  const slo = { burning: BURNING.test(text) };
  return readAbout(analysis, { skill: 'slo', features, mood, own: { slo } });
};
