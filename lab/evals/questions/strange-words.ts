import type { Expectation, Question } from '../question.ts';
import { ofSkill } from '../question.ts';
import { ask } from '../rows.ts';

/** Not known, and said so: nothing is claimed about something that nobody can see. */
const unheardOf = (): Expectation => ({
  outcome: ['unknown', 'asked', 'declined'],
  severity: 'none',
});

/** A word is left over that the cluster knows nothing of: an answer that passes over it answers another question. */
export const strangeWords: Question[] = [
  ...ofSkill('out-of-reach', [
    ask(
      'word-firewall',
      ['is the firewall ok?', 'firewall healthy?', 'any problem with the firewall'],
      unheardOf,
    ),
    ask('word-vpn', ['is the vpn up?', 'vpn status', 'does the vpn work'], unheardOf),
    ask(
      'word-printer',
      ['are the printers healthy?', 'printer ok', 'what is wrong with the printers'],
      unheardOf,
    ),
    ask(
      'word-tape',
      ['are the backup tapes fine?', 'tape library status', 'is the tape robot ok'],
      unheardOf,
    ),
    ask('word-cdn', ['is the cdn slow?', 'cdn cache hit ratio?', 'what does the cdn say'], unheardOf),
    ask('word-raid', ['is the raid controller ok?', 'raid status please', 'any degraded raid?'], unheardOf),
    ask(
      'word-licence',
      ['when does our licence run out?', 'licence status', 'is the licence still valid'],
      unheardOf,
    ),
    ask('word-elevator', ['is the elevator working?', 'elevator down?', 'check the elevator'], unheardOf),
  ]),
  ...ofSkill('inventory', [
    ask(
      'word-angry',
      ['list the angry pods', 'how many angry pods are there?', 'any angry pods in shop?'],
      unheardOf,
    ),
    ask(
      'word-karma',
      ['pods in shop sorted by karma', 'sort the shop pods by karma', 'which shop pod has the highest karma'],
      unheardOf,
    ),
    ask(
      'word-compliant',
      [
        'which deployments are compliant?',
        'how many pods are compliant',
        'list compliant deployments in shop',
      ],
      unheardOf,
    ),
    ask(
      'word-unicorn',
      [
        'how many unicorn deployments are in payments?',
        'unicorn deployments in payments',
        'which payments deployments are unicorns',
      ],
      unheardOf,
    ),
    ask(
      'word-horoscope',
      ['which pods in data are libra?', 'how many pods in data are libra', 'libra pods of data'],
      unheardOf,
    ),
    ask(
      'word-blessed',
      [
        'deployments blessed by the security team',
        'which deployments were blessed',
        'count the blessed deployments',
      ],
      unheardOf,
    ),
  ]),
  ...ofSkill('describe', [
    ask(
      'word-colour',
      ['what colour is checkout?', 'colour of checkout', 'checkout: which colour'],
      unheardOf,
    ),
    ask(
      'word-invoice',
      ['what does checkout cost per month?', 'monthly bill of checkout', 'invoice for checkout'],
      unheardOf,
    ),
    ask(
      'word-licensed',
      ['is checkout gdpr certified?', 'gdpr status of checkout', 'which gdpr level has checkout'],
      unheardOf,
    ),
  ]),
];
