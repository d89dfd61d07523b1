import type { Container } from '#diagnosis/evidence';
import { as, type Target } from '../../cluster/target.ts';
import type { Wish } from './commands.ts';

const TAG = /^v?\d[\w.-]*$/;

/** How many replicas a workload is set to; undefined for what has none. */
export const replicasOf = (target: Target): number | undefined =>
  as('Deployment', target)?.spec.replicas ?? as('StatefulSet', target)?.spec.replicas;

function containersOf(target: Target): Container[] {
  for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet'] as const) {
    const own = as(kind, target)?.spec.template.spec.containers;
    if (own !== undefined) return own;
  }
  return [];
}

/** "two more" as the number that it comes to. */
function counted(target: Target, wish: Wish): Wish {
  const { by } = wish.parameters;
  const from = replicasOf(target);
  if (wish.verb !== 'scale' || by === undefined || from === undefined) return wish;
  const to = Math.max(0, from + Number(by));
  return { ...wish, parameters: { ...wish.parameters, replicas: String(to) } };
}

/** A bare tag with the image and the container that it is for: the one that bears the name of the workload, or the only one. */
function imaged(target: Target, wish: Wish): Wish {
  const { image, container } = wish.parameters;
  if (wish.verb !== 'set-image' || image === undefined || container !== undefined) return wish;
  const all = containersOf(target);
  const main = all.find(({ name }) => name === target.ref.name) ?? (all.length === 1 ? all[0] : undefined);
  if (main === undefined) return wish;
  const whole = TAG.test(image)
    ? `${main.image.replace(/@.*$/, '').replace(/:[^:/]*$/, '')}:${image}`
    : image;
  return { ...wish, parameters: { ...wish.parameters, container: main.name, image: whole } };
}

/** A wish with what the object as it is now makes definite. */
export function settled(target: Target | undefined, wish: Wish): Wish {
  return target === undefined ? wish : imaged(target, counted(target, wish));
}
