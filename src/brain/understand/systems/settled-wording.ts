import { byDay } from '../night-words.ts';
import type { UnderstandInput } from '../reading.ts';
import { rephrased } from '../rephrase.ts';
import { asksAfterAlerts } from './alerts-asked.ts';
import { asksAfterReleases } from './deployments-asked.ts';
import { asksAfterRecords } from './incidents-asked.ts';
import { promqlIn } from './metrics/promql-asked.ts';
import { logsPutPlainly } from './logs-wording.ts';
import { asksAfterBudgets } from './slo-asked.ts';

const asksOfPrometheus = (message: string): boolean =>
  asksAfterBudgets(message) || asksAfterAlerts(message) || promqlIn(message) !== undefined;

const asksOfRecords = ({ message, connected }: UnderstandInput): boolean =>
  (connected?.has('pagerduty') === true || connected?.has('servicenow') === true) &&
  (NAMED_FIRST.test(message) || asksAfterRecords(message));

/** "pagerduty: inventory": the system is named first, and nothing is pasted. */
const NAMED_FIRST = /^\s*(?:pager ?duty|jira|service ?now|grafana|on-?call)\s*[:,-]?\s+(?:[\w.-]+\s*){1,6}$/i;

const asksElsewhere = (input: UnderstandInput): boolean =>
  asksAfterReleases(input) ||
  asksOfRecords(input) ||
  (input.connected?.has('prometheus') === true && asksOfPrometheus(input.message));

/** "the bottleneck in the slowest checkout trace": of it, it is no place. */
const IN_ONE =
  /\bin ((?:the |an? |any |one )?(?:slowest|fastest|longest|worst|last|latest|newest|slow|failed|failing) )(?=[\w./-]+ (?:traces?|requests?|spans?|calls?)\b)/gi;

/** A message in the words that the grammar knows, unless a system that is connected is asked in words of its own. */
export const settledWording = (input: UnderstandInput): string =>
  asksElsewhere(input)
    ? input.message
    : rephrased(byDay({ ...input, message: logsPutPlainly(input.message.replace(IN_ONE, 'of $1'), input) }));
