import { own } from './own.ts';
const SIGNALS: Record<number, string> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
};

const CODES: Record<number, string> = {
  0: 'the process ended by itself and reported success',
  1: 'the application stopped with an error of its own; its last log lines say which',
  2: 'wrong usage of a command, or a Go program that panicked; its last log lines say which',
  125: 'the container runtime could not run the container',
  126: 'the command was found but could not be executed (no execute permission, or a wrong architecture)',
  127: 'the command was not found in the image',
  128: 'the container could not be started, or the process gave an invalid exit code',
  137: 'killed by SIGKILL: not by its memory limit as far as reported, so by the kubelet (a failing probe or an overrun grace period), by the node running out of memory, or by hand',
  134: 'aborted by SIGABRT: an assertion failed or the runtime gave up',
  139: 'a segmentation fault (SIGSEGV): the program touched memory it may not',
  143: 'ended by SIGTERM: it was asked to stop',
  255: 'the program gave a code outside the usual range, often -1; its log says why',
};

const BY_REASON: Record<string, string> = {
  OOMKilled: 'killed for using more memory than its limit allows (OOMKilled)',
  ContainerCannotRun: 'the container runtime could not start the command',
  StartError: 'the container runtime could not start the command',
  DeadlineExceeded: 'it ran longer than its active deadline allows',
};

function bySignal(signal: number): string {
  const name = SIGNALS[signal];
  return CODES[128 + signal] ?? `killed by signal ${signal}${name ? ` (${name})` : ''}`;
}

/**
 * What an exit code means, in half a sentence. The termination's reason, where given, is stronger than the number:
 * 137 with OOMKilled is the memory limit, 137 alone only says SIGKILL.
 */
export function explainExitCode(code: number, signal?: number, reason?: string): string {
  const known = reason === undefined ? undefined : own(BY_REASON, reason);
  if (known) return known;
  if (signal !== undefined && signal > 0) return bySignal(signal);
  const meaning = CODES[code];
  if (meaning) return meaning;
  if (code > 128 && code < 160) return bySignal(code - 128);
  return 'a code of the application’s own; its last log lines say why';
}
