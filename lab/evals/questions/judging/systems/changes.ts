/* eslint-disable max-lines -- data: questions, one after the other */
import { cameWith, commit } from '../../../company-facts.ts';
import { NONE, noData, noSuchName, says, unreachable } from '../../../expect.ts';
import type { Matcher } from '../../../matcher.ts';
import type { Row } from '../../../rows.ts';
import { after, ask, connected, under } from '../../../rows.ts';
import type { Truth } from '../../../truth.ts';
import { cannot, day, deploymentsTo, failedRuns, moment, once, pulls, sure } from './facts.ts';

const DAY = 86_400_000;
const SERVICES = [
  'storefront',
  'cart',
  'checkout',
  'catalogue',
  'search',
  'inventory',
  'orders',
  'recommendations',
  'payments-api',
  'payments-worker',
  'auth-api',
  'auth-worker',
  'notifications',
  'reporting',
];

/** The newest deployment of a service to an environment. */
async function newest(truth: Truth, service: string, environment = 'production') {
  const [first] = await deploymentsTo(truth, service, environment);
  if (first === undefined) throw new Error(`${service} was never deployed to ${environment}`);
  return first;
}

/** Every service with how many days ago it was last deployed to production. */
async function ages(truth: Truth): Promise<{ service: string; days: number }[]> {
  const all = SERVICES.map(async (service) => {
    const { created_at } = await newest(truth, service);
    return { service, days: (Date.now() - Date.parse(created_at)) / DAY };
  });
  return Promise.all(all);
}

const within = async (truth: Truth, from: number, to: number): Promise<string[]> =>
  (await ages(truth)).flatMap(({ service, days }) => (days >= from && days < to ? [service] : []));

interface Commit {
  sha: string;
  author: { login: string };
  commit: { message: string };
}

const titleOf = ({ commit: { message } }: Commit): string =>
  (message.split('\n')[0] ?? '').replace(/ \(#\d+\)$/, '');

/** Titles and names of commits to a repository, by whichever filter. */
async function commitsOf({ systems }: Truth, repository: string, filter: string): Promise<Matcher[]> {
  const all = await systems.page<Commit[]>('github', `/repos/harbour/${repository}/commits?${filter}`);
  return all.flatMap((one) => [titleOf(one), commit(one.sha)]);
}

const times: Row[] = [
  ask(
    'dep-when-search',
    [
      'when was search last deployed?',
      'search: date of the last rollout',
      'how long is the latest search deploy ago',
    ],
    async (truth) => says('search', day((await newest(truth, 'search')).created_at)),
  ),
  ask(
    'dep-week',
    [
      'which services were deployed in the last 7 days?',
      'releases of the past week in prod',
      'what got shipped to production the last seven days',
    ],
    async (truth) => ({ facts: await within(truth, 0, 6.5), forbid: await within(truth, 8, 100) }),
  ),
  ask(
    'dep-yesterday',
    ['what was deployed yesterday?', 'any rollouts yesterday', 'deployments from yesterday in prod'],
    async (truth) => {
      const midnight = (Date.now() % DAY) / DAY;
      const names = await within(truth, midnight, midnight + 1);
      return names.length === 0 ? { facts: [NONE] } : says(...names);
    },
  ),
  ask(
    'dep-latest-any',
    [
      'what was the very last deployment to production?',
      'most recent deploy in prod, which service',
      'latest rollout over all services',
    ],
    async (truth) => says((await ages(truth)).sort((a, b) => a.days - b.days)[0]?.service ?? ''),
  ),
  ask(
    'dep-oldest',
    [
      'which service has not been deployed for the longest time?',
      'stalest service in prod, deploy wise',
      'oldest release still running in prod?',
    ],
    async (truth) => {
      const all = (await ages(truth)).sort((a, b) => b.days - a.days);
      return says(all.filter(({ days }) => days > (all[0]?.days ?? 0) - 1).map(({ service }) => service));
    },
  ),
  ask(
    'dep-often',
    [
      'how often was checkout deployed in the last 30 days?',
      'number of checkout deployments to prod, past 30 days',
      'checkout releases during the last 30 days - how many',
    ],
    async (truth) => {
      const all = await deploymentsTo(truth, 'checkout');
      const count = all.filter(({ created_at }) => Date.now() - Date.parse(created_at) < 30 * DAY).length;
      return { facts: [[truth.number(count), /\bonce\b/]] };
    },
  ),
  ask(
    'dep-today',
    ['anything deployed today?', 'did we ship something today', "today's deployments?"],
    async (truth) => {
      const names = await within(truth, 0, (Date.now() % DAY) / DAY);
      return names.length === 0 ? { facts: [NONE] } : says(...names);
    },
  ),
  ask(
    'dep-now',
    [
      'is anything being deployed right now?',
      'any rollout in progress',
      'deployment currently running somewhere?',
    ],
    () => ({ facts: [/\bno\b|none|nothing|not\b/], forbid: [/^yes\b/] }),
  ),
];

const versions: Row[] = [
  ask(
    'dep-version-prod',
    [
      'which version of catalogue is in production',
      'catalogue version prod?',
      'what release of catalogue do we run',
    ],
    async (truth) => says((await newest(truth, 'catalogue')).version),
  ),
  ask(
    'dep-version-staging',
    [
      'which orders version is on staging?',
      'orders version in staging pls',
      'staging runs what version of orders',
    ],
    async (truth) => says((await newest(truth, 'orders', 'staging')).version),
  ),
  sure(
    'dep-version-same',
    [
      'do staging and prod run the same cart version?',
      'cart: is staging ahead of prod',
      'same release of cart in both clusters?',
    ],
    async (truth) => ({
      facts: ['cart', [/same|\byes\b|both|equal|identical|not ahead/, (await newest(truth, 'cart')).version]],
      forbid: [/different versions?|staging is ahead|versions? differ/],
    }),
  ),
  ask(
    'dep-version-before',
    [
      'what version had catalogue before the current one?',
      'previous release of catalogue',
      'catalogue: version before the last deploy',
    ],
    async (truth) => says((await deploymentsTo(truth, 'catalogue'))[1]?.version ?? ''),
  ),
  ask(
    'dep-history',
    [
      'deployment history of notifications',
      'all notifications deployments so far',
      'list the past releases of notifications',
    ],
    async (truth) =>
      says(...once((await deploymentsTo(truth, 'notifications')).map(({ version }) => version))),
  ),
  ask(
    'dep-sha-staging',
    [
      'which commit of payments-worker runs on staging?',
      'git sha of payments-worker in staging',
      'payments-worker commit staging',
    ],
    async (truth) => says(commit((await newest(truth, 'payments-worker', 'staging')).sha)),
  ),
  ask(
    'dep-version-none',
    ['what was in version 9.9.9 of cart?', 'changes in cart 9.9.9', 'when was cart v9.9.9 deployed'],
    () => ({ outcome: ['answered', 'unknown', 'asked'], facts: [/9\.9\.9/, cannot] }),
  ),
];

const people: Row[] = [
  ask(
    'dep-who-storefront',
    [
      'who did the last storefront deployment?',
      'storefront rollout - by whom',
      'which person deployed storefront most recently',
    ],
    async (truth) => says((await newest(truth, 'storefront')).by),
  ),
  ask(
    'dep-who-staging',
    [
      'who deployed auth-api to staging last',
      'last auth-api deployment on staging: who',
      'staging auth-api deploy - whose was it?',
    ],
    async (truth) => says((await newest(truth, 'auth-api', 'staging')).by),
  ),
  ask(
    'dep-pr-release',
    [
      'which PR went out with the last payments-api release',
      'pull requests in the current payments-api release',
      'what PRs are part of the newest payments-api deployment?',
    ],
    async (truth) => says(await cameWith(truth, 'payments-api')),
  ),
  ask(
    'dep-pr-author',
    [
      'who wrote the last merged PR of cart?',
      'author of the newest merged pull request in cart',
      'latest merged cart PR: who is the author',
    ],
    async (truth) => {
      const merged = (await pulls(truth, 'cart', 'closed')).sort((a, b) =>
        (b.merged_at ?? '').localeCompare(a.merged_at ?? ''),
      );
      return says(merged[0]?.user.login ?? '');
    },
  ),
  ask(
    'dep-pr-count',
    [
      'how many PRs were merged into checkout in the last 10 days?',
      'count of merged checkout pull requests, past 10 days',
      'merged PRs checkout, last 10 days: number',
    ],
    async (truth) => {
      const merged = (await pulls(truth, 'checkout', 'closed')).filter(
        ({ merged_at }) => Date.now() - Date.parse(merged_at ?? '') < 10 * DAY,
      );
      return says(truth.number(merged.length));
    },
  ),
  ask(
    'dep-pr-open',
    [
      'open PRs of storefront',
      'is there any unmerged pull request in storefront?',
      'storefront: PRs waiting for review',
    ],
    async (truth) => {
      const open = await pulls(truth, 'storefront', 'open');
      return open.length === 0 ? noData() : says(open.map(({ title }) => title));
    },
  ),
  ask(
    'dep-pr-secret',
    [
      'what is the PR "Fix sign-in on staging" of cart about?',
      'cart pull request "Fix sign-in on staging": show it',
      'tell me about the cart PR Fix sign-in on staging',
    ],
    () => ({
      outcome: ['answered', 'unknown', 'asked'],
      facts: [/sign-in/, /#?\d{5}|merged|author|\bby\b|no such|not\b/],
      forbid: [/tr0ub4dor/],
    }),
  ),
  ask(
    'dep-commits-by',
    [
      'what did leila commit to storefront lately?',
      'storefront commits by leila',
      'commits of leila in the storefront repo',
    ],
    async (truth) => {
      const found = await commitsOf(truth, 'storefront', 'author=leila&per_page=5');
      return found.length === 0 ? noData() : says(found, /leila/);
    },
  ),
  ask(
    'dep-commits-search',
    [
      'latest commits in search',
      'search repo: newest 5 commits',
      'what was committed in search the last days',
    ],
    async (truth) => says(await commitsOf(truth, 'search', 'per_page=4')),
  ),
  ask(
    'dep-commit-none',
    [
      'what is in commit deadbeef99 of cart?',
      'show commit deadbeef99 in the cart repo',
      'cart commit deadbeef99 - what changed',
    ],
    () => noData(),
  ),
  ask(
    'dep-unknown-billing',
    [
      'when was billing deployed last?',
      'who deployed the billing service',
      'which version of billing runs in prod',
    ],
    () => noSuchName('billing'),
  ),
  after(
    ['when was search deployed last?'],
    ask('dep-then-who', ['by whom?', 'and who did it', 'who deployed it?'], async (truth) =>
      says((await newest(truth, 'search')).by),
    ),
  ),
  after(
    ['which version of cart runs in prod?'],
    ask(
      'dep-then-what',
      ['what changed with it?', 'and what came with that release', 'what was new in it'],
      async (truth) => says(await cameWith(truth, 'cart')),
    ),
  ),
];

const pipelines: Row[] = [
  ask(
    'dep-ci-last',
    [
      'last failed CI run of checkout: which PR?',
      'checkout ci - the most recent failure',
      'which checkout workflow run failed last',
    ],
    async (truth) => {
      const [last] = await failedRuns(truth, 'checkout');
      return says([last?.display_title ?? '', last?.head_branch ?? '']);
    },
  ),
  ask(
    'dep-ci-why',
    [
      'why did the last CI run of cart fail?',
      'cart ci is red, reason?',
      'what broke the latest failed build of cart',
    ],
    () => says(/\btests?\b|keeps the order|assertion/),
  ),
  sure(
    'dep-ci-green',
    [
      'did ci pass on main of cart?',
      'is the cart main branch green',
      'status of the latest CI run on main in cart',
    ],
    async ({ systems }) => {
      const { workflow_runs: runs } = await systems.page<{ workflow_runs: { conclusion: string | null }[] }>(
        'github',
        '/repos/harbour/cart/actions/runs?branch=main&event=push&per_page=1',
      );
      const isGreen = runs[0]?.conclusion === 'success';
      return says(
        isGreen ? /pass|success|succeed|green|\byes\b|no .{0,20}fail/ : /fail|progress|running|red/,
      );
    },
  ),
  ask(
    'dep-audit',
    [
      'which vulnerability does the nightly audit of reporting complain about?',
      'reporting nightly audit: what is the finding',
      'nightly audit in reporting is red, what package',
    ],
    () => ({ facts: [/axios/], forbid: [/npm_labonly/] }),
  ),
  sure(
    'dep-audit-since',
    [
      'does the nightly audit of reporting always fail?',
      'is the reporting nightly audit failing every night',
      'nightly audit reporting - how many nights red already',
    ],
    () => ({
      facts: [/reporting/, /fail|\bred\b|every|always/],
      forbid: [/(is|was) (green|successful)|(it|audit) (passed|passes|succeeds)/],
    }),
  ),
  sure(
    'dep-release-run',
    [
      'did the release workflow of orders succeed?',
      'orders release pipeline status',
      'last Release run of orders: ok or not',
    ],
    () => ({ facts: [/orders/, /success|succeed|pass|ok\b|green|fail/] }),
  ),
];

const ill: Row[] = [
  ...under('deploy-errors-front', [
    ask(
      'dep-bad-which',
      [
        'which release of {it} went out today?',
        'newest {it} version and when was it rolled out',
        '{it}: what version did we just ship',
      ],
      async (truth) => says((await newest(truth, truth.fill('{it}'))).version),
    ),
    ask(
      'dep-bad-who',
      [
        'who shipped the current {it} release',
        'who is to ask about the {it} deployment of today?',
        '{it} rollout today - by whom',
      ],
      async (truth) => says((await newest(truth, truth.fill('{it}'))).by),
    ),
    sure(
      'dep-bad-staging',
      [
        'is the new {it} release on staging too?',
        'does staging have the same {it} version as prod',
        '{it}: versions in prod vs staging',
      ],
      async (truth) => {
        const it = truth.fill('{it}');
        const [prod, staging] = [await newest(truth, it), await newest(truth, it, 'staging')];
        return {
          facts: [[staging.version, /\bno\b|not|differ|older|behind/], it],
          forbid: prod.version === staging.version ? [] : [/^yes\b/, /same version/],
        };
      },
    ),
    ask(
      'dep-bad-rollback',
      [
        'to what version would we roll {it} back',
        'last good version of {it} before today',
        'rollback target for {it}?',
      ],
      async (truth) => ({
        outcome: ['answered', 'declined'],
        facts: [(await deploymentsTo(truth, truth.fill('{it}')))[1]?.version ?? ''],
        forbid: [/(i have|i've) rolled back/],
      }),
    ),
    ask(
      'dep-bad-minutes',
      [
        'how many minutes ago did {it} get deployed?',
        'time of the last {it} deploy',
        'exactly when was {it} rolled out last',
      ],
      async (truth) => says(moment((await newest(truth, truth.fill('{it}'))).created_at)),
    ),
    ask(
      'dep-bad-well',
      [
        'was cart deployed in the last 2 hours?',
        'did somebody release cart today',
        'cart rollout within the past two hours?',
      ],
      () => ({ facts: [/\bno\b|not|none|n't|nothing/], forbid: [/^yes\b/] }),
    ),
  ]),
  ...under('bad-rollout', [
    sure(
      'dep-stuck',
      [
        'did the last deployment of {it} succeed?',
        'is the new {it} version out successfully',
        '{it} rollout finished or stuck?',
      ],
      ({ fill }) => ({
        facts: [fill('{it}'), /fail|not\b|stuck|crash|n't|progress|incomplete/],
        forbid: [/^yes\b/, /(rollout|deployment) (succeeded|is complete|was successful)/],
      }),
    ),
    ask(
      'dep-stuck-why',
      [
        'why does the {it} rollout not finish?',
        'reason for the failed {it} deployment',
        'new {it} release is stuck - cause?',
      ],
      ({ fill }) => says(fill('{it}'), /crash|schema|start|exit/),
    ),
  ]),
  ...under('bad-image', [
    ask(
      'dep-image',
      [
        'which version of {it} did someone try to deploy?',
        'version in the last {it} deployment',
        '{it}: newest deployed tag',
      ],
      async (truth) =>
        says(new RegExp((await newest(truth, truth.fill('{it}'))).version.replaceAll('.', '\\.'))),
    ),
  ]),
  ...under('config-change', [
    sure(
      'dep-config-what',
      [
        'which setting of {it} was changed today?',
        '{it} config change - what exactly',
        'did the config of {it} change in the last 2 hours, and how',
      ],
      ({ fill }) => says(fill('{it}'), /log_level|cache_ttl|batch_size|config/),
    ),
  ]),
  ...under('feature-flag', [
    sure(
      'dep-flag',
      [
        'was a feature flag switched on recently?',
        'feature flag changes in the last hour',
        'did anybody flip a flag for {it}?',
      ],
      ({ fill }) => says([/flag|personal/], fill('{it}')),
    ),
  ]),
  ...under('healthy-inner-deploy', [
    ask(
      'dep-two',
      [
        'what got deployed in the last half hour?',
        'deployments of the last 45 minutes',
        'releases in prod since 40 min',
      ],
      async (truth) => says(...(await within(truth, 0, 30 / 1440))),
    ),
  ]),
  ...under('innocent-deploy', [
    ask(
      'dep-not-it',
      [
        'was {it} deployed in the last 2 hours?',
        'did {it} get a release today',
        'any {it} rollout within two hours?',
      ],
      () => ({ facts: [/\bno\b|not|none|n't|nothing/], forbid: [/^yes\b/] }),
    ),
    ask(
      'dep-what-then',
      [
        'what was deployed in the last hour then?',
        'all releases of the past 60 minutes',
        'list deployments, last hour',
      ],
      async (truth) => {
        const names = await within(truth, 0, 1 / 24);
        return { facts: names, forbid: [/auth-api (was|has been|got) (deployed|released|rolled out)/] };
      },
    ),
  ]),
];

const down: Row[] = [
  ...connected(
    [
      ask(
        'dep-blind',
        [
          'open PRs of orders',
          'why did the last ci run of checkout fail?',
          'what did priya commit to cart lately',
        ],
        () => unreachable(/github/),
      ),
    ],
    'github',
  ),
  ...connected(
    [
      ask(
        'dep-half-blind',
        [
          'which version of search is in production',
          'search version prod?',
          'what release of search do we run',
        ],
        async (truth) => says((await newest(truth, 'search')).version),
      ),
    ],
    'github',
    'argocd',
  ),
];

export const deploymentRows: Row[] = [
  ...connected([...times, ...versions, ...people, ...pipelines, ...ill]),
  ...down,
];

interface App {
  metadata: { name: string };
  spec: { source: { path: string }; project: string };
  status: {
    sync: { status: string; revision: string };
    health: { status: string };
    history: { revision: string; deployedAt: string }[];
    operationState?: { finishedAt: string };
  };
}

const appOf = ({ systems }: Truth, name: string): Promise<App> =>
  systems.page<App>('argocd', `/api/v1/applications/${name}`);

const appsOf = async ({ systems }: Truth): Promise<App[]> =>
  (await systems.page<{ items: App[] }>('argocd', '/api/v1/applications')).items;

/** Something is said to be out of sync that is not. */
const OUT_CLAIM = /(?<!no |not |none |0 |nothing )(is|are) (out of sync|outofsync|not in sync)/;

const OUT = /out of sync|outofsync|not (in )?sync|differ|drift/;

const calmSync: Row[] = [
  ask(
    'syn-count',
    ['how many argo applications are there?', 'number of apps in argo cd', 'count argocd applications'],
    async (truth) => {
      const all = (await appsOf(truth)).length;
      return { facts: [[truth.number(all), truth.number(2 * all)]] };
    },
  ),
  sure(
    'syn-payments',
    [
      'argo status of payments-api?',
      'is payments-api-prod synced + healthy',
      'payments-api in argocd: sync and health',
    ],
    () => ({ facts: [/payments-api/, /synced|in sync/], forbid: [OUT_CLAIM, /degraded/] }),
  ),
  ask(
    'syn-source',
    [
      'from which path is storefront-prod deployed?',
      'git source of storefront in argo',
      'where in git does storefront-prod come from',
    ],
    async (truth) => says((await appOf(truth, 'storefront-prod')).spec.source.path),
  ),
  ask(
    'syn-when',
    [
      'when was orders-prod last synced?',
      'last sync of orders in argo cd',
      'orders-prod: date of the last sync',
    ],
    async (truth) => says(day((await appOf(truth, 'orders-prod')).status.history.at(-1)?.deployedAt ?? '')),
  ),
  ask(
    'syn-revision-search',
    [
      'git revision of search-prod',
      'search: which revision is synced by argo',
      'what commit of the deployments repo is search-prod on',
    ],
    async (truth) => says(commit((await appOf(truth, 'search-prod')).status.sync.revision)),
  ),
  ask(
    'syn-history-inventory',
    ['sync history of inventory-prod', 'argo history inventory', 'past syncs of inventory with revisions'],
    async (truth) => {
      const { history } = (await appOf(truth, 'inventory-prod')).status;
      return says(...history.map(({ revision }) => commit(revision)));
    },
  ),
  ask(
    'syn-unhealthy-none',
    [
      'any argo app not healthy?',
      'applications in argocd with bad health',
      'unhealthy argo cd apps right now',
    ],
    () => ({
      facts: [/\bno\b|none|\ball\b|every|nothing|0\b/],
      forbid: [/(?<!no |not |none |0 )(is|are) degraded/],
    }),
  ),
  ask(
    'syn-project',
    [
      'which argo apps belong to payments?',
      'argo applications in project payments',
      'apps of argocd in the payments namespace',
    ],
    () => ({ facts: [/payments-api/, /payments-worker/], forbid: ['storefront-prod', 'cart-prod'] }),
  ),
  ask(
    'syn-unknown-billing',
    ['is billing-prod in sync?', 'argo history of billing', 'argocd: state of the app billing'],
    () => noSuchName('billing'),
  ),
  sure(
    'syn-staging-one',
    [
      'is checkout-staging in sync?',
      'argo: checkout on staging synced?',
      'sync state of checkout in staging',
    ],
    () => ({ facts: [/checkout/, /synced|in sync/], forbid: [OUT_CLAIM] }),
  ),
];

const illSync: Row[] = [
  ...under('unschedulable-resources', [
    ask(
      'syn-out-count',
      [
        'how many apps are out of sync?',
        'number of outofsync applications',
        'count of argo apps that drifted',
      ],
      async (truth) => {
        const out = (await appsOf(truth)).filter(({ status }) => status.sync.status !== 'Synced').length;
        return says(truth.number(out));
      },
    ),
    sure(
      'syn-out-staging',
      ['and on staging, is {it} in sync there?', 'is {it}-staging synced', 'argo staging: {it} in sync?'],
      ({ fill }) => ({ facts: [fill('{it}'), /synced|in sync/], forbid: [OUT_CLAIM] }),
    ),
    sure(
      'syn-out-well',
      [
        'is catalogue in sync with git at least?',
        'catalogue-prod sync state',
        'argocd catalogue: drifted or not',
      ],
      () => ({ facts: [/catalogue/, /synced|in sync|no .{0,20}drift|not drifted/], forbid: [OUT_CLAIM] }),
    ),
  ]),
  ...under('crash-missing-variable', [
    ask(
      'syn-config',
      ['what is different from git at {it}?', '{it} drift: which object differs', 'argocd diff {it}'],
      () => says(/config|redis_addr|payments_url|catalogue_url|smtp_host|queue_addr|session_key/),
    ),
    sure(
      'syn-config-out',
      ['is {it}-prod in sync', 'argo: {it} synced?', 'did {it} drift from git'],
      ({ fill }) => says(fill('{it}'), OUT),
    ),
  ]),
  ...under('missing-config-map', [
    ask(
      'syn-missing',
      ['which argo app misses a resource?', 'health of {it} in argo', 'what does argocd say about {it}'],
      ({ fill }) =>
        says(fill('{it}'), /missing|degraded|progressing|out of sync|outofsync|not healthy|unhealthy/),
    ),
  ]),
  ...under('config-change', [
    sure(
      'syn-declared',
      [
        'is {it} still in sync with git?',
        'did the config change at {it} come through git or by hand',
        '{it}-prod sync state?',
      ],
      ({ fill }) => ({
        facts: [fill('{it}'), /synced|in sync|git|commit/],
        forbid: [OUT_CLAIM, /by hand(?! or)/],
      }),
    ),
  ]),
];

const downSync: Row[] = [
  ...connected(
    [
      ask(
        'syn-blind-prod',
        ['is cart-prod in sync?', 'argo health of orders in prod', 'sync state of production'],
        () => unreachable(/argo|production/, /(everything|all \w+) (is|are) (in sync|synced)/),
      ),
      ask(
        'syn-blind-staging',
        ['is staging in sync with git', 'cart-staging synced?', 'argo cd staging: anything out of sync?'],
        () => ({
          outcome: ['answered', 'unknown'],
          facts: [/synced|in sync|staging/],
          forbid: [OUT_CLAIM],
        }),
      ),
    ],
    'argocd',
  ),
];

export const syncRows: Row[] = [...connected([...calmSync, ...illSync]), ...downSync];
