import { broken, count, exactly, healthy, says } from '../expect.ts';
import { ofSkill } from '../question.ts';

/** Follow-ups: what "it", "its", "the second one", "why" and "there" mean comes from what was said before. */
export const dialogue = ofSkill('dialogue', [
  {
    id: 'dialogue-its-logs',
    scenario: 'missing-env',
    dialogue: ['what is wrong with payment-processing-worker?'],
    phrasings: ['show me its logs', 'logs', 'and the logs?', 'can i see the logs of it'],
    expect: () => says(/deploy_env is undefined/),
  },
  {
    id: 'dialogue-its-image',
    scenario: 'missing-env',
    dialogue: ['is payment-processing-worker ok?'],
    phrasings: ['which image does it run?', 'its image?', 'what image is it'],
    expect: () => says(/1\.4\.0/),
  },
  {
    id: 'dialogue-its-events',
    scenario: 'node-selector',
    dialogue: ['is user-profile-import running?'],
    phrasings: ['show its events', 'events?', 'what do the events say'],
    expect: () => says(/failedscheduling|didn't match/),
  },
  {
    id: 'dialogue-why',
    scenario: 'two-sick-apps',
    dialogue: ['is cough healthy?'],
    phrasings: ['why?', 'why is that', 'how come?', 'and why'],
    expect: () => broken([/readiness|probe/, /9999|refused/], [/db_url/]),
  },
  {
    id: 'dialogue-why-list',
    scenario: 'two-sick-apps',
    dialogue: ['which deployments in clinic are not ready?'],
    phrasings: ['why is fever not ready?', 'why fever?', 'what about fever, why'],
    expect: () => broken([/db_url/], [/9999/]),
  },
  {
    id: 'dialogue-how-many-then-which',
    scenario: 'zoo',
    dialogue: ['how many deployments in zoo have the label diet=meat?'],
    phrasings: ['which ones?', 'which?', 'list them', 'names please'],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', { label: ['diet', 'meat'] }),
        truth.prod.names('Deployment', { ns: 'zoo' }),
      ),
  },
  {
    id: 'dialogue-second-one',
    scenario: 'zoo',
    dialogue: ['list the deployments in zoo with label diet=meat sorted by name'],
    phrasings: [
      'how many replicas does the second one have?',
      'replicas of the second one',
      'the second one: how many replicas',
    ],
    expect: () => ({ facts: ['tiger', /(?<!\d)2(?!\d)|two/] }),
  },
  {
    id: 'dialogue-first-one',
    scenario: 'zoo',
    dialogue: ['list the deployments in zoo with label diet=meat sorted by name'],
    phrasings: [
      'what image does the first one run?',
      'image of the first one',
      'the first one - which image',
    ],
    expect: () => says('lion', /nginx:1\.27\.0/),
  },
  {
    id: 'dialogue-and-staging',
    dialogue: ['how many pods are there in prod?'],
    phrasings: ['and in staging?', 'staging?', 'what about staging', 'same for staging'],
    expect: (truth) => ({ opening: [truth.number(truth.staging.pods().length)] }),
  },
  {
    id: 'dialogue-and-namespace',
    scenario: 'zoo',
    dialogue: ['how many deployments are in zoo?'],
    phrasings: ['and in kube-system?', 'kube-system?', 'what about kube-system'],
    expect: (truth) => count(truth.prod.all('Deployment', { ns: 'kube-system' }).length),
  },
  {
    id: 'dialogue-and-services',
    scenario: 'zoo',
    dialogue: ['how many deployments are in zoo?'],
    phrasings: ['and services?', 'and how many services?', 'what about services'],
    expect: (truth) => count(truth.prod.all('Service', { ns: 'zoo' }).length),
  },
  {
    id: 'dialogue-and-other',
    scenario: 'zoo',
    dialogue: ['which image does lion run?'],
    phrasings: ['and bear?', 'what about bear', 'bear?'],
    expect: () => says(/2\.4\.1/),
  },
  {
    id: 'dialogue-its-node',
    scenario: 'grafana',
    dialogue: ['is sea-turtle healthy?'],
    phrasings: ['which node is it on?', 'where does it run', 'what node?'],
    expect: (truth) => says(truth.prod.podsOf('sea-turtle')[0]?.spec.nodeName ?? 'none'),
  },
  {
    id: 'dialogue-its-pods',
    scenario: 'zoo',
    dialogue: ['is lion healthy?'],
    phrasings: ['show its pods', 'which pods does it have?', 'its pods'],
    expect: (truth) => says(...truth.prod.podsOf('lion').map((pod) => pod.metadata.name)),
  },
  {
    id: 'dialogue-previous',
    scenario: 'missing-env',
    dialogue: ['show me the logs of payment-processing-worker'],
    phrasings: [
      'and the previous ones?',
      'previous',
      'logs before the restart',
      'the logs from the previous run',
    ],
    expect: () => says(/deploy_env is undefined/),
  },
  {
    id: 'dialogue-restart-it',
    scenario: 'zoo',
    dialogue: ['is lion healthy?'],
    phrasings: ['restart it', 'ok bounce it', 'please restart it then'],
    expect: () => ({ outcome: 'declined', facts: [/rollout restart .*lion/] }),
  },
  {
    id: 'dialogue-change-topic',
    scenario: 'two-sick-apps',
    dialogue: ['why is fever crashing?'],
    phrasings: ['is robust healthy?', 'and robust, is that ok?', 'robust fine?'],
    expect: () => healthy('robust'),
  },
  {
    id: 'dialogue-three-turns',
    scenario: 'two-sick-apps',
    dialogue: ['what is wrong in clinic?', 'why is cough not ready?'],
    phrasings: ['show me its logs', 'its logs please', 'logs of that one'],
    expect: () => ({ facts: [/cache is cold/], forbid: [/db_url/] }),
  },
  {
    id: 'dialogue-no-focus',
    phrasings: ['show me its logs', 'why is it broken?', 'what about the second one?', 'restart it'],
    expect: () => ({
      outcome: ['asked', 'unknown', 'declined', 'answered'],
      severity: 'none',
      forbid: [/\b(crash|oomkilled|not ready)/],
    }),
  },
  {
    id: 'dialogue-thanks-then',
    scenario: 'missing-env',
    dialogue: ['what is wrong with payment-processing-worker?', 'thanks'],
    phrasings: ['can you show me its logs?', 'show its logs', 'its logs pls'],
    expect: () => says(/deploy_env is undefined/),
  },
  {
    id: 'dialogue-narrow',
    scenario: 'zoo',
    dialogue: ['list all services in zoo'],
    phrasings: ['only the ones of type NodePort', 'just the NodePort ones', 'which of them are NodePort?'],
    expect: (truth) =>
      exactly(
        truth.prod.names('Service', { ns: 'zoo', is: (one) => one.spec.type === 'NodePort' }),
        truth.prod.names('Service', { ns: 'zoo' }),
      ),
  },
]);
