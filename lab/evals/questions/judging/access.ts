import { says } from '../../expect.ts';
import type { Expectation } from '../../question.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

const granted: Expectation = {
  facts: [/\byes\b|\bcan\b|allowed|\bmay\b|permitted/],
  forbid: [/cannot|may not|not allowed|denied|can't|^no\b/],
};
const refused: Expectation = {
  facts: [/\bno\b|cannot|can't|may not|not allowed|denied|isn't allowed|nothing|none|not permitted/],
  forbid: [/^yes\b/],
};

const company: Row[] = [
  ask(
    'a-cert-secrets',
    [
      'may cert-manager create secrets?',
      'can sa cert-manager in platform create secrets',
      'kubectl auth can-i create secrets --as system:serviceaccount:platform:cert-manager',
    ],
    () => granted,
  ),
  ask(
    'a-cert-delete',
    [
      'is cert-manager allowed to delete secrets?',
      'can serviceaccount cert-manager (platform) delete secrets',
      'kubectl auth can-i delete secrets --as system:serviceaccount:platform:cert-manager',
    ],
    () => refused,
  ),
  ask(
    'a-log-agent-watch',
    [
      'can log-agent watch pods?',
      'does sa log-agent have watch on pods',
      'kubectl auth can-i watch pods --as system:serviceaccount:platform:log-agent -A',
    ],
    () => granted,
  ),
  ask(
    'a-log-agent-logs',
    [
      'may log-agent read secrets?',
      'log-agent service account: access to secrets?',
      'kubectl auth can-i get secrets --as system:serviceaccount:platform:log-agent',
    ],
    () => refused,
  ),
  ask(
    'a-metrics-nodes',
    [
      'can metrics-server list nodes?',
      'is sa metrics-server in kube-system allowed to list nodes',
      'kubectl auth can-i list nodes --as system:serviceaccount:kube-system:metrics-server',
    ],
    () => granted,
  ),
  ask(
    'a-reader-elsewhere',
    [
      'may jamie-reader of shop list pods in payments?',
      'can system:serviceaccount:shop:jamie-reader list pods in the payments namespace',
      'kubectl auth can-i list pods -n payments --as system:serviceaccount:shop:jamie-reader',
    ],
    () => refused,
  ),
  ask(
    'a-reader-delete',
    [
      'can jamie-reader in payments delete deployments there?',
      'is jamie-reader (ns payments) allowed to delete deployments in payments',
      'kubectl auth can-i delete deployments -n payments --as system:serviceaccount:payments:jamie-reader',
    ],
    () => refused,
  ),
  ask(
    'a-checkout-anything',
    [
      'what rights does the checkout service account have?',
      'sa checkout in shop: permissions',
      'is service account checkout bound to any role',
    ],
    () => ({
      outcome: 'answered',
      facts: [/\bno\b|none|nothing|not|discovery|basic-user/],
      forbid: [/\b(delete|create|patch)\b.{0,20}\b(pods|deployments|secrets)\b/],
    }),
  ),
  ask(
    'a-who-secrets-ingress',
    [
      'which clusterrole does ingress-nginx have?',
      'role bound to service account ingress-nginx',
      'ingress-nginx sa: through which binding does it get rights',
    ],
    () => ({ facts: ['ingress-nginx', /cluster ?role/], forbid: [/not bound|\bno (cluster ?)?role/] }),
  ),
  ask(
    'a-who-delete-me',
    [
      'can I delete pods in shop?',
      'am i allowed to delete pods in shop',
      'kubectl auth can-i delete pods -n shop',
    ],
    () => granted,
  ),
  ask(
    'a-view-role',
    [
      'does the clusterrole view include secrets?',
      'can someone with role view read secrets',
      'clusterrole view: secrets allowed?',
    ],
    () => refused,
  ),
  ask(
    'a-unknown-sa',
    [
      'what may service account build-bot do?',
      'can sa build-bot in shop list pods',
      'rights of serviceaccount build-bot',
    ],
    () => ({
      outcome: ['answered', 'unknown', 'asked'],
      facts: [/build-bot/, /\bno\b|not|n't|none|nothing|unknown/],
      forbid: [/^yes\b/],
    }),
  ),
];

const village: Row[] = under('village', [
  ask(
    'a-apprentice-cm',
    [
      'may apprentice read configmaps in guild?',
      'can sa apprentice list configmaps in guild',
      'kubectl auth can-i get configmaps -n guild --as system:serviceaccount:guild:apprentice',
    ],
    () => granted,
  ),
  ask(
    'a-apprentice-delete',
    [
      'can apprentice delete configmaps in guild?',
      'is apprentice permitted to delete cm in guild',
      'kubectl auth can-i delete configmaps -n guild --as system:serviceaccount:guild:apprentice',
    ],
    () => refused,
  ),
  ask(
    'a-apprentice-secrets',
    [
      'can apprentice list secrets in guild?',
      'may serviceaccount apprentice list all secrets of guild',
      'kubectl auth can-i list secrets -n guild --as system:serviceaccount:guild:apprentice',
    ],
    () => refused,
  ),
  ask(
    'a-master-scale',
    [
      'may master update deployments in guild?',
      'can service account master in guild patch deployments in guild',
      'kubectl auth can-i patch deployments -n guild --as system:serviceaccount:guild:master',
    ],
    () => granted,
  ),
  ask(
    'a-master-delete',
    [
      'and can master delete deployments in guild?',
      'is sa master in guild allowed to delete deployments in guild',
      'kubectl auth can-i delete deployments -n guild --as system:serviceaccount:guild:master',
    ],
    () => refused,
  ),
  ask(
    'a-who-workshop',
    [
      'who has the role workshop in guild?',
      'subjects of rolebinding workshop-crew',
      'which users and groups are bound to role workshop',
    ],
    () => says(/anna@example\.com/, 'guild-elders', 'master'),
  ),
  ask(
    'a-anna',
    [
      'can anna@example.com patch deployments in guild?',
      'is the user anna@example.com allowed to update deployments in guild',
      'kubectl auth can-i update deployments -n guild --as anna@example.com',
    ],
    () => granted,
  ),
  ask(
    'a-role-rules',
    ['what does role tool-user grant?', 'describe role tool-user in guild', 'rules of the role tool-user'],
    () => says(/config ?maps/, /\bget\b/, /\blist\b/),
  ),
  ask(
    'a-apprentice-all',
    [
      'everything apprentice may do in guild',
      'permissions of sa apprentice',
      'what can serviceaccount apprentice do',
    ],
    () => ({
      facts: [/config ?maps/, /secret|seal/],
      forbid: [/\b(delete|create|patch)\b.{0,20}\bconfig ?maps\b/],
    }),
  ),
]);

export const accessRows: Row[] = [...company, ...village];
