import type { ObjectRef } from '#diagnosis/evidence';
import type { Item } from '../answer/draft.ts';
import { code, inline, type Markdown } from '../answer/markdown.ts';
import { clock } from '../answer/phrase.ts';
import type { SkillContext } from '../skills/skill.ts';
import { citeLine } from './gather.ts';
import type { TellingLine } from './tell-lines.ts';

function howOften(context: SkillContext, { count, firstAt, lastAt }: TellingLine): Markdown {
  const at = (iso: string): string => clock(iso, context.now, context.timeZone);
  if (lastAt === undefined) return count === 1 ? inline`` : inline` (${count} times)`;
  if (count === 1) return inline` (at ${at(lastAt)})`;
  return firstAt === undefined || firstAt === lastAt
    ? inline` (${count} times, last at ${at(lastAt)})`
    : inline` (${count} times, from ${at(firstAt)} to ${at(lastAt)})`;
}

/** A telling line as an item: quoted, with how often and when, and whose it is. */
export function lineItem(context: SkillContext, pod: ObjectRef, line: TellingLine): Item {
  const text = inline`${code(line.text)}${howOften(context, line)}, ${code(line.container)} of ${code(line.pod)}`;
  return { text, evidence: [citeLine(context, pod, line)] };
}
