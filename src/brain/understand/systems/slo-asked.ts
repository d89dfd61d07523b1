import type { SloSlots } from '../slot-types.ts';
import { foreignSubject } from './metrics/unread.ts';
import { withPlainNames } from './plain-names.ts';
import { readAbout, withoutNames } from './read-about.ts';
import type { SystemReader } from './system-reader.ts';
import { nothingCalled } from './stranger-said.ts';

const LEVELS =
  /\bsl[aio]s?\b|\bservice[- ]levels?\b|\berror budgets?\b|\bburn(?:ing)?(?:[- ]rates?)\b|\bburning (?:our |the |through |too |any )*(?:error )?budgets?\b|\b(?:error )?budgets? (?:left|remaining|burn\w*|used|spent|consumed|gone|exhaust\w*|runs? out|over)\b|\b(?:left|remaining|spent|used) (?:of )?(?:the |our |its )?(?:error )?budget\b|\bare we burning\b|\b(?:availability|uptime|reliability) (?:target|objective|goal|promise|budget|commitment)s?\b|\b(?:target|objective|goal|promised?) (?:for |of )?(?:the )?(?:availability|uptime|reliability)\b|\b(?:objective|service objective)s? (?:of|for)\b|\bhow many nines\b|\b(?:burns?|burning|burned|burnt|spends?|spent|used up|exhausted|blew|blown) (?:through )?(?:its|our|the|their|most of its|most)? ?(?:error )?budget\b|\b(?:downtime|outage time|errors?|failures?) (?:left|allowed|can we afford|may we have|do we have left)\b|\b(?:30|thirty)[- ]day availability\b|\bavailability\b.{0,40}\b(?:30 days|thirty days|this month|last month|7 days|this week|last week|month|quarter)\b|\bburn (?:fast|slow|alert)\w*\b|\b(?:who|which|what) .{0,20}\bburns?\b(?! (?:cpu|memory|ram|cores?|most))/i;
const DEFINED =
  /^(?:so |and )?what(?:'s| is| are| does| do)(?: an?| the)? ?(?:sl[aio]s?|service[- ]level \w+|error budgets?|burn(?:ing)?[- ]rates?)(?: mean)?\W*$|\bexplain (?:what )?(?:an? )?(?:sl[aio]s?|error budgets?|burn rates?)(?: (?:is|are|means?))?\W*$|\bdifference between\b|\bhow (?:do|to|can|should) (?:i|we)?\b/i;
const BURNING = /\bburn\w*\b/i;
const LEAST = /\b(?:least|lowest|smallest|worst|closest|nearest|most at risk|tightest)\b/i;
const MOST = /\b(?:most|highest|fastest|biggest|quickest|best)\b/i;

/** Words of such questions that name nothing. */
const OWN = new Set(
  `slo slos sla slas sli slis service level levels budget budgets error burn burns burning burned burnt rate rates left remaining availability uptime reliability target
  objective objectives goal goals promise promised nines spent used gone month downtime doing fine met meet meeting breach breached breaching violate violated violating violation violations
  keep kept keeping hold held holding miss missed missing risk status track declared commitment afford fast slow alert allowed report check checking overview`.split(
    /\s+/,
  ),
);
const isOwnWord = (word: string): boolean => OWN.has(word.toLowerCase());

/** Whether a text speaks of service levels, and not of what they are. */
export const asksAfterBudgets = (text: string): boolean => LEVELS.test(text) && !DEFINED.test(text);

/** Which end of the ranking is asked for: the least budget left is the most that burns. */
function worstFirst(text: string): SloSlots['order'] {
  const isOfBudget = !BURNING.test(text) && !/\b(?:used|spent|consumed)\b/i.test(text);
  if (LEAST.test(text))
    return /\bworst|closest|nearest|risk|tightest\b/i.test(text) || isOfBudget ? 'worst' : 'best';
  if (!MOST.test(text)) return undefined;
  return /\bbest\b/i.test(text) || isOfBudget ? 'best' : 'worst';
}

/** "let's check the SLAs", "error budget of checkout", "are we burning?" */
export const sloAsked: SystemReader = (analysis, features, mood) => {
  const text = withoutNames(analysis);
  if (!asksAfterBudgets(text)) return undefined;
  const order = worstFirst(text);
  const slo = { burning: BURNING.test(text), ...(order && { order }) };
  const known = features.named.filter(({ how }) => how !== 'unknown');
  const plain = withPlainNames(analysis, { ...features, named: known, kinds: [] }, isOwnWord);
  const reading = readAbout(analysis, { skill: 'slo', features: plain, mood, own: { slo } });
  if (reading.type !== 'skill' || reading.slots.objects.length > 0) return reading;
  const said = foreignSubject(analysis, isOwnWord);
  if (said === undefined) return reading;
  return nothingCalled(analysis, said, mood);
};
