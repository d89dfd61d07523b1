import type { SignalModel } from '../../signals/model.ts';
import type { Manner, Profile } from './profile.ts';
import type { Attributes } from './span.ts';

const known = new WeakMap<Manner, Attributes>();

const SDK: Record<string, Attributes> = {
  go: {
    'telemetry.sdk.language': 'go',
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.version': '1.35.0',
  },
  node: {
    'telemetry.sdk.language': 'nodejs',
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.version': '2.0.0',
  },
};

/** What OpenTelemetry says of the process that a span comes from. */
export function resourceOf(model: SignalModel, { station }: Profile, manner: Manner): Attributes {
  const found = known.get(manner);
  if (found) return found;
  const { pod, tag } = manner;
  const resource: Attributes = {
    'service.name': station.name,
    'service.namespace': station.namespace,
    'service.version': tag,
    'service.instance.id': pod.uid,
    'k8s.cluster.name': model.cluster.name,
    'k8s.namespace.name': station.namespace,
    'k8s.deployment.name': station.name,
    'k8s.pod.name': pod.name,
    'k8s.pod.uid': pod.uid,
    'k8s.node.name': pod.node,
    'k8s.container.name': station.name,
    'deployment.environment': model.cluster.environment,
    'deployment.environment.name': model.cluster.environment,
    ...SDK[station.language],
  };
  known.set(manner, resource);
  return resource;
}

/** The libraries that record what a language's programs do. */
export const LIBRARIES: Record<string, { server: string; client: string; database: string; queue: string }> =
  {
    go: {
      server: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
      client: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
      database: 'github.com/XSAM/otelsql',
      queue: 'harbour.example/platform/queue',
    },
    node: {
      server: '@opentelemetry/instrumentation-http',
      client: '@opentelemetry/instrumentation-http',
      database: '@opentelemetry/instrumentation-pg',
      queue: '@harbour/queue',
    },
  };
