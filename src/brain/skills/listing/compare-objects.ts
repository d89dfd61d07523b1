import type { ObjectRef } from '#diagnosis/evidence';
import { fact, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { kindWord } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { targetOf } from '../../cluster/target.ts';
import type { Comparison } from '../../inventory/result.ts';
import { ASPECTS } from '../describing/aspects.ts';
import type { SkillContext } from '../skill.ts';

/** What is compared when no property is named: what somebody set, not what differs by itself. */
const COMPARED = [
  'image',
  'replicas',
  'limits',
  'env',
  'config',
  'ports',
  'probes',
  'schedule',
  'strategy',
  'hosts',
  'capacity',
];

interface Side {
  name: string;
  ref: ObjectRef;
}

const sidesOf = (comparison: Comparison): Side[] =>
  Object.entries(comparison.sides).flatMap(([name, side]) =>
    side === undefined ? [] : [{ name, ref: side.ref }],
  );

function tell(context: SkillContext, ref: ObjectRef, aspect: string): Markdown | undefined {
  const target = targetOf(context, ref);
  return target === undefined ? undefined : ASPECTS[aspect]?.(target, context.now);
}

interface Difference {
  aspect: string;
  told: (Markdown | undefined)[];
}

function differences(context: SkillContext, sides: Side[]): Difference[] {
  return COMPARED.map((aspect) => ({
    aspect,
    told: sides.map(({ ref }) => tell(context, ref, aspect)),
  })).filter(({ told }) => new Set(told.map((one) => one?.markdown)).size > 1);
}

/** The properties in which one object differs from side to side. */
function compareOne(context: SkillContext, comparison: Comparison): Block[] {
  const sides = sidesOf(comparison);
  const name = inline`${kindWord(comparison.kind)} ${code(comparison.name)}`;
  const evidence = sides.map(({ ref }) => citeObject(context, ref, 'as compared'));
  const missing = Object.entries(comparison.sides).flatMap(([side, found]) =>
    found === undefined ? [code(side)] : [],
  );
  if (missing.length > 0) {
    return [
      fact(
        bold(
          inline`${name} is only on ${listed(sides.map((side) => code(side.name)))}, not on ${listed(missing)}.`,
        ),
        evidence,
      ),
    ];
  }
  const found = differences(context, sides);
  const between = listed(sides.map((side) => code(side.name)));
  if (found.length === 0)
    return [
      fact(
        bold(
          inline`${name} is the same on ${between}: ${COMPARED.slice(0, 5).join(', ')} and the rest agree.`,
        ),
        evidence,
      ),
    ];
  const rows = found.map(({ aspect, told }) => [inline`${aspect}`, ...told.map((one) => one ?? inline`–`)]);
  const head = inline`${name} differs between ${between} in ${listed(found.map(({ aspect }) => inline`${aspect}`))}:`;
  return [fact(bold(head), evidence), { type: 'table', head: ['', ...sides.map((side) => side.name)], rows }];
}

/** Compares a few objects in all that was set on them. */
export const compareObjects = (context: SkillContext, comparison: Comparison[]): Block[] =>
  comparison.flatMap((one) => compareOne(context, one));
