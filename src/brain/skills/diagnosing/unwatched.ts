import type { ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import type { SkillContext } from '../skill.ts';

interface LooseCondition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
}

const isCondition = (value: unknown): value is LooseCondition =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  'status' in value &&
  typeof value.status === 'string';

function conditionsOf(object: Record<string, unknown>): LooseCondition[] {
  const status: unknown = object['status'];
  if (typeof status !== 'object' || status === null || !('conditions' in status)) return [];
  return Array.isArray(status.conditions) ? status.conditions.filter(isCondition) : [];
}

const inWords = ({ type, status, reason, message }: LooseCondition): string =>
  [`${type} is ${status}`, reason, message].filter((part) => part !== undefined && part !== '').join(', ');

function judged(context: SkillContext, ref: ObjectRef, conditions: LooseCondition[]): Block[] {
  const cite = (condition: LooseCondition): string => citeObject(context, ref, inWords(condition));
  const main = conditions.find(({ type }) => /^(?:ready|available|healthy)$/i.test(type));
  const items = conditions.map((condition) => ({
    text: inline`${inWords(condition)}`,
    evidence: [cite(condition)],
  }));
  if (main === undefined)
    return [say(inline`What ${fullName(ref)} reports about itself:`), { type: 'list', items }];
  const is = main.status === 'True' ? 'says that it is' : 'says that it is not';
  return [
    fact(bold(inline`${fullName(ref)} ${is} ${main.type.toLowerCase()}.`), [cite(main)]),
    { type: 'list', items },
  ];
}

/** An object that the watch cache does not hold: read from the server, judged by the conditions it reports. */
export async function unwatched(context: SkillContext, ref: ObjectRef): Promise<Block[]> {
  const result = await context.calls.getAny(ref);
  if (!result.ok) return [say(inline`I could not read ${fullName(ref)}: ${result.error.message}.`)];
  const conditions = conditionsOf(result.value);
  if (conditions.length > 0) return judged(context, ref, conditions);
  return [
    fact(inline`${fullName(ref)} exists, but reports no conditions, so I cannot tell whether it is well.`, [
      citeObject(context, ref, 'exists, no conditions'),
    ]),
    say(inline`Its controller's log, or ${code('status')} in its YAML, would say more.`),
  ];
}
