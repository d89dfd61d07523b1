import { exactly, healthy, NONE, says } from '../expect.ts';
import { ofSkill } from '../question.ts';

const zooServices = ['lion', 'tiger', 'gate', 'cave'];

export const relations = ofSkill('relations', [
  {
    id: 'relations-pods-of',
    scenario: 'zoo',
    phrasings: [
      'which pods belong to deployment lion?',
      'pods of lion',
      'list the pods of the lion deployment',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.podsOf('lion').map((pod) => pod.metadata.name),
        truth.prod.names('Pod', { ns: 'zoo' }),
      ),
  },
  {
    id: 'relations-owner',
    scenario: 'zoo',
    phrasings: [
      'who owns {pod:bear}?',
      'what controls pod {pod:bear}',
      'which deployment does {pod:bear} belong to',
    ],
    expect: () => says(/(?<![a-z-])bear(?!-)/, /deployment|replica ?set/),
  },
  {
    id: 'relations-services-of',
    scenario: 'zoo',
    phrasings: [
      'which services point at lion?',
      'services that select the lion pods',
      'what services route to deployment lion',
    ],
    expect: () => ({
      facts: ['gate', 'lion'],
      forbid: zooServices.filter((name) => !['gate', 'lion'].includes(name)),
    }),
  },
  {
    id: 'relations-endpoints',
    scenario: 'zoo',
    phrasings: [
      'which pods are behind service gate?',
      'endpoints of service gate',
      'pods served by svc gate',
    ],
    expect: (truth) => says(...truth.prod.podsOf('lion').map((pod) => pod.metadata.name)),
  },
  {
    id: 'relations-configmap-users',
    scenario: 'config-users',
    phrasings: [
      'what uses config map menu-card?',
      'who mounts the configmap menu-card',
      'which workloads use configmap menu-card',
    ],
    expect: () => ({ facts: ['kitchen'], forbid: ['waiter'] }),
  },
  {
    id: 'relations-secret-users',
    scenario: 'config-users',
    phrasings: [
      'which workloads use secret till-key?',
      'who uses the secret till-key',
      'what references secret till-key',
    ],
    expect: () => ({ facts: ['waiter'], forbid: ['kitchen'] }),
  },
  {
    id: 'relations-configmap-unused',
    scenario: 'config-map',
    phrasings: [
      'what uses configmap feature-flags?',
      'which deployments reference feature-flags',
      'is anything using the config map feature-flags',
    ],
    expect: () => ({ facts: [NONE], severity: 'none' }),
  },
  {
    id: 'relations-pvc-users',
    scenario: 'disk-full',
    phrasings: [
      'which pod uses pvc data-data-processor-0?',
      'who mounts data-data-processor-0',
      'what is using the claim data-data-processor-0',
    ],
    expect: () => says(/(?<!data-)data-processor/),
  },
  {
    id: 'relations-hpa-target',
    scenario: 'hpa-no-requests',
    phrasings: [
      'which deployment does hpa golden-eagle scale?',
      'target of the golden-eagle hpa',
      'what does the hpa golden-eagle control',
    ],
    expect: () => says('golden-eagle', /deployment/),
  },
  {
    id: 'relations-netpol',
    scenario: 'blocked-frontend',
    phrasings: [
      'which network policies apply to backend-api?',
      'network policies that select backend-api',
      'netpol for backend-api in shopfloor',
    ],
    expect: () => says('backend-only-from-backend'),
  },
  {
    id: 'relations-netpol-none',
    scenario: 'healthy-payments',
    phrasings: [
      'which network policies apply to payment-clerk?',
      'is there a networkpolicy on payment-clerk',
      'netpol for payment-clerk?',
    ],
    expect: () => ({ facts: [NONE], severity: 'none' }),
  },
  {
    id: 'relations-owner-of-rs',
    scenario: 'grafana',
    phrasings: [
      'which replicaset belongs to deployment grafana',
      'replica sets of grafana',
      'rs of deployment grafana',
    ],
    expect: (truth) => says(truth.prod.names('ReplicaSet', { name: 'grafana-*' })[0] ?? 'none'),
  },
]);

export const rollout = ofSkill('rollout', [
  {
    id: 'rollout-status',
    scenario: 'grafana',
    phrasings: [
      'rollout status of grafana',
      'has the grafana rollout finished?',
      'kubectl rollout status deploy/grafana -n observatory',
    ],
    expect: () => ({
      ...says(/complete|finished|done|rolled out|up to date|success|1 of 1|1\/1/),
      severity: 'none',
    }),
  },
  {
    id: 'rollout-history',
    scenario: 'grafana',
    phrasings: [
      'rollout history of grafana',
      'revisions of deployment grafana',
      'kubectl rollout history deployment/grafana',
    ],
    expect: () => says(/revision|11\.2\.0/, /(?<!\d)1(?!\d)|one/),
  },
  {
    id: 'rollout-stuck',
    scenario: 'secret-mount',
    phrasings: [
      'rollout status of frontend-shop',
      'is the frontend-shop rollout done?',
      'frontend-shop deployment progress',
    ],
    expect: () => ({
      facts: [/0 of 3|0\/3|not (ready|complete|finished|done)|still|waiting|stuck|unavailable|0 ready/],
      forbid: [/rollout (is )?(complete|finished|successful)/],
    }),
  },
  {
    id: 'rollout-healthy-clerk',
    scenario: 'healthy-payments',
    phrasings: [
      'is payment-clerk fully rolled out',
      'payment-clerk rollout ok?',
      'rollout of payment-clerk complete?',
    ],
    expect: () => ({
      facts: [/2 of 2|2\/2|complete|finished|rolled out|up to date|all 2/],
      severity: 'none',
    }),
  },
  {
    id: 'rollout-strategy',
    scenario: 'grafana',
    phrasings: [
      'what is the update strategy of grafana',
      'rollout strategy of deployment grafana',
      'does grafana use RollingUpdate or Recreate?',
    ],
    expect: () => says(/rolling ?update/),
  },
]);

export const healthyScenes = ofSkill('diagnose', [
  {
    id: 'healthy-lion',
    scenario: 'zoo',
    phrasings: ['is lion ok?', 'lion healthy?', 'check deployment lion', 'any problems with lion'],
    expect: () => healthy('lion'),
  },
  {
    id: 'healthy-pod',
    scenario: 'zoo',
    phrasings: ['is pod {pod:tiger} healthy?', '{pod:tiger} ok?', 'check {pod:tiger}'],
    expect: () => healthy(),
  },
  {
    id: 'healthy-scaled-to-zero',
    scenario: 'zoo',
    phrasings: ['why does sloth have no pods?', 'sloth has no running pods, why', 'no pods for sloth?'],
    expect: () => ({
      facts: [
        /scaled (down )?to (0|zero)|0 replicas|zero replicas|replicas.{0,12}0|no replicas|nobody asked|asks for (0|none|no)/,
      ],
      forbid: [/crash/, /imagepull/, /unschedulable/],
    }),
  },
]);
