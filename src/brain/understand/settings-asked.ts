import type { Filter } from '../inventory/query.ts';
import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { promqlIn } from './systems/metrics/promql-asked.ts';

const SET = /(?:Request|Limit|Capacity)$/;
const OF_USE =
  /\b(?:us(?:e|es|ed|ing|age)|utili[sz]\w*|consum\w*|close|near\w*|throttl\w*|latenc\w*|rate|rates|percentile|p\d\d|trend|history|peak|hit|hits|reach\w*|exceed\w*|alerts?|firing|qps|rps|per second|errors?|slow\w*|graph|chart|promql|metrics?|traces?|dashboards?|logs?|saturat\w*|duration|time-?outs?)\b|%/i;

const isSet = ({ field, than }: Filter): boolean =>
  SET.test(field) || field.startsWith('label:') || field.startsWith('annotation:') || SET.test(than ?? '');

const HELD = new Set<string>([
  'storageClass',
  'serviceAccount',
  'priorityClass',
  'uses',
  'image',
  'imageTag',
  'registry',
  'accessMode',
  'strategy',
  'cadence',
]);
/** "how many pvcs use fast-ssd": nothing is consumed. */
const isHeld = ({ query, kinds, hasResource }: Features): boolean =>
  kinds.length > 0 &&
  !hasResource &&
  query?.measure === undefined &&
  query?.filters.some(({ field }) => HELD.has(field)) === true;

/** What was set on things, in numbers or in labels: "median cpu request in shop", "nodes with more than 4 cpus". No system measures that. */
export const settingsAsked = ({ text, time }: Analysis, features: Features): boolean =>
  promqlIn(text) === undefined &&
  features.query?.unread === undefined &&
  time === undefined &&
  (isHeld(features) || isOfNumbers(text, features));

const isOfNumbers = (text: string, { query, kinds }: Features): boolean =>
  query !== undefined &&
  !OF_USE.test(text) &&
  ((query.measure !== undefined && SET.test(query.measure)) ||
    (kinds.length > 0 && query.filters.some(isSet)));
