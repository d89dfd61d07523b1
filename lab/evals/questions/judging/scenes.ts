/* eslint-disable max-lines -- data: questions, one after the other */
import { broken, exactly, healthy } from '../../expect.ts';
import type { Expectation } from '../../question.ts';
import type { Truth } from '../../truth.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import { isReady } from '../../truth.ts';

const unreadyIn =
  (ns: string) =>
  ({ prod }: Truth): Expectation =>
    exactly(
      prod.names('Deployment', {
        ns,
        is: (one) => (one.spec.replicas ?? 1) > 0 && (one.status.readyReplicas ?? 0) === 0,
      }),
      prod.names('Deployment', { ns }),
    );

/** Not broken, but not running either: whoever asks is told why. */
const idle = (...facts: NonNullable<Expectation['facts']>): Expectation => ({
  facts,
  forbid: [
    /(?<!not |n't |never )crash(ing|ed|loop)/,
    /(?<!not |n't |never )oomkilled/,
    /imagepull|cannot be pulled/,
  ],
});

const infirmary: Row[] = under('infirmary', [
  ask(
    'ward-password',
    [
      'pulse-monitor keeps restarting, db issue?',
      'why wont pulse-monitor run',
      'infirmary/pulse-monitor exit 1 - reason from the logs pls',
    ],
    () => broken([/password|authenticat/], [/oomkilled/]),
  ),
  ask(
    'ward-not-found',
    [
      'bandage-api dies with 127',
      'whats wrong with bandage-api, it does not come up',
      'is the entrypoint of bandage-api wrong?',
    ],
    () => broken([/not found|no such file|missing|\/opt\/bandage/], [/oomkilled/]),
  ),
  ask(
    'ward-yaml',
    [
      'x-ray crashes on start, config problem?',
      'what does x-ray complain about',
      'x-ray in infirmary is red - cause',
    ],
    () => broken([/yaml|line 7|expected key|pars/], [/oomkilled/]),
  ),
  ask(
    'ward-zero',
    ['why is crutch not running?', 'crutch has no pods, broken?', 'crutch is down, what happened to it'],
    () => idle(/(scaled|set|replicas?|asks|wants?).{0,40}(\b0\b|zero|none)|(\b0\b|zero) replicas/),
  ),
  ask(
    'ward-job-fine',
    [
      'did vaccine-import work?',
      'vaccine-import pod is not running any more, did it crash',
      'is job vaccine-import ok',
    ],
    () => ({
      facts: [/complet|succe|finished|done|\byes\b|healthy|ok\b/],
      forbid: [/(has|did|job) fail(ed)?\b/, /crash(ing|loop)/],
      severity: 'none',
    }),
  ),
  ask(
    'ward-suspended',
    [
      'bed-census never ran, why?',
      'why does cronjob bed-census create no jobs',
      'bed-census: schedule is every half hour but i see nothing',
    ],
    () => idle(/suspend|paused/),
  ),
  ask(
    'ward-well',
    ['night-nurse affected as well?', 'is night-nurse alright', 'how is infirmary/night-nurse doing'],
    () => healthy('night-nurse'),
  ),
  ask(
    'ward-all',
    [
      'what is ill in infirmary?',
      'infirmary namespace: list everything that fails with the reason',
      'give me all problems of ns infirmary',
    ],
    () =>
      broken(
        [/pulse-monitor/, /bandage-api/, /x-ray/],
        [/night-nurse (is|has) (crash|fail|not ready|broken|unhealthy)/],
      ),
  ),
  ask(
    'ward-which',
    [
      'which deployments in infirmary are crashing?',
      'infirmary deployments in CrashLoopBackOff - names',
      'name the crashlooping deployments of infirmary',
    ],
    unreadyIn('infirmary'),
  ),
  ask(
    'ward-how-many-bad',
    [
      'how many pods in infirmary are unready?',
      'infirmary: count of pods that are not ready (finished jobs do not count)',
      'number of crashing pods in ns infirmary',
    ],
    ({ prod, number }) => ({
      opening: [
        number(
          prod.pods({ ns: 'infirmary', is: (pod) => !isReady(pod) && pod.status.phase !== 'Succeeded' })
            .length,
        ),
      ],
    }),
  ),
  ask(
    'ward-db-host',
    [
      'which database host does pulse-monitor try to reach?',
      'pulse-monitor connects to which db?',
      'from the pulse-monitor log: name and port of its db',
    ],
    () => ({ outcome: 'answered', facts: [/vitals-db/] }),
  ),
  ask(
    'ward-not-memory',
    [
      'is x-ray being oom killed?',
      'does x-ray run out of memory',
      'x-ray restarts: memory limit too low, right?',
    ],
    () => ({
      outcome: 'answered',
      facts: [/\bno\b|not|n't|yaml|exit(ed)? (with )?(code )?1/],
      forbid: [/^yes\b/, /(was|is being|has been|got) oomkilled/, /memory limit is too low/],
    }),
  ),
]);

const pier: Row[] = under('pier', [
  ask(
    'pier-key',
    ['crane does not start, config?', 'CreateContainerConfigError on crane', 'why is pier/crane pending'],
    () => broken([/load_limit/, /crane-settings|config ?map/], [/oomkilled/, /imagepull/]),
  ),
  ask('pier-claim', ['winch Pending, why', 'which volume does winch miss?', 'winch pod has no node'], () =>
    broken([/winch-rope/], [/oomkilled/, /imagepull/]),
  ),
  ask(
    'pier-service',
    [
      'nobody reaches tug via its service',
      'service tug has zero endpoints, pod is ready tho',
      'does svc tug match its pods?',
    ],
    () => ({
      facts: [/tugboat/],
      forbid: [/oomkilled/, /crash(ing|loop)/],
    }),
  ),
  ask(
    'pier-hpa',
    [
      'hpa gantry is not working',
      'what is wrong with the autoscaler gantry',
      'does hpa gantry have a target?',
    ],
    () => ({
      facts: [
        'gantry',
        /not found|does(n't| not) exist|no (such )?deployment|missing|there is no|cannot find/,
      ],
      forbid: [/oomkilled/, /imagepull/],
    }),
  ),
  ask(
    'pier-ingress',
    [
      'tickets.harbour.example is down',
      '503 on ingress tickets, why?',
      'ingress tickets: does its backend exist',
    ],
    () => broken([/ticket-booth/], [/oomkilled/]),
  ),
  ask('pier-well', ['buoy ok?', 'any trouble with buoy', 'is pier/buoy up and serving'], () =>
    healthy('buoy'),
  ),
  ask(
    'pier-all',
    [
      'go through pier and tell me all that is wrong',
      'problems in namespace pier?',
      'pier: why are things not working',
    ],
    () => broken([/load_limit|crane/, /winch/]),
  ),
  ask(
    'pier-fix-tug',
    [
      'what should the selector of service tug be?',
      'how to repair svc tug',
      'which label would service tug have to select',
    ],
    () => ({ outcome: ['answered', 'talked', 'declined'], facts: [/tugboat|app ?[=:] ?tug\b/] }),
  ),
]);

const attic: Row[] = under('half-done', [
  ask(
    'attic-deadline',
    ['why did dust-count fail?', 'job dust-count failed, reason', 'dust-count: DeadlineExceeded?? explain'],
    () =>
      broken(
        [/120|2 ?min|two minutes|longer than|active ?deadline|time limit|too long|out of time/],
        [/oomkilled/, /imagepull/],
      ),
  ),
  ask(
    'attic-init',
    [
      'trunk stuck in Init',
      'what does the init container of trunk fail with',
      'why doesnt attic/trunk start',
    ],
    () => broken([/unpack|init/, /archive|tar\b|exit(ed)? (with )?(code )?1/], [/oomkilled/]),
  ),
  ask(
    'attic-cpu',
    [
      'rocking-horse cannot be scheduled, why not',
      'how much cpu does rocking-horse want, and is there a node that has it?',
      'both rocking-horse pods Pending',
    ],
    () => broken([/cpu/, /(?<!\d)64(?!\d| ?mi)/], [/oomkilled/, /imagepull/]),
  ),
  ask(
    'attic-paused',
    [
      'why has the clock deployment no pods?',
      'attic/clock: nothing is created, why',
      'i applied deployment clock but there is no replicaset. reason?',
    ],
    () => idle(/paused/),
  ),
  ask('attic-well', ['lamp fine?', 'attic/lamp healthy or not', 'is lamp one of the broken ones'], () =>
    healthy('lamp'),
  ),
  ask('attic-all', ['why are things in attic not up', 'attic triage please', 'what fails in ns attic'], () =>
    broken([/trunk/, /rocking-horse/]),
  ),
]);

const village: Row[] = under('village', [
  ask(
    'claim-waits',
    [
      'pvc scans in library is Pending. problem?',
      'why is claim scans not bound',
      'library/scans has no volume, how come',
    ],
    () => ({
      facts: [
        /first ?consumer|until (a|some|the first) pod|no pod|not (yet )?(been )?used|nothing (uses|mounts)|nobody (uses|mounts)|unused/,
      ],
      forbid: [/storage ?class.{0,40}(does not|doesn't) exist/, /crash(ing|loop)/],
    }),
  ),
  ask(
    'village-well',
    ['is catalog-scanner fine?', 'status catalog-scanner pls', 'anything odd with library/catalog-scanner?'],
    () => healthy('catalog-scanner'),
  ),
]);

const dns: Row[] = under('dns-coredns-crash', [
  ask(
    'dns-config',
    [
      'coredns crashlooping, whats wrong in its config',
      'which mistake is in the Corefile?',
      'coredns will not parse its config, what line',
    ],
    () => broken([/forwrad|:12\b|line 12/]),
  ),
]);

export const sceneRows: Row[] = [...dns, ...infirmary, ...pier, ...attic, ...village];
