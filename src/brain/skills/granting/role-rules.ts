import { allGrants, ruleInWords } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import { fullName, kindWord } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { as, indexOf, targetOf } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';

const SHOWN = 15;

/** What a role allows, and who has it. */
export function roleRules(context: SkillContext, ref: ObjectRef): Block[] {
  const target = targetOf(context, ref);
  const index = indexOf(context, ref.cluster);
  const role = target === undefined ? undefined : (as('Role', target) ?? as('ClusterRole', target));
  if (role === undefined || index === undefined)
    return [say(inline`I cannot read ${fullName(ref)}, so I do not know what it allows.`)];
  const rules = role.rules.map((rule) => inline`${ruleInWords(rule)}`);
  const cite = citeObject(context, ref, `${role.rules.length} rules`);
  const holders = allGrants(index).filter(
    (grant) => grant.role.kind === ref.kind && grant.role.name === ref.name && isIn(grant.namespace, ref),
  );
  const items = holders.map(({ subject, binding }) => {
    const place = subject.namespace ? inline` in ${code(subject.namespace)}` : inline``;
    const says = `${binding.kind} ${binding.name} gives it to ${subject.kind} ${subject.name}`;
    return {
      text: inline`${kindWord(subject.kind).toLowerCase()} ${code(subject.name)}${place}, through ${fullName(binding)}`,
      evidence: [citeObject(context, binding, says)],
    };
  });
  return [
    fact(bold(inline`${fullName(ref)} allows ${plural(rules.length, 'rule')}:`), [cite]),
    { type: 'list', items: rules.map((text) => ({ text, evidence: [cite] })), cap: SHOWN },
    ...(items.length === 0
      ? [say(inline`Nobody that I can see has it.`)]
      : [say(inline`Who has it:`), { type: 'list' as const, items, cap: SHOWN }]),
  ];
}

/** A role of a namespace is given in that namespace only. */
const isIn = (namespace: string, { kind, namespace: own }: ObjectRef): boolean =>
  kind === 'ClusterRole' || namespace === own;
