const SERVICES =
  'checkout cart payments search auth orders catalogue shipping redis kafka postgres ingress frontend mailer billing inventory reports gateway'.split(
    ' ',
  );
const ASKED = [
  'why is {s} restarting?',
  'what is the error rate of {s}?',
  'how is {s} doing in namespace team-{n}?',
  'logs of {s}-{n}',
  'which pods of {s} are not ready?',
  'what changed in {s} since yesterday?',
  'we decided to move {s} to node pool {n}',
  'is the certificate of {s} still valid?',
  '{s} is slow again, p95 is {n} ms',
  'how much memory does {s} use?',
  'ImagePullBackOff on {s}-{n}',
  'roll {s} back to revision {n}',
];
const ANSWERED = [
  'It was killed for want of memory {n} times; its limit is {n}Mi.',
  'All {n} pods are ready, nothing to worry about.',
  'The registry refuses the credentials since build {n}.',
  'Its latency is high: {n} ms at the 95th percentile, the database waits for locks.',
  'It runs on node pool-{n}, and the last rollout was by Kim.',
];

const DAY = 24 * 3_600_000;

/** Turns as they might have been, the same for the same numbers. */
export function sayings(from: number, count: number) {
  return Array.from({ length: count }, (_, step) => {
    const at = from + step;
    const pick = (list: readonly string[], by: number): string => list[(at * by) % list.length] ?? '';
    const put = (text: string): string =>
      text.replaceAll('{s}', pick(SERVICES, 7)).replaceAll('{n}', String((at * 31) % 997));
    return {
      id: `bench-${at}`,
      message: put(pick(ASKED, 5)),
      answer: put(pick(ANSWERED, 3)),
      at: new Date(Date.now() - ((at * 37) % 400) * DAY).toISOString(),
    };
  });
}
