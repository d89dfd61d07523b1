import { GENERIC, MODELS } from '../company/app-models.ts';
import { repositoryOf } from '../kube/image.ts';
import type { Container } from '../kube/types.ts';
import type { AppModel } from './app-model.ts';

const known = new Map<string, AppModel>();
const REMEMBERED = 10_000;

/** The behaviour of what is in an image; an image nobody described is a quiet server. */
export function modelOf(image: string): AppModel {
  let model = known.get(image);
  if (!model) {
    model = MODELS.get(repositoryOf(image)) ?? GENERIC;
    if (known.size < REMEMBERED) known.set(image, model);
  }
  return model;
}

/** Whether anything in the company depends on a service of this name. */
export function isDependedOn(service: string): boolean {
  return service === 'kube-dns' || DEPENDED_ON.has(service);
}

const DEPENDED_ON = new Set(
  [...MODELS.values()].flatMap((model) => model.dependencies.map((d) => d.service)),
);

/** Ports a container really listens on, which need not be those it declares. */
export function listensOn(container: Container): number[] {
  const model = MODELS.get(repositoryOf(container.image));
  return model ? model.listens : (container.ports ?? []).map((port) => port.containerPort);
}
