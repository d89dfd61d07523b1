import type { Dependency } from '../kubelet/app-model.ts';

/** One of the company's own services, as its team would describe it. */
export interface ServiceSpec {
  name: string;
  namespace: string;
  team: string;
  language: 'node' | 'go';
  /** Tags deployed in turn, newest last. */
  tags: string[];
  replicas: number;
  /** Where it serves; a worker serves nothing. */
  port?: number;
  cpu: string;
  memory: string;
  usesCpu?: number;
  usesMi?: number;
  /** Variables it refuses to start without; each comes from its secret or config map. */
  needs?: string[];
  secret?: Record<string, string>;
  config?: Record<string, string>;
  dependencies?: Dependency[];
  autoscale?: { min: number; max: number };
  disruption?: number;
  migrates?: boolean;
  sidecar?: boolean;
}

export const REGISTRY = 'registry.harbour.example';

export function imageRepository(service: Pick<ServiceSpec, 'name' | 'namespace'>): string {
  return `${REGISTRY}/${service.namespace}/${service.name}`;
}

/** The tag a service will be released as next: built and pushed, not yet deployed. */
export function upcomingTag(service: Pick<ServiceSpec, 'tags'>): string {
  const [major = '1', minor = '0', patch = '0'] = (service.tags.at(-1) ?? '').split('.');
  return `${major}.${minor}.${Number(patch) + 1}`;
}

const postgres: Dependency = { service: 'postgres', namespace: 'data', port: 5432, required: true };
const redis: Dependency = { service: 'redis', namespace: 'data', port: 6379, required: true };
const auth: Dependency = { service: 'auth-api', namespace: 'platform', port: 80, required: false };
const inShop = (service: string): Dependency => ({ service, namespace: 'shop', port: 80, required: false });
const DATABASE = { DATABASE_URL: 'postgres://app@postgres.data:5432/app' };

export const SERVICES: readonly ServiceSpec[] = [
  {
    name: 'storefront',
    namespace: 'shop',
    team: 'web',
    language: 'node',
    tags: ['5.2.0', '5.3.1'],
    replicas: 3,
    port: 3000,
    cpu: '200m',
    memory: '384Mi',
    usesCpu: 0.11,
    usesMi: 210,
    needs: ['CATALOGUE_URL'],
    config: { CATALOGUE_URL: 'http://catalogue.shop', LOG_LEVEL: 'info' },
    dependencies: [inShop('catalogue'), inShop('cart'), auth],
    autoscale: { min: 3, max: 10 },
    disruption: 1,
  },
  {
    name: 'cart',
    namespace: 'shop',
    team: 'basket',
    language: 'go',
    tags: ['1.18.0', '1.19.2'],
    replicas: 2,
    port: 8080,
    cpu: '100m',
    memory: '192Mi',
    usesMi: 70,
    needs: ['REDIS_ADDR'],
    config: { REDIS_ADDR: 'redis.data:6379' },
    dependencies: [redis],
    disruption: 1,
  },
  {
    name: 'checkout',
    namespace: 'shop',
    team: 'basket',
    language: 'node',
    tags: ['2.13.4', '2.14.1'],
    replicas: 3,
    port: 8080,
    cpu: '150m',
    memory: '256Mi',
    usesCpu: 0.08,
    usesMi: 150,
    needs: ['PAYMENTS_URL', 'SESSION_KEY'],
    config: { PAYMENTS_URL: 'http://payments-api.payments' },
    secret: { SESSION_KEY: 'lab-only-not-a-real-key' },
    dependencies: [
      { service: 'payments-api', namespace: 'payments', port: 80, required: false },
      inShop('cart'),
      inShop('inventory'),
    ],
    autoscale: { min: 3, max: 8 },
    disruption: 1,
  },
  {
    name: 'catalogue',
    namespace: 'shop',
    team: 'products',
    language: 'go',
    tags: ['3.7.0', '3.8.0'],
    replicas: 2,
    port: 8080,
    cpu: '150m',
    memory: '256Mi',
    usesMi: 130,
    needs: ['DATABASE_URL'],
    secret: DATABASE,
    dependencies: [postgres],
    disruption: 1,
    migrates: true,
  },
  {
    name: 'search',
    namespace: 'shop',
    team: 'products',
    language: 'go',
    tags: ['0.41.0', '0.42.3'],
    replicas: 2,
    port: 9200,
    cpu: '250m',
    memory: '512Mi',
    usesCpu: 0.12,
    usesMi: 330,
    config: { INDEX: 'products-v4' },
    dependencies: [inShop('catalogue')],
    disruption: 1,
  },
  {
    name: 'inventory',
    namespace: 'shop',
    team: 'products',
    language: 'go',
    tags: ['1.4.9', '1.5.0'],
    replicas: 2,
    port: 8080,
    cpu: '100m',
    memory: '192Mi',
    usesMi: 88,
    needs: ['DATABASE_URL'],
    secret: DATABASE,
    dependencies: [postgres],
    disruption: 1,
  },
  {
    name: 'orders',
    namespace: 'shop',
    team: 'basket',
    language: 'node',
    tags: ['4.0.2', '4.1.0'],
    replicas: 2,
    port: 8080,
    cpu: '150m',
    memory: '256Mi',
    usesMi: 160,
    needs: ['DATABASE_URL'],
    secret: DATABASE,
    dependencies: [postgres],
    disruption: 1,
    migrates: true,
    sidecar: true,
  },
  {
    name: 'recommendations',
    namespace: 'shop',
    team: 'insight',
    language: 'node',
    tags: ['0.9.12'],
    replicas: 1,
    port: 5000,
    cpu: '200m',
    memory: '512Mi',
    usesMi: 290,
    config: { MODEL: 'als-2025-09' },
    dependencies: [redis],
  },
  {
    name: 'payments-api',
    namespace: 'payments',
    team: 'payments',
    language: 'go',
    tags: ['7.2.0', '7.3.0'],
    replicas: 3,
    port: 8443,
    cpu: '150m',
    memory: '256Mi',
    usesCpu: 0.075,
    usesMi: 120,
    needs: ['DATABASE_URL', 'PROVIDER_TOKEN'],
    secret: { ...DATABASE, PROVIDER_TOKEN: 'lab-only-not-a-real-token' },
    dependencies: [postgres, auth],
    autoscale: { min: 3, max: 6 },
    disruption: 2,
  },
  {
    name: 'payments-worker',
    namespace: 'payments',
    team: 'payments',
    language: 'go',
    tags: ['7.2.0', '7.3.0'],
    replicas: 2,
    cpu: '100m',
    memory: '192Mi',
    usesMi: 85,
    needs: ['DATABASE_URL', 'QUEUE_ADDR'],
    secret: DATABASE,
    config: { QUEUE_ADDR: 'redis.data:6379' },
    dependencies: [postgres, redis],
  },
  {
    name: 'auth-api',
    namespace: 'platform',
    team: 'identity',
    language: 'go',
    tags: ['2.30.1', '2.31.0'],
    replicas: 2,
    port: 8080,
    cpu: '100m',
    memory: '192Mi',
    usesMi: 90,
    needs: ['SIGNING_KEY', 'DATABASE_URL'],
    secret: { ...DATABASE, SIGNING_KEY: 'lab-only-not-a-real-key' },
    dependencies: [postgres],
    disruption: 1,
  },
  {
    name: 'auth-worker',
    namespace: 'platform',
    team: 'identity',
    language: 'go',
    tags: ['2.30.1', '2.31.0'],
    replicas: 1,
    cpu: '50m',
    memory: '128Mi',
    usesMi: 48,
    usesCpu: 0.01,
    config: { SWEEP_INTERVAL: '60s' },
    dependencies: [redis],
  },
  {
    name: 'notifications',
    namespace: 'platform',
    team: 'messaging',
    language: 'node',
    tags: ['1.11.0', '1.12.0'],
    replicas: 2,
    port: 8080,
    cpu: '100m',
    memory: '256Mi',
    usesMi: 140,
    needs: ['SMTP_HOST'],
    config: { SMTP_HOST: 'mail.harbour.example' },
    dependencies: [redis],
    disruption: 1,
  },
  {
    name: 'reporting',
    namespace: 'platform',
    team: 'insight',
    language: 'node',
    tags: ['0.31.0'],
    replicas: 1,
    port: 8080,
    cpu: '200m',
    memory: '512Mi',
    usesMi: 240,
    needs: ['DATABASE_URL'],
    secret: DATABASE,
    dependencies: [postgres],
  },
];
