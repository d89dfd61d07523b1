import { broken } from '../expect.ts';
import type { Expectation } from '../question.ts';
import { ofSkill } from '../question.ts';

const allWell = (...facts: NonNullable<Expectation['facts']>): Expectation => ({
  facts: [
    /healthy|fine|good|well|no (problems?|issues?|trouble)|nothing (is )?(wrong|broken|needs|to worry)|all (is )?(quiet|clear|ready)/,
    ...facts,
  ],
  forbid: [
    /crashloop|oomkilled|imagepullbackoff/,
    /(?<!nothing |none |nobody )\b(is|are) (broken|failing|crashing|not ready)\b/,
  ],
  severity: 'none',
});

export const clusterHealth = ofSkill('cluster-health', [
  {
    id: 'health-hows-my-cluster',
    phrasings: ["how's my cluster?", 'hows the cluster', 'cluster status', 'how is prod doing?'],
    expect: () => allWell(),
  },
  {
    id: 'health-anything-broken',
    phrasings: [
      'is anything broken?',
      'anything on fire?',
      'any problems in prod right now',
      'what needs my attention?',
    ],
    expect: () => allWell(),
  },
  {
    id: 'health-prod-ok',
    phrasings: ['is prod ok?', 'prod healthy?', 'everything fine in production?'],
    expect: () => allWell(),
  },
  {
    id: 'health-staging-ok',
    phrasings: ['is staging ok?', 'how is staging', 'staging health check'],
    expect: (truth) => allWell([truth.staging.name, 'staging']),
  },
  {
    id: 'health-both',
    phrasings: ['are both clusters healthy?', 'health of all clusters', 'how are prod and staging doing'],
    expect: (truth) => allWell([truth.prod.name, 'prod'], [truth.staging.name, 'staging']),
  },
  {
    id: 'health-nodes',
    phrasings: ['are all nodes ready?', 'any node problems?', 'node health'],
    expect: () => ({
      facts: [/\ball\b|yes|no (node )?(problems?|issues?)|ready|healthy/],
      forbid: [/(is|are) not ready/, /pressure on/],
      severity: 'none',
    }),
  },
  {
    id: 'health-with-faults',
    scenario: 'two-sick-apps',
    phrasings: ["how's my cluster?", 'anything broken in prod', 'what needs attention?', 'is prod healthy'],
    expect: () => broken(['fever', 'cough'], [/robust (is|keeps) (crash|fail)/]),
  },
  {
    id: 'health-with-faults-oom',
    scenario: 'memory-hog',
    phrasings: ['is everything ok?', 'any issues in the cluster', 'whats broken', 'prod status pls'],
    expect: () => broken(['giant-narwhal', /memory|oom|crash/]),
  },
  {
    id: 'health-with-faults-pending',
    scenario: 'gpu',
    phrasings: ['any pods in trouble?', 'which pods have problems?', 'is anything stuck in prod'],
    expect: () => broken([/user-profile-resources/]),
  },
  {
    id: 'health-with-faults-elsewhere',
    scenario: 'two-sick-apps',
    phrasings: ['is staging healthy?', 'anything broken in staging', 'staging ok?'],
    expect: () => allWell(),
  },
  {
    id: 'health-3am',
    scenario: 'missing-env',
    phrasings: [
      'i just got paged, what is going on',
      'pagers going off whats broken',
      'got an alert, what happened in prod??',
    ],
    expect: () => broken(['payment-processing-worker']),
  },
]);
