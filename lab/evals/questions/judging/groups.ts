import { says } from '../../expect.ts';
import type { Matcher } from '../../matcher.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import { number } from '../../truth.ts';
import { groups, live, nodeOf, ownerOf, placeOf, tally, teamOf } from './facts.ts';

/** Each group with either of two numbers: with and without what has finished. */
const either = (all: Map<string, number>, some: Map<string, number>): { facts: Matcher[] } => ({
  facts: [...all].flatMap(([key, size]): Matcher[] => [
    key,
    [number(size), ...(some.has(key) ? [number(some.get(key) ?? 0)] : [])],
  ]),
});

const company: Row[] = [
  ask(
    'g-team',
    [
      'deployments per team',
      'how many deployments does each team own',
      'team -> number of deployments table',
    ],
    ({ prod }) =>
      groups(
        tally(prod.all('Deployment', { is: (one) => teamOf(one) !== undefined }), (one) => teamOf(one) ?? ''),
      ),
  ),
  ask(
    'g-node',
    ['distribution of pods over the nodes', 'pods by node in prod', 'for each node the number of pods'],
    ({ prod }) => either(tally(prod.pods(), nodeOf), tally(live(prod), nodeOf)),
  ),
  ask(
    'g-owner',
    [
      'pods in kube-system grouped by owner kind',
      'kube-system: how many pods per owner kind (DaemonSet, ReplicaSet ...)',
      'break kube-system pods down by controller kind',
    ],
    ({ prod }) => {
      const sizes = tally(prod.pods({ ns: 'kube-system' }), ownerOf);
      return says(number(sizes.get('DaemonSet') ?? 0), number(sizes.get('ReplicaSet') ?? 0));
    },
  ),
  ask(
    'g-deploy-ns',
    ['count deployments for every namespace', 'deployments by ns', 'nr of deployments each namespace has'],
    ({ prod }) => groups(tally(prod.all('Deployment'), placeOf)),
  ),
  ask(
    'g-secret-type',
    ['break the secrets down by type', 'how many secrets of each type exist', 'group secrets on their type'],
    ({ prod }) => {
      const sizes = tally(prod.all('Secret'), (one) => ('type' in one ? String(one.type) : ''));
      return {
        facts: [...sizes].flatMap(([type, size]): Matcher[] => [
          new RegExp((type.split('/').at(-1) ?? '').toLowerCase()),
          number(size),
        ]),
      };
    },
  ),
  ask(
    'g-zone',
    ['nodes per zone', 'how are the nodes spread over availability zones', 'count nodes for each zone'],
    ({ prod }) =>
      groups(tally(prod.all('Node'), (one) => one.metadata.labels?.['topology.kubernetes.io/zone'] ?? '')),
  ),
  ask(
    'g-cm-ns',
    ['config maps per namespace', 'how many configmaps has each ns', 'cm count grouped by namespace'],
    ({ prod }) => groups(tally(prod.all('ConfigMap'), placeOf)),
  ),
  ask(
    'g-shop-node',
    [
      'how do the shop pods spread over the nodes?',
      'shop pods per node',
      'number of shop pods on each worker',
    ],
    ({ prod }) => either(tally(prod.pods({ ns: 'shop' }), nodeOf), tally(live(prod, 'shop'), nodeOf)),
  ),
  ask(
    'g-phase-data',
    [
      'data pods by phase',
      'phases of the pods in data, with counts',
      'how many pods of data are Running and how many Succeeded',
    ],
    ({ prod }) => groups(tally(prod.pods({ ns: 'data' }), ({ status }) => status.phase.toLowerCase())),
  ),
  ask(
    'g-staging-ns',
    ['staging: pods per namespace', 'pods for each namespace on staging', 'group staging pods by ns'],
    ({ staging }) => either(tally(staging.pods(), placeOf), tally(live(staging), placeOf)),
  ),
];

const village: Row[] = under('village', [
  ask(
    'g-wing',
    [
      'library deployments by wing label',
      'how many library deployments per wing',
      'group library deployments on label wing',
    ],
    ({ prod }) =>
      groups(tally(prod.all('Deployment', { ns: 'library' }), (one) => one.metadata.labels?.['wing'] ?? '')),
  ),
]);

const ill: Row[] = under('job-failing', [
  ask(
    'g-phase-platform',
    ['platform pods by phase', 'how many pods per phase in platform', 'phase breakdown of ns platform'],
    ({ prod }) => groups(tally(prod.pods({ ns: 'platform' }), ({ status }) => status.phase.toLowerCase())),
  ),
]);

export const groupRows: Row[] = [...company, ...village, ...ill];
