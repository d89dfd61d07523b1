import type { TimeRange } from '../../understand/slot-types.ts';
import type { Filter } from '../query.ts';
import type { Draft } from './draft.ts';

/** Words that say when something began, without which an earlier time asks how things were. */
const MADE =
  /creat|start|launch|deploy|made|new|appear|add|older|younger|since|began|schedul|born|came|spun|spawn|old|from|roll/;
const ENDED = /restart|crash|oom|reboot|dying|died/;

/** "created in the last hour" is an age, "restarted today" the time since a container last ended. */
export function filtersOfTime(draft: Draft, { time, now }: { time?: TimeRange; now: number }): Filter[] {
  const isSchedule = draft.kind === 'CronJob' && draft.items.some(({ word }) => /schedul|^runs?$/.test(word));
  if (time === undefined || isSchedule || draft.filters.some(({ field }) => field === 'age')) return [];
  const isRestart = draft.items.some(({ word }) => ENDED.test(word));
  const field = isRestart && (draft.kind === 'Pod' || draft.kind === 'Workload') ? 'lastRestart' : 'age';
  const since: Filter = { field, op: 'at-most', value: Math.round(now - time.from) };
  const isOpen = time.to >= now;
  const isOfMaking = draft.items.some(({ word }) => MADE.test(word));
  if (!isOpen && !isRestart && !isOfMaking)
    draft.lost.push(draft.items.find(({ isTime }) => isTime)?.raw ?? 'then');
  const until: Filter = { field, op: 'at-least', value: Math.round(now - time.to) };
  return [...(time.hasNoStart === true ? [] : [since]), ...(isOpen ? [] : [until])];
}
