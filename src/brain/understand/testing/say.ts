import type { Focus, Reading, Slots, UnderstandInput } from '../reading.ts';
import { understand } from '../understand.ts';
import { NOW } from './builders.ts';
import { CLUSTERS, SNAPSHOTS } from './company.ts';

const NO_FOCUS: Focus = { clusters: [], namespaces: [], objects: [], openChoices: [] };

/** The input for a message said to the company's Jamie. */
export function said(message: string, focus: Partial<Focus> = {}): UnderstandInput {
  const snapshot = (name: string) => SNAPSHOTS.find(({ cluster }) => cluster === name);
  return {
    message,
    clusters: CLUSTERS,
    snapshot,
    focus: { ...NO_FOCUS, ...focus },
    now: NOW,
    timeZone: 'Europe/London',
  };
}

/** The focus that a reading leaves behind when it is answered. */
function focusAfter(reading: Reading): Partial<Focus> {
  if (reading.type === 'ambiguous') return { openChoices: reading.choices };
  if (reading.type === 'no-such-name')
    return {
      openChoices: reading.rewrites.map((message, at) => ({
        label: reading.suggestions[at]?.name ?? message,
        message,
      })),
    };
  if (reading.type !== 'skill') return {};
  const { slots, skill } = reading;
  return {
    clusters: slots.clusters,
    namespaces: slots.namespaces,
    objects: slots.objects,
    lastSkill: skill,
    lastSlots: slots,
  };
}

/** What a message is read as, in one line: the skill with what matters of its slots, or the other outcomes. */
export function readAs(message: string, focus: Partial<Focus> = {}): string {
  return inOneLine(understand(said(message, focus)));
}

/** What each message of a conversation is read as, the last answers being what they were about. */
export function readDialogue(messages: readonly string[]): string[] {
  let focus: Partial<Focus> = {};
  return messages.map((message) => {
    const reading = understand(said(message, focus));
    focus = { ...focus, openChoices: [], ...focusAfter(reading) };
    return inOneLine(reading);
  });
}

/** A reading in one line. */
function inOneLine(reading: Reading): string {
  if (reading.type === 'ambiguous')
    return `ambiguous ${reading.choices.map(({ label }) => label).join(' | ')}`;
  if (reading.type === 'out-of-reach') return `out-of-reach ${reading.system}`;
  if (reading.type === 'not-understood')
    return `not-understood ${reading.nearest.map(({ skill }) => skill).join(' ')}`;
  if (reading.type === 'skill') return `${reading.skill}${slotsInOneLine(reading.slots)}`;
  const suggestions = reading.suggestions.map(({ name, cluster }) => `${name}@${cluster}`).join(',');
  return `no-such-name ${reading.kind ?? ''} ${reading.said} -> ${suggestions} :: ${reading.rewrites.join(' / ')}`;
}

function slotsInOneLine({
  clusters,
  clusterNamed,
  namespaces,
  objects,
  query,
  time,
  ...rest
}: Slots): string {
  const names = objects.map(
    ({ kind, name, namespace }) => `${kind}/${namespace ? `${namespace}/` : ''}${name}`,
  );
  const more = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  return [
    clusterNamed ? `@${clusters.join('+')}` : '',
    namespaces.length > 0 ? `ns=${namespaces.join('+')}` : '',
    names.length > 0 ? `[${names.join(', ')}]` : '',
    query ? queryInOneLine(query) : '',
    time ? `time=${time.said}` : '',
    more.length > 0 ? `(${more.join(' ')})` : '',
  ]
    .filter(Boolean)
    .map((part) => ` ${part}`)
    .join('');
}

function queryInOneLine(query: NonNullable<Slots['query']>): string {
  const filters = query.filters.map(
    ({ field, op, value }) => `; ${field} ${op}${value === undefined ? '' : ` ${JSON.stringify(value)}`}`,
  );
  const parts = [
    query.groupBy && `; by ${query.groupBy}`,
    query.measure && `; of ${query.measure}`,
    query.order && ` ${query.order}`,
    query.limit && ` limit ${query.limit}`,
    query.having && `; having ${query.having.op} ${String(query.having.value)}`,
    query.distinct && '; distinct',
    query.show.length > 0 && `; show ${query.show.join(',')}`,
  ];
  return `{${query.verb} ${query.kind}${filters.join('')}${parts.filter(Boolean).join('')}}`;
}
