import type { Dependency } from '../kubelet/app-model.ts';

export const postgres: Dependency = { service: 'postgres', namespace: 'data', port: 5432, required: true };
export const redis: Dependency = { service: 'redis', namespace: 'data', port: 6379, required: true };
export const auth: Dependency = { service: 'auth-api', namespace: 'platform', port: 80, required: false };
export const inShop = (service: string): Dependency => ({
  service,
  namespace: 'shop',
  port: 80,
  required: false,
});
export const DATABASE = { DATABASE_URL: 'postgres://app@postgres.data:5432/app' };
