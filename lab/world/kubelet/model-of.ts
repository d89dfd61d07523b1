import { GENERIC, MODELS } from '../company/app-models.ts';
import { repositoryOf } from '../kube/image.ts';
import type { Container } from '../kube/types.ts';
import type { AppModel } from './app-model.ts';

/** The behaviour of what is in an image; an image nobody described is a quiet server. */
export function modelOf(image: string): AppModel {
  return MODELS.get(repositoryOf(image)) ?? GENERIC;
}

/** Ports a container really listens on, which need not be those it declares. */
export function listensOn(container: Container): number[] {
  const model = MODELS.get(repositoryOf(container.image));
  return model ? model.listens : (container.ports ?? []).map((port) => port.containerPort);
}
