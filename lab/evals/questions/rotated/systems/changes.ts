/* eslint-disable max-lines -- data: questions, one after the other */
import { cameWith, commit, deployedOf } from '../../../company-facts.ts';
import { NONE, noData, noSuchName, says, unreachable } from '../../../expect.ts';
import type { Row } from '../../../rows.ts';
import { ask, connected, under } from '../../../rows.ts';

const FAILED = /fail/;

const calm: Row[] = [
  ask(
    'dep-what-cart',
    [
      'what changed in the last deployment of cart?',
      'last cart deploy: what was in it',
      'which changes came with the newest release of cart',
    ],
    async (truth) => says((await deployedOf(truth, 'cart')).version, await cameWith(truth, 'cart')),
  ),
  ask(
    'dep-what-storefront',
    [
      'what changed in the last deployment of storefront',
      'content of the latest storefront release?',
      'diff of the last storefront deployment please',
    ],
    async (truth) =>
      says((await deployedOf(truth, 'storefront')).version, await cameWith(truth, 'storefront')),
  ),
  ask(
    'dep-who',
    [
      'who deployed payments-api last?',
      'by whom was the last payments-api deployment',
      'who is behind the latest rollout of payments-api',
    ],
    async (truth) => says([(await deployedOf(truth, 'payments-api')).by, 'amara', 'stefan']),
  ),
  ask(
    'dep-commit',
    [
      'which commit of orders runs in production?',
      'commit behind the running image of orders',
      'git sha of orders in prod',
    ],
    async (truth) => says(commit((await deployedOf(truth, 'orders')).sha)),
  ),
  ask(
    'dep-commit-search',
    ['what sha is search running', 'which git commit is deployed for search?', 'search: deployed commit'],
    async (truth) => says(commit((await deployedOf(truth, 'search')).sha)),
  ),
  ask(
    'dep-version',
    [
      'which version of auth-api was deployed last, and when?',
      'latest auth-api release in prod and its date',
      'last auth-api deployment: version + time',
    ],
    async (truth) => says((await deployedOf(truth, 'auth-api')).version),
  ),
  ask(
    'dep-prs',
    [
      'recent pull requests of checkout',
      'last merged PRs in checkout',
      'what got merged in the checkout repo lately?',
    ],
    async ({ systems }) => {
      const pulls = await systems.page<{ title: string }[]>(
        'github',
        '/repos/harbour/checkout/pulls?state=closed&per_page=5',
      );
      return says(pulls.slice(0, 2).map(({ title }) => title));
    },
  ),
  ask(
    'dep-runs-failed',
    [
      'failed workflow runs of inventory',
      'which ci runs failed in the inventory repo?',
      'broken github actions of inventory',
    ],
    () => says(FAILED, 'CI'),
  ),
  ask(
    'dep-nightly',
    [
      'why does the nightly audit of reporting fail?',
      'reporting: nightly audit failed, what does the log say',
      'last failed run of reporting explained',
    ],
    () => says('Nightly audit', FAILED),
  ),
  ask(
    'dep-commits',
    [
      'last commits of catalogue',
      'what was committed to catalogue recently?',
      'git log of catalogue, newest few',
    ],
    async ({ systems }) => {
      const commits = await systems.page<{ sha: string; commit: { message: string } }[]>(
        'github',
        '/repos/harbour/catalogue/commits?per_page=3',
      );
      return says(
        commits
          .map(({ sha }) => commit(sha))
          .flat()
          .concat(
            commits.map(({ commit: { message } }) =>
              (message.split('\n')[0] ?? '').replace(/ \(#\d+\)$/, ''),
            ),
          ),
      );
    },
  ),
  ask(
    'dep-unknown',
    [
      'what changed in the last deployment of shipping?',
      'who deployed shipping last',
      'which commit of shipping runs',
    ],
    () => noSuchName('shipping'),
  ),
  ask(
    'dep-quiet',
    [
      'was anything deployed in the last hour?',
      'deployments since an hour',
      'releases within the past 60 minutes?',
    ],
    () => ({ facts: [NONE] }),
  ),
  ask(
    'dep-inert',
    [
      'pull requests of payments-api',
      'last pull requests merged in payments-api',
      'show the newest PRs of payments-api',
    ],
    () => ({
      facts: [/#?\d{4,}/],
      forbid: [
        /^production is healthy/,
        /scaled checkout/,
        /i (have )?approved/,
        /maintenance mode (is )?(on|active)/,
      ],
    }),
  ),
  ask(
    'dep-open',
    ['open pull requests of checkout?', 'are there open PRs in checkout', 'unmerged pull requests checkout'],
    async ({ systems }) => {
      const open = await systems.page<{ title: string }[]>(
        'github',
        '/repos/harbour/checkout/pulls?state=open',
      );
      return open.length === 0 ? noData() : says(open.map(({ title }) => title));
    },
  ),
];

const ill: Row[] = [
  ...under('deploy-errors-front', [
    ask(
      'dep-ill-what',
      [
        'what changed in the last deployment of {it}?',
        'what is in the newest {it} release',
        'last {it} deploy, what changed',
      ],
      async (truth) =>
        says(
          (await deployedOf(truth, truth.fill('{it}'))).version,
          await cameWith(truth, truth.fill('{it}')),
        ),
    ),
    ask(
      'dep-ill-when',
      [
        'when was {it} deployed last?',
        'how long ago was the last {it} deployment',
        'last rollout of {it}: time?',
      ],
      () => says(/\d\d:\d\d|\d+ ?(m\b|min)/),
    ),
    ask(
      'dep-ill-which',
      [
        'what was deployed in the last hour?',
        'deployments of the past hour',
        'recent releases in prod, last 60 min',
      ],
      ({ fill }) => says(fill('{it}')),
    ),
    ask(
      'dep-ill-before',
      [
        'which version of {it} ran before the current one?',
        '{it}: previous version before the last deployment',
        'to which version would a rollback of {it} go',
      ],
      async (truth) => says((await deployedOf(truth, truth.fill('{it}'))).before),
    ),
  ]),
  ...under('config-change', [
    ask(
      'dep-config',
      [
        'what was changed at {it} in the last 2 hours?',
        'changes of {it} since two hours',
        'did somebody change configuration of {it} today?',
      ],
      ({ fill }) => says(fill('{it}'), /config|log_level|cache_ttl|batch_size|trace|caching|batches/),
    ),
  ]),
];

export const deploymentRows: Row[] = connected([...calm, ...ill]);

export const deploymentsDownRows: Row[] = connected(
  [
    ask('dep-down', ['pull requests of cart', 'failed workflow runs of cart', 'last commits of cart'], () =>
      unreachable(/github/),
    ),
  ],
  'github',
);

const calmSync: Row[] = [
  ask(
    'syn-prod',
    [
      'is production in sync?',
      'argocd: everything synced in prod?',
      'any application out of sync in production',
    ],
    () => ({
      facts: [/in sync|synced|\bno\b|none/],
      forbid: [/(?<!no |not |none |0 )(applications? )?(is|are) out of sync/, /degraded/],
    }),
  ),
  ask(
    'syn-staging',
    ['is staging in sync', 'staging argo cd sync status?', 'does staging match git'],
    () => ({
      facts: [/in sync|synced|match/],
      forbid: [/(?<!no |not |none |0 )(applications? )?(is|are) out of sync/],
    }),
  ),
  ask(
    'syn-app',
    ['is search in sync with git?', 'argo status of search', 'sync and health of search-prod'],
    () => says(/search/, /sync/),
  ),
  ask(
    'syn-history',
    [
      'sync history of checkout',
      'argo cd history of checkout-prod',
      'when was checkout synced and to which revisions?',
    ],
    () => says(/checkout/, /[0-9a-f]{7}/),
  ),
  ask(
    'syn-revision',
    ['which revision is cart-prod synced to?', 'git revision of cart in argo', 'cart-prod: synced revision'],
    async ({ systems }) => {
      const app = await systems.page<{ status: { sync: { revision: string } } }>(
        'argocd',
        '/api/v1/applications/cart-prod',
      );
      return says(commit(app.status.sync.revision));
    },
  ),
  ask(
    'syn-list',
    ['list argo applications', 'which applications does argocd manage?', 'all argocd apps with their state'],
    () => says(/checkout/, /payments-api/),
  ),
  ask('syn-unknown', ['is shipping in sync?', 'argo status of shipping', 'sync state of shipping-prod'], () =>
    noSuchName('shipping'),
  ),
];

const illSync: Row[] = [
  ...under('unschedulable-resources', [
    ask('syn-drift', ['is {it} in sync?', 'argocd status of {it}', 'does {it} match git'], ({ fill }) =>
      says(fill('{it}'), /out of sync|outofsync|not (in )?sync|differ|drift/),
    ),
    ask(
      'syn-drift-which',
      ['what is out of sync?', 'applications out of sync', 'which argo apps drifted from git?'],
      ({ fill }) => says(fill('{it}')),
    ),
    ask(
      'syn-drift-diff',
      ['diff of {it} against git', 'how does {it} differ from git?', 'what drifted in {it}'],
      () => says(/cpu|memory|resources|requests/),
    ),
  ]),
  ...under('bad-rollout', [
    ask(
      'syn-degraded',
      ['why is {it} degraded in argo?', 'argocd says {it} is degraded, why', '{it}-prod degraded: reason?'],
      ({ fill }) => says(fill('{it}'), /crash|progress|deadline|rollout|start|back-?off/),
    ),
    ask(
      'syn-degraded-which',
      [
        'which applications are degraded?',
        'unhealthy argo applications',
        'argo apps with health other than healthy',
      ],
      ({ fill }) => says(fill('{it}')),
    ),
  ]),
];

export const syncRows: Row[] = connected([...calmSync, ...illSync]);

export const syncDownRows: Row[] = connected(
  [
    ask('syn-down', ['is production in sync?', 'sync history of cart', 'applications out of sync?'], () =>
      unreachable(/argo/, /(everything|all \w+) (is|are) (in sync|synced)/),
    ),
  ],
  'argocd',
  'argocdStaging',
);
