import type { ObjectRef } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { codeBlock, fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import type { SkillContext } from '../skill.ts';
import { variableIn } from './one-variable.ts';

const LONGEST = 2_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const partsOf = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : []);

/** The entries of a config map, or the names of those of a secret, whose values are never shown. */
export async function heldIn(context: SkillContext, ref: ObjectRef): Promise<Block[]> {
  const read = await context.calls.getAny(ref);
  if (!read.ok) return [say(inline`I could not read what ${fullName(ref)} holds: ${read.error.message}.`)];
  const entries = [...partsOf(read.value['data']), ...partsOf(read.value['binaryData'])];
  const keys = entries.map(([key]) => key);
  const cite = citeObject(context, ref, `its keys: ${keys.join(', ') || 'none'}`);
  if (keys.length === 0) return [fact(bold(inline`${fullName(ref)} holds nothing.`), [cite])];
  const names = listed(keys.map(code));
  const head = inline`${bold(inline`${fullName(ref)} holds ${plural(keys.length, 'key')}`)}: ${names}`;
  if (ref.kind === 'Secret') return [fact(head, [cite]), say(inline`Values of secrets I never show.`)];
  const variable = variableIn(context.message);
  if (variable !== undefined && !keys.includes(variable))
    return [fact(bold(inline`${fullName(ref)} has no key ${code(variable)}.`), [cite]), fact(head, [cite])];
  const told = entries
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : '(binary)'}`)
    .join('\n');
  const shown = told.length > LONGEST ? `${told.slice(0, LONGEST)}…` : told;
  return [fact(head, [cite]), codeBlock('yaml', shown)];
}
