import type { Unit } from '../chart/unit.ts';
import { CODES } from './codes.ts';
import { braces } from './signals.ts';
import type { Convention, SignalName } from './signals.ts';

/** A family of request metrics: a counter with status codes, and a histogram of durations. */
interface RequestFamily {
  source: string;
  counter: string;
  /** The labels that may hold the status code. */
  code: readonly string[];
  buckets: string;
  unit: Unit;
}

const FAMILIES: readonly RequestFamily[] = [
  {
    source: 'Prometheus client libraries',
    counter: 'http_requests_total',
    code: CODES,
    buckets: 'http_request_duration_seconds_bucket',
    unit: 'seconds',
  },
  {
    source: 'OpenTelemetry',
    counter: 'http_server_request_duration_seconds_count',
    code: CODES,
    buckets: 'http_server_request_duration_seconds_bucket',
    unit: 'seconds',
  },
  {
    source: 'OpenTelemetry',
    counter: 'http_server_duration_milliseconds_count',
    code: CODES,
    buckets: 'http_server_duration_milliseconds_bucket',
    unit: 'milliseconds',
  },
  {
    source: 'Micrometer',
    counter: 'http_server_requests_seconds_count',
    code: CODES,
    buckets: 'http_server_requests_seconds_bucket',
    unit: 'seconds',
  },
  {
    source: 'Prometheus client libraries',
    counter: 'http_request_duration_seconds_count',
    code: CODES,
    buckets: 'http_request_duration_seconds_bucket',
    unit: 'seconds',
  },
  {
    source: 'Istio',
    counter: 'istio_requests_total',
    code: ['response_code'],
    buckets: 'istio_request_duration_milliseconds_bucket',
    unit: 'milliseconds',
  },
  {
    source: 'Linkerd',
    counter: 'response_total',
    code: ['status_code'],
    buckets: 'response_latency_ms_bucket',
    unit: 'milliseconds',
  },
  {
    source: 'Traefik',
    counter: 'traefik_service_requests_total',
    code: ['code'],
    buckets: 'traefik_service_request_duration_seconds_bucket',
    unit: 'seconds',
  },
  {
    source: 'ingress-nginx',
    counter: 'nginx_ingress_controller_requests',
    code: ['status'],
    buckets: 'nginx_ingress_controller_request_duration_seconds_bucket',
    unit: 'seconds',
  },
];

function rate(family: RequestFamily): Convention {
  return {
    source: family.source,
    needs: [family.counter],
    unit: 'per second',
    write: ({ where, by, window }) => `sum${by} (rate(${family.counter}${braces(where)}[${window}]))`,
  };
}

/** Services without one error have no error series: those count as 0, not as missing. */
function errors(family: RequestFamily): Convention {
  return {
    source: family.source,
    needs: [family.counter],
    unit: 'ratio',
    code: family.code,
    write({ where, by, window }, code) {
      const all = `sum${by} (rate(${family.counter}${braces(where)}[${window}]))`;
      const failed = `sum${by} (rate(${family.counter}${braces(where, `${code}=~"5.."`)}[${window}]))`;
      return `(${failed} or ${all} * 0) / (${all} > 0)`;
    },
  };
}

function latency(family: RequestFamily): Convention {
  return {
    source: family.source,
    needs: [family.buckets],
    unit: family.unit,
    write: ({ where, groups, window, quantile }) =>
      `histogram_quantile(${quantile}, sum by (${[...groups, 'le'].join(', ')}) (rate(${family.buckets}${braces(where)}[${window}])))`,
  };
}

/** The mean: seconds spent by requests answered. */
function meanLatency(family: RequestFamily): Convention {
  const [sum, count] = ['sum', 'count'].map((end) => family.buckets.replace(/_bucket$/, `_${end}`));
  return {
    source: family.source,
    needs: [sum ?? '', count ?? ''],
    unit: family.unit,
    write: ({ where, by, window }) =>
      `sum${by} (rate(${sum}${braces(where)}[${window}])) / (sum${by} (rate(${count}${braces(where)}[${window}])) > 0)`,
  };
}

const IN_FLIGHT = [
  'http_requests_in_flight',
  'http_server_active_requests',
  'http_requests_in_progress',
  'inprogress_requests',
];

/** What is asked of requests, by every way of counting them. */
export const REQUEST_CONVENTIONS: Partial<Record<SignalName, readonly Convention[]>> = {
  'request-rate': FAMILIES.map(rate),
  'error-rate': FAMILIES.map(errors),
  latency: FAMILIES.map(latency),
  'mean-latency': FAMILIES.map(meanLatency),
  'in-flight': IN_FLIGHT.map((metric) => ({
    source: metric,
    needs: [metric],
    unit: 'count',
    write: ({ where, by }) => `sum${by} (${metric}${braces(where)})`,
  })),
};
