/* eslint-disable max-lines -- data: questions, one after the other */
import { broken, count, exactly, healthy, NONE, says } from '../../expect.ts';
import type { Row } from '../../rows.ts';
import { after, ask, under } from '../../rows.ts';
import { bound, nodeOf, whole } from './facts.ts';

/** The company in good health: what was said before decides what is meant. */
const calm: Row[] = [
  after(
    ['how many replicas has storefront?'],
    ask('f-staging', ['staging too?', 'and over in staging', 'how many there on staging'], ({ staging }) =>
      says(whole(staging.podsOf('storefront').length)),
    ),
  ),
  after(
    ['which image does catalogue run?'],
    ask('f-next-name', ['inventory?', 'and inventory', 'what about the inventory one'], () =>
      says(/1\.5\.0/),
    ),
  ),
  after(
    ['which image does catalogue run?', 'and inventory?'],
    ask(
      'f-next-attribute',
      ['how many replicas does it have', 'its replicas?', 'replica count of that'],
      ({ prod }) => ({
        facts: [whole(prod.podsOf('inventory').length)],
      }),
    ),
  ),
  after(
    ['is search ok?'],
    ask('f-owner', ['who owns it?', 'which team is that', 'whose is it'], () => says('products')),
  ),
  after(
    ['is search ok?'],
    ask('f-limits', ['memory limit?', 'what is its mem limit', 'how much memory can it use'], () =>
      says(/512 ?mi/),
    ),
  ),
  after(
    ['is search ok?'],
    ask('f-previous', ['what did it run before?', 'previous version?', 'and the tag before that one'], () =>
      says(/0\.41\.0/),
    ),
  ),
  after(
    ['pods of orders'],
    ask('f-nodes', ['on which nodes?', 'where do they run', 'and their nodes?'], ({ prod }) =>
      says(...prod.podsOf('orders').map(nodeOf)),
    ),
  ),
  after(
    ['list the services in payments'],
    ask('f-port', ['which port?', 'on what port does it listen', 'its port?'], () =>
      says(/(?<!\d)80(?!\d)|8443/),
    ),
  ),
  after(
    ['how many pods are in platform?'],
    ask('f-names', ['list them', 'show me which', 'names?'], ({ prod }) =>
      says(...prod.podsOf('reporting').map(({ metadata }) => metadata.name)),
    ),
  ),
  after(
    ['how many pods are in platform?'],
    ask(
      'f-filter',
      [
        'how many of them are completed?',
        'only the finished ones, how many',
        'and how many of those are done (Succeeded)?',
      ],
      ({ prod, number }) => ({
        facts: [
          number(prod.pods({ ns: 'platform', is: ({ status }) => status.phase === 'Succeeded' }).length),
        ],
      }),
    ),
  ),
  after(
    ['how many deployments does team products have?'],
    ask('f-other-team', ['and team basket?', 'basket?', 'same for basket'], ({ prod }) =>
      count(prod.all('Deployment', { label: ['harbour.example/team', 'basket'] }).length),
    ),
  ),
  after(
    ['how many secrets are in shop?'],
    ask('f-kind', ['and config maps?', 'configmaps there?', 'how about cm'], ({ prod }) =>
      count(prod.all('ConfigMap', { ns: 'shop' }).length),
    ),
  ),
  after(
    ['how many secrets are in shop?', 'and in payments?'],
    ask('f-place-again', ['platform?', 'and platform', 'also for platform'], ({ prod }) =>
      count(prod.all('Secret', { ns: 'platform' }).length),
    ),
  ),
  after(
    ['which deployments in shop have an hpa?'],
    ask(
      'f-hpa-max',
      [
        'what is the maximum of checkout?',
        'max replicas of the checkout one',
        'and the upper limit for checkout',
      ],
      () => says(bound(8)),
    ),
  ),
  after(
    ['which deployments belong to team insight?'],
    ask('f-those', ['are they healthy?', 'all of them ok?', 'any problem with those'], () => ({
      outcome: ['answered'],
      facts: [/reporting|recommendations|healthy|ready|\ball\b|fine|no (problem|issue|trouble)/],
      forbid: [/(?<!nothing |none )\b(is|are) (not ready|unhealthy|broken|failing|down)\b/],
      severity: 'none',
    })),
  ),
  after(
    ['which deployments belong to team insight?'],
    ask(
      'f-those-ns',
      ['in which namespaces are they?', 'their namespaces?', 'what ns do these live in'],
      () => says('shop', 'platform'),
    ),
  ),
  after(
    ['describe node harbour-prod-worker-2'],
    ask(
      'f-node-pods',
      ['how many pods run there?', 'pod count on it', 'number of pods on that node'],
      ({ prod, number }) => ({
        facts: [
          [
            number(prod.pods({ is: (pod) => nodeOf(pod) === 'harbour-prod-worker-2' }).length),
            number(
              prod.pods({
                is: (pod) => nodeOf(pod) === 'harbour-prod-worker-2' && pod.status.phase === 'Running',
              }).length,
            ),
          ],
        ],
      }),
    ),
  ),
  after(
    ['describe node harbour-prod-worker-2'],
    ask(
      'f-node-other',
      ['same for harbour-prod-worker-3', 'and harbour-prod-worker-3?', 'now harbour-prod-worker-3'],
      () => says('harbour-prod-worker-3', /10\.20\.10\.13|m6i|eu-west-1a|ready|schedulable/),
    ),
  ),
  after(
    ['show me the cronjobs'],
    ask(
      'f-cron-last',
      ['when did the backup one run last?', 'last run of the backup?', 'the postgres one - last execution'],
      () => says([/0?2:00|2 ?am/, /\d+ ?h(ours?)?\b/, /\d{4}-\d\d-\d\d/]),
    ),
  ),
  after(
    ['is cart ok?'],
    ask('f-scale', ['scale it to 6', 'ok, 6 replicas then', 'please give it six replicas'], () => ({
      outcome: 'declined',
      facts: [/scale .*cart/, /6/],
    })),
  ),
  after(
    ['logs of cart'],
    ask('f-logs-other', ['now those of orders', 'and orders?', 'same for orders'], () =>
      says(/orders\/items|listener|dispatch|healthz/),
    ),
  ),
  after(
    ['which pods run on harbour-prod-worker-1?'],
    ask('f-shop-only', ['only those in shop', 'just the shop ones', 'limit that to shop'], ({ prod }) =>
      exactly(
        prod.names('Pod', { ns: 'shop', is: (pod) => nodeOf(pod) === 'harbour-prod-worker-1' }),
        prod.names('Pod', { ns: 'payments' }),
      ),
    ),
  ),
  after(
    ['can cart reach redis?'],
    ask('f-net-other', ['and postgres?', 'what about postgres', 'postgres as well?'], () => ({
      facts: [/postgres/, /\byes\b|\bcan\b|allow|nothing (blocks|stops)|reach|postgres-clients/],
      forbid: [/\b(cannot|can't) reach|(?<!not )is (blocked|denied)/],
      severity: 'none',
    })),
  ),
  after(
    ['is checkuot ok?'],
    ask('f-yes', ['yes', 'yes that one', 'y'], () => ({
      outcome: ['answered', 'asked', 'talked'],
      forbid: [/(not|n't|no) [^.]{0,40}checkuot/],
      severity: 'none',
    })),
  ),
  after(
    ['thanks for the help yesterday'],
    ask(
      'f-after-thanks',
      ['how many namespaces does prod have?', 'prod namespaces count?', 'number of namespaces please'],
      ({ prod }) => count(prod.all('Namespace').length),
    ),
  ),
  after(
    ['switch to staging', 'how many deployments are there?'],
    ask('f-prod-now', ['and in prod?', 'prod?', 'same question for production'], ({ prod }) =>
      count(prod.all('Deployment').length),
    ),
  ),
  after(
    ['what is the cpu request of cart?'],
    ask('f-correct', ['i meant memory', 'sorry, the memory request', 'no, memory not cpu'], () =>
      says(/192 ?mi/),
    ),
  ),
];

/** In the middle of an incident. */
const hot: Row[] = [
  ...under('crash-missing-variable', [
    after(
      ['what is going on in shop?'],
      ask('f-hot-since', ['since when?', 'when did it begin', 'how long already?'], () =>
        says([/\d+ ?(min|m\b|minutes?)/, /half an hour/, /\d\d:\d\d/]),
      ),
    ),
    after(
      ['what is going on in shop?'],
      ask('f-hot-fix', ['how do i fix it?', 'and the fix?', 'what should i do now'], () => ({
        outcome: ['answered', 'talked', 'declined'],
        facts: [/redis_addr|catalogue_url|payments_url|smtp_host|queue_addr|config/],
      })),
    ),
    after(
      ['why is {it} down?'],
      ask('f-hot-team', ['which team has to be called?', 'who owns it', 'whose service is that'], () =>
        says('basket'),
      ),
    ),
    after(
      ['why is {it} down?'],
      ask('f-hot-staging', ['does it work in staging?', 'is it the same on staging', 'staging ok?'], () => ({
        outcome: ['answered'],
        forbid: [/crash(ing|loop)[^.]{0,40}staging|staging[^.]{0,60}(?<!not |no )crash(ing|loop)/],
        severity: 'none',
      })),
    ),
  ]),
  ...under('bad-rollout', [
    after(
      ['is {it} ok?'],
      ask('f-hot-why', ['why not?', 'reason?', 'what does it die of'], () =>
        broken([/schema 7|unknown configuration|exit(ed)? (with )?(code )?1/]),
      ),
    ),
    after(
      ['why does {it} fail?'],
      ask('f-hot-undo', ['roll that back', 'undo it please', 'revert the deploy'], () => ({
        outcome: 'declined',
        facts: [/rollout undo/],
      })),
    ),
    after(
      ['why does {it} fail?'],
      ask(
        'f-hot-log',
        ['show the log of the failing pod', 'log of that pod please', 'what does it print?'],
        () => says(/schema 7|unknown configuration/),
      ),
    ),
  ]),
  ...under('pvc-pending', [
    after(
      ['which pods are pending?'],
      ask('f-hot-reason', ['what are they waiting for?', 'why', 'reason for that?'], () =>
        broken([/nvme-ultra|claim|volume|pvc/]),
      ),
    ),
    after(
      ['which pods are pending?', 'why?'],
      ask(
        'f-hot-classes',
        [
          'which storage classes do exist then?',
          'what classes do we have instead',
          'list the storage classes',
        ],
        () => says('fast-ssd', 'standard'),
      ),
    ),
  ]),
  ...under('infirmary', [
    after(
      ['what is broken in infirmary?'],
      ask('f-hot-pick', ['more about x-ray please', 'x-ray: details', 'why x-ray?'], () =>
        broken([/yaml|line 7|expected key/]),
      ),
    ),
    after(
      ['what is broken in infirmary?', 'why x-ray?'],
      ask('f-hot-back', ['and bandage-api?', 'now bandage-api', 'next: bandage-api, why?'], () =>
        broken([/not found|127/], [/line 7/]),
      ),
    ),
    after(
      ['what is broken in infirmary?'],
      ask('f-hot-well', ['is night-nurse fine?', 'night-nurse too?', 'but night-nurse works, right?'], () =>
        healthy('night-nurse'),
      ),
    ),
  ]),
  ...under('node-down', [
    after(
      ['is any node down?'],
      ask(
        'f-hot-how-many',
        ['how many pods were on it?', 'pod count there', 'number of pods on that one'],
        ({ prod, fill, number }) => ({
          outcome: ['answered'],
          facts: [
            [
              number(prod.pods({ is: (pod) => nodeOf(pod) === fill('{it}') }).length),
              number(
                prod.pods({ is: (pod) => nodeOf(pod) === fill('{it}') && pod.status.phase === 'Running' })
                  .length,
              ),
            ],
          ],
        }),
      ),
    ),
  ]),
  ...under('village', [
    after(
      ['logs of stamp-press'],
      ask('f-hot-errors', ['only errors', 'just the errors please', 'errors among them?'], () => ({
        facts: [[/ink-supplier/, /jammed/]],
        forbid: [/run 12 started/],
      })),
    ),
    after(
      ['can apprentice read configmaps in guild?'],
      ask('f-hot-rights', ['and delete them?', 'delete too?', 'may it also delete those'], () => ({
        facts: [/\bno\b|cannot|can't|may not|not allowed|denied|isn't/],
        forbid: [/^yes\b/],
      })),
    ),
  ]),
  ...under('invalid-image-name', [
    after(
      ['what is wrong in payments?'],
      ask('f-hot-others', ['anything else?', 'is that all?', 'other problems besides that?'], () => ({
        outcome: ['answered', 'talked', 'asked'],
        facts: [[NONE, /only|that is all|that's all|nothing|else|image/]],
        forbid: [/payments-api (is|has) (crash|fail|not ready|broken)/],
      })),
    ),
  ]),
];

export const dialogueRows: Row[] = [...calm, ...hot];
