import type { Filter } from '../../inventory/query.ts';
import { STATUS_WORDS, type StatusWord } from '../../inventory/status-words.ts';
import { code, inline, join, type Markdown } from '../../answer/markdown.ts';

/** Each state behind "that is" or "that are". */
const ADJECTIVES: Record<StatusWord, string> = {
  ready: 'ready',
  'not-ready': 'not ready',
  healthy: 'healthy',
  unhealthy: 'unhealthy',
  failed: 'in a failed state',
  crashing: 'crashing',
  restarting: 'restarting',
  pending: 'pending',
  unschedulable: 'without a node that takes them',
  scheduled: 'scheduled',
  running: 'running',
  completed: 'completed',
  evicted: 'evicted',
  terminating: 'being deleted',
  oomkilled: 'hit by the memory limit (OOMKilled)',
  'image-pull': 'unable to pull an image',
  'config-error': 'held up by the configuration',
  creating: 'being created',
  unknown: 'in an unknown state',
  cordoned: 'cordoned',
  schedulable: 'open to new pods',
  'memory-pressure': 'under memory pressure',
  'disk-pressure': 'under disk pressure',
  pressure: 'under pressure',
  bound: 'bound',
  unbound: 'not bound',
  released: 'released',
  lost: 'lost',
  active: 'active',
  suspended: 'suspended',
  'scaled-to-zero': 'scaled to zero',
  stuck: 'stuck',
  unused: 'unused',
  'at-maximum': 'at the maximum',
  expired: 'expired',
  expiring: 'expired or within 30 days of it',
  'no-endpoints': 'without endpoints',
  full: 'nearly full (90 % or more)',
  updating: 'in the middle of a rollout',
};

const isStatusWord = (word: string): word is StatusWord => (STATUS_WORDS as readonly string[]).includes(word);

const adjective = (state: string): Markdown =>
  isStatusWord(state)
    ? inline`${ADJECTIVES[state]}`
    : state === 'tainted'
      ? inline`tainted`
      : inline`in status ${code(state)}`;

/** A state, or one of several, and its opposite. */
export function stateInWords(value: Filter['value'], count: number): { yes: Markdown; no: Markdown } {
  if (value === 'no-endpoints') return { yes: inline`without endpoints`, no: inline`with endpoints` };
  const states = join(
    [value].flat().map((state) => adjective(String(state))),
    ', ',
    ' or ',
  );
  const verb = count === 1 ? 'is' : 'are';
  return { yes: inline`that ${verb} ${states}`, no: inline`that ${verb} not ${states}` };
}
