import { checkObject } from '#diagnosis';
import type { ObjectOf, ObjectRef } from '#diagnosis/evidence';
import { fact, type Block } from '../../answer/draft.ts';
import { inline } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import { as, podsFor, type Target } from '../../cluster/target.ts';
import { causeOf, isTrouble, nextStep } from '../findings.ts';
import type { SkillContext } from '../skill.ts';

type Labels = Readonly<Record<string, string>>;

function labelsOf(target: Target): Labels {
  const workload = as('Deployment', target) ?? as('StatefulSet', target) ?? as('DaemonSet', target);
  return workload?.spec.template.metadata.labels ?? podsFor(target)[0]?.metadata.labels ?? {};
}

const isLike = (one: string, other: string): boolean =>
  one !== other && (one.startsWith(other) || other.startsWith(one));

/** Whether a selector comes near to labels: one of its values is a longer or shorter form of what they carry. */
const comesNear = (selector: Labels, labels: Labels): boolean =>
  Object.entries(selector).some(([key, value]) => {
    const own = labels[key];
    return own !== undefined && isLike(own, value);
  });

/** Services that select no pod and seem meant for a workload: they bear its name, or their selector comes near its labels. */
export function missedServices(target: Target): ObjectRef[] {
  const { index, ref } = target;
  const labels = labelsOf(target);
  const own = new Set([ref.name, labels['app'], labels['app.kubernetes.io/name']]);
  const isMeant = ({ metadata, spec }: ObjectOf<'Service'>): boolean => {
    const wanted = Object.entries(spec.selector);
    if (wanted.length === 0 || wanted.every(([key, value]) => labels[key] === value)) return false;
    return own.has(metadata.name) || comesNear(spec.selector, labels);
  };
  return index
    .inNamespace('Service', ref.namespace)
    .filter((service) => isMeant(service) && isEmpty(target, service))
    .map((service) => index.ref('Service', service));
}

const isEmpty = ({ index }: Target, { metadata }: ObjectOf<'Service'>): boolean =>
  index.slicesOf(metadata.namespace, metadata.name).every(({ endpoints }) => endpoints.length === 0);

/** Services that seem meant for an object and select no pod, each with what is wrong with it. */
export function nearMisses(context: SkillContext, target: Target): Block[] {
  return missedServices(target).flatMap((ref) => {
    const [root] = checkObject(target.index.snapshot, ref).filter(isTrouble);
    if (root === undefined) return [];
    const evidence = context.ledger.addAll(root.evidence);
    return [
      fact(inline`${fullName(ref)} seems meant for it, and selects no pod: ${causeOf(root)}`, evidence),
      nextStep(context, root),
    ];
  });
}
