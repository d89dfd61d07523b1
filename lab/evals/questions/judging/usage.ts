import { NONE, says } from '../../expect.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

const CPU = /\d+ ?(m\b|millicores?|cores?|cpu|%)/;
const MEMORY = /\d+ ?(ki|mi|gi|kib|mib|gib|mb|gb)\b/;

const calm: Row[] = [
  ask(
    'u-top-cpu-prod',
    [
      'which pod burns the most cpu in prod?',
      'top cpu consumer among all pods',
      'k top po -A --sort-by=cpu | head -1',
    ],
    () => says(/postgres-\d/, CPU),
  ),
  ask(
    'u-top-memory-prod',
    ['which pod eats most memory cluster wide', 'top memory pod in prod', 'pod with the highest ram usage?'],
    () => says(/kube-apiserver/, MEMORY),
  ),
  ask(
    'u-shop-cpu',
    ['top cpu pods of shop', 'who needs most cpu in shop right now?', 'shop pods sorted by cpu usage'],
    () => says(/search-/, CPU),
  ),
  ask(
    'u-storefront',
    [
      'current cpu and memory of storefront',
      'how much does storefront consume at the moment?',
      'storefront usage',
    ],
    () => says('storefront', CPU, MEMORY),
  ),
  ask(
    'u-container',
    [
      'how much memory takes the proxy in {pod:orders}?',
      'usage per container of {pod:orders}',
      'k top pod {pod:orders} --containers',
    ],
    () => says(/proxy/, MEMORY),
  ),
  ask(
    'u-redis-limit',
    ['is redis near its memory limit?', 'redis memory use compared to limit', 'how full is redis (memory)'],
    () => says(/redis/, MEMORY),
  ),
  ask('u-nodes', ['k top nodes', 'cpu and memory usage of all nodes', 'how busy are our nodes'], ({ prod }) =>
    says(...prod.names('Node'), CPU),
  ),
  ask(
    'u-busiest',
    ['which node is the busiest by cpu?', 'node with highest cpu usage', 'most loaded node (cpu)'],
    () => says(/harbour-prod-worker-\d/, CPU),
  ),
  ask(
    'u-platform',
    ['top pods in platform', 'resource usage of platform pods', 'k top po -n platform'],
    ({ prod }) => says(...prod.podsOf('reporting').map(({ metadata }) => metadata.name), CPU, MEMORY),
  ),
  ask(
    'u-staging',
    ['how much memory does cart use on staging?', 'staging cart usage', 'cart memory (staging) right now'],
    () => says('cart', MEMORY),
  ),
  ask(
    'u-over-request',
    [
      'which pods use more cpu than they request?',
      'pods over their cpu request',
      'anyone above its cpu request?',
    ],
    () => ({
      facts: [NONE],
      severity: 'none',
    }),
  ),
  ask(
    'u-idle',
    ['which shop pod uses the least memory?', 'smallest memory user in shop', 'shop: min memory pod'],
    () => says(/cart-/, MEMORY),
  ),
];

const ill: Row[] = [
  ...under('hpa-at-max', [
    ask(
      'u-ill-load',
      ['cpu usage of {it} vs its request', 'how hot is {it}? cpu', 'current cpu of the {it} pods'],
      ({ fill }) => says(fill('{it}'), CPU),
    ),
  ]),
  ...under('metrics-server-down', [
    ask(
      'u-ill-none',
      ['how busy are the nodes right now?', 'top pods please', 'current memory usage of search?'],
      () => ({
        outcome: ['unknown', 'answered'],
        facts: [/metrics/],
        forbid: [/(uses|using) \d+ ?(mi|m)\b/],
      }),
    ),
  ]),
];

export const usageRows: Row[] = [...calm, ...ill];
