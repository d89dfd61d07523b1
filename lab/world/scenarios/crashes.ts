import { parseQuantity } from '../kube/quantity.ts';
import type { Scenario } from './scenario.ts';
import { editTemplate, isServing, pickService, strikeAt } from './targets.ts';

export const outOfMemory: Scenario = {
  id: 'oom',
  title: 'A service leaks memory until the kernel kills it',
  kind: 'pod',
  aim(_cluster, random) {
    const service = pickService(random);
    return strikeAt(service, (stage) => {
      const { namespace, name, memory } = service;
      const bytes = parseQuantity(memory) * 1.3;
      stage.fault({ type: 'memory', namespace, app: name, container: name, bytes, afterMs: 75_000 });
    });
  },
};

export const crashOnVariable: Scenario = {
  id: 'crash-missing-variable',
  title: 'A variable a service cannot do without was removed from its config map',
  kind: 'config',
  aim(_cluster, random) {
    const service = pickService(
      random,
      ({ needs, config }) => needs?.some((name) => config && name in config) ?? false,
    );
    const variable = service.needs?.find((name) => name in (service.config ?? {})) ?? '';
    const name = `${service.name}-config`;
    return strikeAt(
      service,
      (stage) => {
        stage.edit({ resource: 'configmaps', namespace: service.namespace, name }, (draft) => {
          delete draft.data?.[variable];
        });
        stage.restart(service.namespace, service.name);
        stage.onMend(() => stage.restart(service.namespace, service.name));
      },
      [`ConfigMap/${name}`],
    );
  },
};

const PANICS = {
  go: [
    'panic: runtime error: invalid memory address or nil pointer dereference',
    '[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x7c41a2]',
    'goroutine 41 [running]:',
    '\tmain.(*handler).load(0x0)',
  ],
  node: [
    "TypeError: Cannot read properties of undefined (reading 'currency')",
    '    at priceOf (/app/dist/price.js:88:23)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
    'Node.js v22.11.0',
  ],
};

export const panicking: Scenario = {
  id: 'crash-panic',
  title: 'A service crashes half a minute after each start',
  kind: 'pod',
  aim(_cluster, random) {
    const service = pickService(random);
    return strikeAt(service, (stage) => {
      const { namespace, name, language } = service;
      const exitCode = language === 'go' ? 2 : 1;
      stage.fault({
        type: 'crash',
        namespace,
        app: name,
        container: name,
        exitCode,
        afterMs: 31_000,
        logs: PANICS[language],
      });
    });
  },
};

export const wrongLivenessPort: Scenario = {
  id: 'wrong-liveness-port',
  title: 'A liveness probe asks a port nobody listens on, so a healthy service is restarted again and again',
  kind: 'probe',
  aim(_cluster, random) {
    const service = pickService(random, isServing);
    return strikeAt(service, (stage) =>
      editTemplate(stage, service, (_spec, main) => {
        main.livenessProbe = {
          httpGet: { path: '/healthz', port: 9999 },
          initialDelaySeconds: 5,
          periodSeconds: 10,
          failureThreshold: 3,
        };
      }),
    );
  },
};

export const readinessFailing: Scenario = {
  id: 'readiness-failing',
  title: 'A service runs but says it is not ready',
  kind: 'probe',
  aim(_cluster, random) {
    const service = pickService(random, isServing);
    return strikeAt(
      service,
      (stage) =>
        stage.fault({
          type: 'unready',
          namespace: service.namespace,
          app: service.name,
          failure: 'HTTP probe failed with statuscode: 503',
          logs: ['readiness check failed: cache warm-up incomplete (0 of 12 partitions loaded)'],
        }),
      [`Service/${service.name}`],
    );
  },
};

export const initFailing: Scenario = {
  id: 'init-failing',
  title: 'The migration a service runs before it starts fails',
  kind: 'pod',
  aim(_cluster, random) {
    const service = pickService(random, ({ migrates }) => migrates === true);
    const { namespace, name } = service;
    return strikeAt(service, (stage) => {
      const logs = [
        'fatal: migration 0042_add_order_index failed: relation "orders_created_idx" already exists',
      ];
      stage.fault({
        type: 'crash',
        namespace,
        app: name,
        container: 'migrate',
        exitCode: 1,
        afterMs: 2_500,
        logs,
      });
      stage.restart(namespace, name);
      stage.onMend(() => stage.restart(namespace, name));
    });
  },
};

export const sidecarCrash: Scenario = {
  id: 'sidecar-crash',
  title: 'The proxy beside a service crashes while the service itself is well',
  kind: 'pod',
  aim(_cluster, random) {
    const service = pickService(random, ({ sidecar }) => sidecar === true);
    const { namespace, name } = service;
    return strikeAt(service, (stage) => {
      const logs = [
        'error initializing configuration: Unable to parse JSON as proto: Protobuf message has unknown field "listners"',
      ];
      stage.fault({
        type: 'crash',
        namespace,
        app: name,
        container: 'proxy',
        exitCode: 1,
        afterMs: 1_200,
        logs,
      });
    });
  },
};

export const datastoreDown: Scenario = {
  id: 'datastore-down',
  title: 'A datastore was scaled to nothing and everything that needs it is unready',
  kind: 'dependency',
  aim(_cluster, random) {
    const name = random.pick(['postgres', 'redis']);
    return {
      namespace: 'data',
      objects: [`StatefulSet/${name}`, `Service/${name}`],
      inject: (stage) =>
        stage.edit({ resource: 'statefulsets.apps', namespace: 'data', name }, (draft) => {
          draft.spec.replicas = 0;
        }),
    };
  },
};
