import { INNER_SERVICES } from './inner-services.ts';
import type { ServiceSpec } from './service-spec.ts';
import { SHOP_SERVICES } from './shop-services.ts';

export const REGISTRY = 'registry.harbour.example';

export function imageRepository(service: Pick<ServiceSpec, 'name' | 'namespace'>): string {
  return `${REGISTRY}/${service.namespace}/${service.name}`;
}

/** The tag a service will be released as next: built and pushed, not yet deployed. */
export function upcomingTag(service: Pick<ServiceSpec, 'tags'>): string {
  const [major = '1', minor = '0', patch = '0'] = (service.tags.at(-1) ?? '').split('.');
  return `${major}.${minor}.${Number(patch) + 1}`;
}

/** Every service of the company. */
export const SERVICES: readonly ServiceSpec[] = [...SHOP_SERVICES, ...INNER_SERVICES];
