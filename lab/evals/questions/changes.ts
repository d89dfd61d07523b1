import { says } from '../expect.ts';
import { ofSkill } from '../question.ts';

/** Scenes are put in just before they are asked about, so they are what changed last. */
export const changes = ofSkill('changes', [
  {
    id: 'changes-recent',
    scenario: 'missing-env',
    phrasings: [
      'what changed recently in prod?',
      'what changed in the last hour',
      'recent changes in prod',
      'did anyone deploy something in the last 30 minutes?',
    ],
    expect: () => says('payment-processing-worker'),
  },
  {
    id: 'changes-namespace',
    scenario: 'zoo',
    phrasings: [
      'what changed in zoo in the last hour?',
      'recent changes in namespace zoo',
      'what is new in zoo since an hour ago',
    ],
    expect: () => says('lion'),
  },
  {
    id: 'changes-one',
    scenario: 'grafana',
    phrasings: ['what changed in grafana?', 'when was grafana deployed', 'last change of deployment grafana'],
    expect: () => says('grafana', /minutes? ago|seconds? ago|just now|\d+ ?(s|m)\b|today|\d\d:\d\d/),
  },
  {
    id: 'changes-none',
    phrasings: [
      'what changed in kube-system in the last 2 minutes?',
      'changes in kube-system since 2 minutes ago',
      'anything deployed to kube-system in the past 2 minutes',
    ],
    expect: () => ({
      facts: [/\bno\b|nothing|none|not? (deployments?|changes?)|0 changes/],
      severity: 'none',
    }),
  },
]);
