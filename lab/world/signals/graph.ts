import { SERVICES } from '../company/services.ts';
import type { Dependency } from '../kubelet/app-model.ts';

/** An application as traffic sees it. */
export interface Station {
  namespace: string;
  name: string;
  /** Whether it answers HTTP; a datastore or a worker does not. */
  serves: boolean;
  /** Seconds of its own work in the middle of the distribution. */
  latency: number;
  /** Requests a second from outside at an average moment. */
  outside: number;
  port: number;
  language: 'go' | 'node' | 'store';
  calls: readonly Call[];
}

export interface Call extends Dependency {
  /** Calls for each request that comes in. */
  perRequest: number;
}

const OUTSIDE: Record<string, number> = {
  storefront: 24,
  search: 6,
  'auth-api': 4,
  checkout: 3,
  orders: 2.4,
  recommendations: 4,
  inventory: 1,
  notifications: 1.2,
  reporting: 0.3,
  'payments-worker': 2,
  'auth-worker': 1,
};

const PER_REQUEST: Record<string, number> = {
  'storefront/catalogue': 1.3,
  'storefront/cart': 0.4,
  'storefront/auth-api': 0.25,
  'checkout/payments-api': 0.9,
  'checkout/cart': 1,
  'checkout/inventory': 1.4,
  'payments-api/auth-api': 0.3,
};
const USUAL_CALLS = 0.8;

const STORES: readonly Station[] = [
  { name: 'postgres', latency: 0.0031, port: 5432 },
  { name: 'redis', latency: 0.0006, port: 6379 },
].map((store) => ({
  ...store,
  namespace: 'data',
  serves: false,
  outside: 0,
  language: 'store',
  calls: [],
}));

/** Every station of the company, callees before their callers. */
export const STATIONS: readonly Station[] = ordered([
  ...STORES,
  ...SERVICES.map((service): Station => ({
    namespace: service.namespace,
    name: service.name,
    serves: service.port !== undefined,
    latency: service.language === 'go' ? 0.011 : 0.027,
    outside: OUTSIDE[service.name] ?? 0,
    port: service.port ?? 9090,
    language: service.language,
    calls: (service.dependencies ?? []).map((dependency) => ({
      ...dependency,
      perRequest: PER_REQUEST[`${service.name}/${dependency.service}`] ?? USUAL_CALLS,
    })),
  })),
]);

function ordered(stations: readonly Station[]): Station[] {
  const done = new Map<string, Station>();
  const visit = (station: Station): void => {
    if (done.has(station.name)) return;
    for (const { service } of station.calls) {
      const callee = stations.find(({ name }) => name === service);
      if (callee) visit(callee);
    }
    done.set(station.name, station);
  };
  stations.forEach(visit);
  return [...done.values()];
}

/** Requests a second at an average moment, from outside and from other services. */
export const USUAL_RATE: ReadonlyMap<string, number> = usualRates();

function usualRates(): Map<string, number> {
  const rates = new Map(STATIONS.map(({ name, outside }) => [name, outside]));
  for (const caller of [...STATIONS].reverse())
    for (const { service, perRequest } of caller.calls) {
      const added = (rates.get(caller.name) ?? 0) * perRequest;
      rates.set(service, (rates.get(service) ?? 0) + added);
    }
  return rates;
}
