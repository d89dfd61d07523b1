import { describe, expect, it } from 'vitest';
import { readAs } from './testing/say.ts';

describe('lists and numbers, asked for in words of their own', () => {
  it.each([
    ['names of the deployments in shop', 'ns=shop {list Deployment; namespace is "shop"}'],
    ['num of pods in web', 'ns=web {count Pod; namespace is "web"}'],
    ['pods with 3+ restarts', '{list Pod; restarts at-least 3}'],
    ['pods in all namespaces except kube-system', '{list Pod; namespace is-not "kube-system"}'],
    ['deployments with the name something with pay', '{list Deployment; name contains "pay"}'],
    ['deployments not exposed by a service', '{list Deployment; service missing}'],
    ['who has no PDB', '{list Workload; pdb missing}'],
    ['what in money has no service', 'ns=money {list Workload; namespace is "money"; service missing}'],
    ['without limits: how many?', '{count Workload; limits missing}'],
    ['which namespaces have a network policy in force', '{list Namespace; networkPolicy present}'],
    ['where do network policies apply', '{list Namespace; networkPolicy present}'],
    ['what hpas are defined', '{list HorizontalPodAutoscaler}'],
    ['top 3 namespaces by pod count', '{top Pod; by namespace descending limit 3}'],
    ['bottom 2 nodes by number of pods', '{top Pod; by node ascending limit 2}'],
    ['shop: which pods restarted', 'ns=shop {list Pod; namespace is "shop"; restarts more-than 0}'],
    ['number of workers', '{count Node; role is "worker"}'],
    ['pods -n shop | wc -l', 'ns=shop {count Pod; namespace is "shop"}'],
    ['all nodes ready?', '{all Node}'],
    ['how much memory may web use at most', 'ns=web {sum Pod; namespace is "web"; of memoryLimit}'],
    ['is there anything running on worker-1', '{exists Pod; node is "worker-1"}'],
    ['most crowded node', '{top Pod; by node descending limit 1}'],
    ['services without a cluster ip', '{list Service; type is "Headless"}'],
    ['latest 3 pods', '{top Pod; of age ascending limit 3}'],
  ])('%s', (message, query) => {
    expect(readAs(message)).toContain(`inventory ${query} (kind=`);
  });
});

describe('two places side by side', () => {
  const BOTH = '@harbour-prod+harbour-staging';
  it.each([
    ['pods: prod or staging has more?', `${BOTH} {count Pod; by cluster descending}`],
    ['does prod have more nodes than staging', `${BOTH} {count Node; by cluster descending}`],
    ['who has more deployments, prod or staging', `${BOTH} {count Deployment; by cluster descending}`],
    ['does prod and staging have the same number of pods', `${BOTH} {count Pod; by cluster}`],
    ['nodes, prod vs staging, count', `${BOTH} {count Node; by cluster}`],
    ['number of pods in web and shop', 'ns=web+shop {count Pod; namespace is ["web","shop"]; by namespace}'],
    [
      'does cart have more replicas in prod than in staging',
      `${BOTH} {compare Workload; name is "cart"; of replicas}`,
    ],
  ])('%s', (message, query) => {
    expect(readAs(message)).toContain(`inventory ${query} (kind=`);
  });

  it('is none of a place that nobody knows', () => {
    expect(readAs('pods in pluto and staging, count')).toContain('no-such-name Namespace pluto');
  });
});

describe('a list of what belongs to another list', () => {
  it.each([
    ['pods of deployments with an hpa', '{list Pod; namespace is ["shop"]; owner is ["checkout"]}'],
    [
      'services of deployments without probes',
      '{list Service; namespace is ["money"]; target is ["payments-worker"]}',
    ],
    [
      'hpas of deployments in shop',
      '{list HorizontalPodAutoscaler; namespace is ["shop"]; owner is ["checkout","search"]}',
    ],
  ])('%s', (message, query) => {
    expect(readAs(message)).toContain(`inventory ${query} (kind=`);
  });
});

describe('what was set on things, and is measured by no system', () => {
  it.each([
    ['median cpu request in web', 'of cpuRequest'],
    ['nodes with more than 2 cpus', '{list Node; cpuCapacity more-than 2}'],
    ['how many pods use redis-config', '{count Pod; uses is "ConfigMap/redis-config"}'],
  ])('%s', (message, query) => {
    expect(readAs(message)).toContain(query);
    expect(readAs(message)).toMatch(/^inventory /);
  });
});
