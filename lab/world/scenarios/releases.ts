import { imageRepository, upcomingTag } from '../company/services.ts';
import { PULL_SECRET } from '../company/workloads.ts';
import type { Scenario } from './scenario.ts';
import { editTemplate, pickService, strikeAt } from './targets.ts';

export const badImage: Scenario = {
  id: 'bad-image',
  title: 'A release names an image tag that was never pushed',
  kind: 'image',
  aim(_cluster, random) {
    const service = pickService(random);
    return strikeAt(service, (stage) =>
      editTemplate(stage, service, (_spec, main) => {
        main.image = `${imageRepository(service)}:${upcomingTag(service)}-hotfix`;
      }),
    );
  },
};

export const invalidImageName: Scenario = {
  id: 'invalid-image-name',
  title: 'A release names an image that is no valid reference',
  kind: 'image',
  aim(_cluster, random) {
    const service = pickService(random);
    return strikeAt(service, (stage) =>
      editTemplate(stage, service, (_spec, main) => {
        main.image = `${main.image}:${upcomingTag(service)}`;
      }),
    );
  },
};

export const pullSecretMissing: Scenario = {
  id: 'pull-secret-missing',
  title: 'The registry credentials of a namespace are gone and a release cannot be pulled',
  kind: 'image',
  aim(_cluster, random) {
    const service = pickService(random);
    const { namespace } = service;
    return strikeAt(
      service,
      (stage) => {
        stage.drop({ resource: 'secrets', namespace, name: PULL_SECRET });
        editTemplate(stage, service, (_spec, main) => {
          main.image = `${imageRepository(service)}:${upcomingTag(service)}`;
        });
      },
      [`Secret/${PULL_SECRET}`],
    );
  },
};

export const badRollout: Scenario = {
  id: 'bad-rollout',
  title: 'A new version crashes at start; the rollout is stuck while the old version still serves',
  kind: 'rollout',
  aim(_cluster, random) {
    const service = pickService(random, ({ replicas }) => replicas > 1);
    const { namespace, name } = service;
    const tag = upcomingTag(service);
    return strikeAt(service, (stage) => {
      const logs = [`fatal: unknown configuration schema 7, this build understands up to 6`];
      stage.fault({
        type: 'crash',
        namespace,
        app: name,
        container: name,
        tag,
        exitCode: 1,
        afterMs: 1_800,
        logs,
      });
      editTemplate(stage, service, (_spec, main) => {
        main.image = `${imageRepository(service)}:${tag}`;
      });
    });
  },
};

export const missingConfigMap: Scenario = {
  id: 'missing-config-map',
  title: 'The config map a service mounts was deleted, so its new pods cannot start',
  kind: 'config',
  aim(_cluster, random) {
    const service = pickService(random, ({ config }) => config !== undefined);
    const { namespace, name } = service;
    return strikeAt(
      service,
      (stage) => {
        stage.drop({ resource: 'configmaps', namespace, name: `${name}-config` });
        stage.restart(namespace, name);
      },
      [`ConfigMap/${name}-config`],
    );
  },
};

export const missingSecretKey: Scenario = {
  id: 'missing-secret-key',
  title: 'A key a service reads was dropped from its secret',
  kind: 'config',
  aim(_cluster, random) {
    const service = pickService(random, ({ secret, migrates }) => secret !== undefined && !migrates);
    const { namespace, name } = service;
    const key = Object.keys(service.secret ?? {}).at(-1) ?? '';
    return strikeAt(
      service,
      (stage) => {
        stage.edit({ resource: 'secrets', namespace, name: `${name}-secrets` }, (draft) => {
          delete draft.data?.[key];
        });
        stage.restart(namespace, name);
      },
      [`Secret/${name}-secrets`],
    );
  },
};

export const missingServiceAccount: Scenario = {
  id: 'missing-service-account',
  title: 'The service account of a service was deleted and no new pod can be made',
  kind: 'admission',
  aim(_cluster, random) {
    const service = pickService(random);
    const { namespace, name } = service;
    return strikeAt(
      service,
      (stage) => {
        stage.drop({ resource: 'serviceaccounts', namespace, name });
        stage.restart(namespace, name);
      },
      [`ServiceAccount/${name}`],
    );
  },
};
