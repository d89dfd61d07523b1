import { renderBlock } from '../answer/render.ts';
import type { SkillId } from '../understand/reading.ts';
import type { Heard } from './heard.ts';

/** What a question set as a condition, or asked for, and the answer shows no trace of: each as it was said. */
type Check = (heard: Heard, shown: string) => string[];

const OF_STATE: ReadonlySet<SkillId> = new Set(['diagnose', 'cluster-health']);
/** Numbers in what is told to these are circumstances: "exit code 137", "since ten minutes". */
const TELLS_CIRCUMSTANCES: ReadonlySet<SkillId> = new Set([...OF_STATE, 'describe', 'changes']);

const BOUND =
  /^(?:over|above|under|below|beyond|than|least|most|exceed(?:s|ed|ing)?|>|<|>=|<=|within|top|first|last|port|revision|version|code)$/;

/** A thing that exists and was named, and that the answer neither names nor asked about. */
const names: Check = ({ analysis }, shown) =>
  analysis.mentions
    .filter(({ matches, focus, how }) => how === 'exact' && focus === undefined && matches.length > 0)
    .filter(
      ({ matches, said }) =>
        ![said, ...matches.map(({ name }) => name)].some((one) => shown.includes(one.toLowerCase())),
    )
    .map(({ said }) => said);

/** A bound whose number is neither in the answer nor in what was asked for it: "slower than 2 s". */
const bounds: Check = ({ analysis: { items }, reading }, shown) => {
  if (TELLS_CIRCUMSTANCES.has(reading.skill)) return [];
  return items
    .filter((item, at) => {
      const isBound = [items[at - 1], items[at - 2]].some((before) =>
        BOUND.test(before?.word.split(' ').at(-1) ?? ''),
      );
      const isShown = [String(item.amount?.value), item.raw.toLowerCase()].some((one) => shown.includes(one));
      return item.amount !== undefined && item.isTime !== true && isBound && !isShown;
    })
    .map(({ raw }) => raw);
};

const STARTS = /"(?:start|from|since)":"(\d{4}-[^"]+)"/g;
/** Of what was asked, how much of the beginning may be missing. */
const MOST_MISSING = 0.3;

/** A time of which only a later part was looked at. */
const times: Check = ({ analysis: { time }, calls }) => {
  if (time === undefined || time.hasNoStart === true) return [];
  const starts = [...JSON.stringify(calls).matchAll(STARTS)].map(([, start = '']) => Date.parse(start));
  const missing = Math.min(...starts) - time.from;
  return starts.length > 0 && missing > MOST_MISSING * (time.to - time.from) ? [time.said] : [];
};

/** Told from what is there now. */
const OF_NOW: ReadonlySet<SkillId> = new Set(['describe', 'usage', 'relations', 'access', 'connectivity']);

/** A time that is over, and only how things are now was told. */
const past: Check = ({ analysis: { time }, reading, draft }) => {
  if (time === undefined || time.isOpen === true || !OF_NOW.has(reading.skill)) return [];
  return draft.blocks.some((block) => renderBlock(block).includes(time.said)) ? [] : [time.said];
};

const MEASURE = /\bhow (?:much|often|big|large|slow|fast|full|busy|high)\b/i;

/** A measure was asked for, and only how something is was told. */
const measures: Check = ({ analysis: { text }, reading, draft }) => {
  const [asked] = MEASURE.exec(text) ?? [];
  return OF_STATE.has(reading.skill) && draft.severity === undefined && asked !== undefined ? [asked] : [];
};

const WHO = /^(?:and |so )?who(?:m|se)?\b|\b(?:by|with) whom\b/i;
const PERSON = /\bby\b|\bwith\b|\bno(?:body| one|t)\b|\bon call\b|\bwho(?:m|se)?\b|\bauthor\b|@|\bassign/i;
/** Who is asked of these is somebody, and no object. */
const OF_PEOPLE: ReadonlySet<SkillId> = new Set([
  'sync',
  'deployments',
  'incidents',
  'changes',
  'alerts',
  'rollout',
]);

/** Somebody was asked for, and nobody is told of. */
const people: Check = ({ analysis: { text }, reading, draft }) => {
  const [asked] = WHO.exec(text) ?? [];
  const told = draft.blocks.map(renderBlock).join('\n');
  return asked !== undefined && OF_PEOPLE.has(reading.skill) && !PERSON.test(told) ? [asked] : [];
};

const MINE =
  /\b(?:assigned to|owned by|opened by|made by|written by) me\b|\bmy (?:tickets?|issues?|incidents?|pull requests?|prs?|commits?|alerts?)\b|\bmine\b/i;
/** Records of people. */
const mine: Check = ({ analysis: { text }, reading }) =>
  OF_PEOPLE.has(reading.skill) ? (MINE.exec(text) ?? []).slice(0, 1) : [];

const DEED = /^(?:get|list|watch|create|update|patch|delete|exec|scale|impersonate|escalate|bind)$/;

/** Of several deeds, one whose right was not looked up. */
const deeds: Check = ({ analysis: { words }, reading }, shown) =>
  reading.skill === 'access'
    ? words.map(({ word }) => word).filter((word) => DEED.test(word) && !shown.includes(word))
    : [];

const CHECKS: readonly Check[] = [names, bounds, times, past, measures, people, mine, deeds];

/** What an answer shows no trace of: a name, a bound, a time, a measure, a person that the question asked for. */
export function unmet(heard: Heard): string[] {
  const { draft, calls, reading } = heard;
  const shown = [
    draft.blocks.map(renderBlock).join('\n'),
    JSON.stringify(calls),
    JSON.stringify(reading.slots),
  ]
    .join('\n')
    .toLowerCase();
  return CHECKS.flatMap((check) => check(heard, shown));
}
