import { says } from '../expect.ts';
import { ofSkill } from '../question.ts';

export const events = ofSkill('events', [
  {
    id: 'events-pod',
    scenario: 'missing-env',
    phrasings: [
      'What kubernetes events are related to the payment-processing-worker pod in ledger?',
      'events of {pod:payment-processing-worker}',
      'kubectl events --for pod/{pod:payment-processing-worker}',
    ],
    expect: () => says(/back-?off/),
  },
  {
    id: 'events-ns',
    scenario: 'unmounted-config',
    phrasings: [
      'events in namespace console',
      'kubectl get events -n console',
      'what events happened in console?',
    ],
    expect: () => says(/failedmount/, /app-config/),
  },
  {
    id: 'events-warnings',
    scenario: 'node-selector',
    phrasings: [
      'recent warning events in profiles',
      'warnings in profiles namespace',
      'show me the Warning events of profiles',
    ],
    expect: () => says(/failedscheduling/),
  },
  {
    id: 'events-warnings-cluster',
    scenario: 'storage-class',
    phrasings: [
      'recent warning events in prod',
      'any warnings in the cluster lately?',
      'kubectl get events -A --field-selector type=Warning',
    ],
    expect: () => says(/standard-v2|provisioningfailed|failedscheduling/),
  },
  {
    id: 'events-deployment',
    scenario: 'grafana',
    phrasings: [
      'events of deployment grafana',
      'what happened to the grafana deployment, events',
      'kubectl events for deploy/grafana',
    ],
    expect: () => says(/scal(ed|ingreplicaset)|no events|created/),
  },
  {
    id: 'events-pvc',
    scenario: 'storage-class',
    phrasings: [
      'events of pvc redis-data',
      'events for persistentvolumeclaim redis-data in caches',
      'redis-data events',
    ],
    expect: () => says(/standard-v2|provisioningfailed/),
  },
  {
    id: 'events-none',
    scenario: 'healthy-payments',
    phrasings: [
      'warning events in billing-lab?',
      'any warnings in billing-lab',
      'show warning events of namespace billing-lab',
    ],
    expect: () => ({
      facts: [/\bno\b|none|nothing|not any/],
      severity: 'none',
      forbid: [/failedscheduling|backoff/],
    }),
  },
]);
