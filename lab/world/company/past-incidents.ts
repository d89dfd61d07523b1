/** Something that went wrong and is over, as the company wrote it down. */
export interface PastIncident {
  /** The service it struck, or undefined for the platform. */
  service: string | undefined;
  title: string;
  alert: string;
  urgent: boolean;
  daysAgo: number;
  minutes: number;
  /** What it turned out to be. */
  cause: string;
  remedy: string;
  notes: readonly string[];
}

/**
 * The incidents of before, the latest first. What metrics would show lies beyond their two weeks; only the restart of redis is
 * younger, as the cluster itself remembers it.
 */
export const PAST_INCIDENTS: readonly PastIncident[] = [
  {
    service: undefined,
    title: 'Pod data/redis-0 restarted',
    alert: 'KubePodRestarted',
    urgent: false,
    daysAgo: 9,
    minutes: 4,
    cause: 'redis-0 ended with code 1 once and came back by itself.',
    remedy: 'None needed: watched for an hour.',
    notes: ['One restart, replication caught up within seconds. Nobody noticed.'],
  },
  {
    service: 'checkout',
    title: 'checkout: error rate above 5 %',
    alert: 'ServiceHighErrorRate',
    urgent: true,
    daysAgo: 18,
    minutes: 47,
    cause: 'The card processor refused our client certificate, which had run out at midnight.',
    remedy: 'Certificate renewed by hand; a reminder 21 days ahead was added.',
    notes: [
      'payments-api answers 502 to every card payment, checkout passes it on.',
      'Client certificate of the card processor expired at 00:00. Renewing.',
      'New certificate is in place, error rate is back to normal.',
    ],
  },
  {
    service: 'search',
    title: 'search: answers take longer than 1 s',
    alert: 'ServiceHighLatency',
    urgent: false,
    daysAgo: 21,
    minutes: 95,
    cause: 'A full reindex ran at lunch time beside the usual traffic.',
    remedy: 'The reindex was moved to 03:00.',
    notes: ['CPU of search is at its limit since the reindex began.', 'Reindex cancelled.'],
  },
  {
    service: 'orders',
    title: 'orders: every database connection in use',
    alert: 'ConnectionPoolExhausted',
    urgent: true,
    daysAgo: 24,
    minutes: 31,
    cause: 'A report held a transaction open for 40 minutes; waiting orders took the rest of the pool.',
    remedy: 'Statement timeout of 60 s for the reporting role.',
    notes: [
      'pg_stat_activity shows one session "idle in transaction" since 09:12.',
      'Session ended, pool drains.',
    ],
  },
  {
    service: 'auth-api',
    title: 'auth-api: customers cannot sign in',
    alert: 'ServiceHighErrorRate',
    urgent: true,
    daysAgo: 29,
    minutes: 22,
    cause: 'The release before 2.30.1 read its signing key under a name that did not exist yet.',
    remedy: 'Rolled back, key renamed, released again.',
    notes: ['Started with the rollout at 10:04. Rolling back.', 'Rolled back; sign-ins work.'],
  },
  {
    service: undefined,
    title: 'Node harbour-prod-worker-2 is short of disk',
    alert: 'NodeFilesystemSpaceFillingUp',
    urgent: false,
    daysAgo: 33,
    minutes: 140,
    cause: 'Debug logs of a sidecar that was removed since.',
    remedy: 'Log rotation set to 100 MiB a container.',
    notes: ['/var/log/pods has 61 GiB.', 'Rotated and cleaned.'],
  },
  {
    service: 'notifications',
    title: 'notifications: queue is not worked off',
    alert: 'QueueBacklog',
    urgent: false,
    daysAgo: 37,
    minutes: 210,
    cause: 'The mail relay limited us after the autumn newsletter.',
    remedy: 'Newsletter is sent in batches of 5,000 an hour.',
    notes: ['SMTP answers 421 to two of three messages.', 'Relay lifted the limit, backlog is gone.'],
  },
];

const TRACKED_SINCE = 4100;

/** The key of the ticket that was written about a past incident. */
export function ticketOf(index: number): string {
  return `OPS-${TRACKED_SINCE + (PAST_INCIDENTS.length - index) * 13}`;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** When a past incident began and ended; each at a time of day of its own. */
export function timesOf(index: number, founded: number): { from: number; to: number } {
  const incident = PAST_INCIDENTS[index];
  const { daysAgo = 0, minutes = 0 } = incident ?? {};
  const from = Math.floor(founded / DAY) * DAY - daysAgo * DAY + (9 * 60 + index * 53) * MINUTE;
  return { from, to: from + minutes * MINUTE };
}
