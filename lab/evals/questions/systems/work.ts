/* eslint-disable max-lines -- data: questions, one after the other */
import { cameWith, commit, deployedOf, nothingToBlame, onCallOf } from '../../company-facts.ts';
import { broken, NONE, noData, noSuchName, says, unreachable } from '../../expect.ts';
import type { Matcher } from '../../matcher.ts';
import { ofSkill } from '../../question.ts';
import type { Question } from '../../question.ts';
import type { Row } from '../../rows.ts';
import { ask, connected, under } from '../../rows.ts';

export const deployments: Question[] = ofSkill('deployments', [
  ...connected([
    ask(
      'sys-dep-what',
      [
        'what changed in the last deployment of checkout?',
        'last deployment of checkout: changes',
        'what came with the newest checkout release',
      ],
      async (truth) => says((await deployedOf(truth, 'checkout')).version, await cameWith(truth, 'checkout')),
    ),
    ask(
      'sys-dep-who',
      ['who deployed orders last?', 'who made the last orders deployment', 'last orders rollout by whom?'],
      async (truth) => says([(await deployedOf(truth, 'orders')).by, 'maren', 'priya', 'diego']),
    ),
    ask(
      'sys-dep-commit',
      ['which commit of checkout runs?', 'commit behind the running checkout image', 'checkout sha in prod'],
      async (truth) => says(commit((await deployedOf(truth, 'checkout')).sha)),
    ),
    ask(
      'sys-dep-runs',
      ['failed workflow runs of search', 'which github actions failed for search?', 'failing ci of search'],
      () => says(/fail/, 'CI'),
    ),
    ask(
      'sys-dep-unknown',
      [
        'what changed in the last deployment of warehouse?',
        'who deployed warehouse',
        'which commit of warehouse runs',
      ],
      () => noSuchName('warehouse'),
    ),
    ask(
      'sys-dep-inert',
      [
        'pull requests of storefront',
        'newest merged PRs of storefront',
        'show the last pull requests in storefront',
      ],
      () => ({
        facts: [/#?\d{4,}/],
        forbid: [/^production is healthy/, /scaled checkout/, /i (have )?approved/],
      }),
    ),
  ]),
  ...connected(
    under('deploy-errors-front', [
      ask(
        'sys-dep-ill',
        [
          'what was deployed within the last hour?',
          'recent deployments, past hour',
          'any release in the last 60 minutes?',
        ],
        ({ fill }) => says(fill('{it}')),
      ),
    ]),
  ),
  ...connected(
    [
      ask(
        'sys-dep-down',
        ['pull requests of search', 'last commits of search', 'failed runs of search'],
        () => unreachable(/github/),
      ),
    ],
    'github',
  ),
]);

export const sync: Question[] = ofSkill('sync', [
  ...connected([
    ask(
      'sys-syn-staging',
      ['is staging in sync?', 'staging in sync with git?', 'argo cd: is staging synced'],
      () => ({
        facts: [/in sync|synced/],
        forbid: [/(?<!no |not |none |0 )(applications? )?(is|are) out of sync/],
      }),
    ),
    ask(
      'sys-syn-app',
      ['argo status of cart', 'is cart synced and healthy in argocd?', 'sync state of cart-prod'],
      () => says(/cart/, /sync/),
    ),
    ask(
      'sys-syn-history',
      ['argo history of storefront', 'sync history storefront-prod', 'when was storefront synced?'],
      () => says(/storefront/, /[0-9a-f]{7}|\d{4}|\d\d:\d\d/),
    ),
  ]),
  ...connected(
    under('unschedulable-resources', [
      ask(
        'sys-syn-drift',
        ['what is not in sync?', 'is production in sync?', 'which applications drifted?'],
        ({ fill }) => says(fill('{it}')),
      ),
      ask(
        'sys-syn-diff',
        ['where does {it} differ from git?', 'diff of {it} in argo', 'why is {it} out of sync'],
        () => says(/cpu|memory|resources|requests/),
      ),
    ]),
  ),
  ...connected(
    [
      ask('sys-syn-down', ['is prod in sync with git?', 'argo status of cart', 'apps out of sync?'], () =>
        unreachable(/argo/, /(everything|all \w+) (is|are) (in sync|synced)/),
      ),
    ],
    'argocd',
    'argocdStaging',
  ),
]);

export const incidents: Question[] = ofSkill('incidents', [
  ...connected([
    ask(
      'sys-inc-none',
      ['are there open incidents?', 'current incidents', 'active incidents in pagerduty'],
      () => ({ facts: [NONE] }),
    ),
    ask(
      'sys-inc-oncall',
      ['who is on call for search?', 'on-call for search now', 'who carries the pager for search'],
      async (truth) => says(await onCallOf(truth, 'products')),
    ),
    ask(
      'sys-inc-past',
      [
        'past incidents of search',
        'search incident history of the last 30 days',
        'did search have incidents lately?',
      ],
      () => says(/longer than 1 s|reindex|#?299/),
    ),
    ask('sys-inc-ticket', ['tell me about OPS-4022', 'OPS-4022?', 'what does ticket OPS-4022 say'], () =>
      says(/delivery date/),
    ),
    ask(
      'sys-inc-change',
      [
        'change requests of cart',
        'servicenow changes for cart',
        'which change request belongs to the cart release?',
      ],
      () => says(/chg\d+/, /cart/),
    ),
    ask('sys-inc-missing', ['tell me about OPS-77777', 'ticket OPS-77777', 'who works on OPS-77777?'], () =>
      noData(/ops-77777/),
    ),
  ]),
  ...connected(
    under('auth-outage', [
      ask(
        'sys-inc-open',
        ['open incidents?', 'which incidents are going on', 'pagerduty incidents now'],
        () => says(/auth-api/),
      ),
    ]),
  ),
  ...connected(
    [
      ask(
        'sys-inc-down',
        ['incidents that are open?', 'who is on call for search?', 'incidents of the last week'],
        () => unreachable(/pagerduty/),
      ),
    ],
    'pagerduty',
  ),
]);

export const dashboards: Question[] = ofSkill(
  'dashboards',
  connected([
    ask(
      'sys-das-service',
      ['dashboard of checkout', 'grafana checkout', 'link to the checkout dashboard'],
      () => says(/checkout service|svc-checkout/),
    ),
    ask(
      'sys-das-panel',
      [
        'which panel shows the error rate of cart?',
        'panel for cart errors',
        'grafana panel with the cart error rate',
      ],
      () => says(/error rate/, /cart/),
    ),
    ask(
      'sys-das-none',
      ['dashboard about submarines', 'grafana dashboard for cassandra', 'is there a rabbitmq dashboard?'],
      () => noData(),
    ),
  ]),
);

export const slo: Question[] = ofSkill('slo', [
  ...connected([
    ask('sys-slo-one', ['slo of checkout', 'error budget of checkout', 'how is the checkout slo?'], () =>
      says(/checkout/, /budget|burn|slo|99\.5/),
    ),
    ask('sys-slo-all', ["let's check the SLOs", 'are our slas fine?', 'error budgets of all services'], () =>
      says(/storefront/, /checkout/),
    ),
  ]),
  ...connected(
    under('auth-outage', [
      ask(
        'sys-slo-burn',
        ['burn rate auth-api now', 'is the error budget of auth-api burning?', 'slo of auth-api'],
        () => ({ facts: [/auth-api/, /burn|budget/], forbid: [/within (its )?budget|not burning/] }),
      ),
    ]),
  ),
]);

const SLOW = ['why is {victim} so slow?', '{victim} takes very long, why', 'what makes {victim} slow'];
const ERRORS = [
  'why does {victim} fail?',
  'your error rate on {victim} is climbing: why?',
  'users get errors from {victim}, why',
];

const why = (scenario: string, said: string[], ...kind: Matcher[]): Row[] =>
  under(scenario, [ask(`sys-why-${scenario}`, said, ({ fill }) => broken([fill('{it}'), ...kind]))]);

export const whySignals: Question[] = ofSkill(
  'diagnose',
  connected([
    ...why('auth-outage', ERRORS),
    ...why('pool-exhausted', ERRORS, /pool|connection/),
    ...why('deploy-errors-front', ERRORS, /deploy|release|rollout|version/),
    ...why('deploy-latency-downstream', SLOW, /deploy|release|rollout|version/),
    ...why('slow-query', SLOW, /slow|latency|database|quer/),
    ...why('disk-filling', SLOW, /disk|filesystem/),
    ...under('healthy-deploy', [
      ask(
        'sys-why-deploy',
        ['why might {victim} be slow?', 'what is wrong with {victim}?', 'did the release of {it} break it?'],
        () => nothingToBlame(),
      ),
    ]),
    ask(
      'sys-why-calm',
      ['why is cart slow?', 'users get errors from catalogue, why?', 'root cause of the checkout latency?'],
      () => nothingToBlame(),
    ),
  ]),
);
