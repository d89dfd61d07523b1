import { describe, expect, it } from 'vitest';
import { readAnswer } from './read-answer.ts';

const KNOWN = ['checkout', 'payments-api', 'auth-api', 'redis', 'redis-lockdown', 'worker-1'];
const read = (answer: string) => readAnswer(answer, 'checkout', KNOWN).causes;

describe('what an answer calls the cause', () => {
  it('is what its headline says, then what is less likely', () => {
    const answer = [
      '**`checkout` is slow. Most likely cause: `payments-api` (70 % sure).** [e1]',
      '- The latency of auth-api: 40 ms at worst.',
      'Less likely:',
      '- `redis` (12 %): The latency of redis is not measured.',
      'Timeline:',
      '- 13:00 worker-1 was drained',
    ].join('\n\n');
    expect(read(answer)).toEqual(['payments-api', 'redis']);
  });

  it('is the service itself, when the loss begins there', () => {
    expect(read('`checkout` is failing. Most likely cause: `checkout` itself (60 % sure).')).toEqual([
      'checkout',
    ]);
    expect(read('The loss begins at `checkout` itself; nothing that it calls explains it.')).toEqual([
      'checkout',
    ]);
  });

  it('is nothing, where all is as usual', () => {
    expect(read('`checkout` looks healthy. The latency of checkout: 40 ms: within what is usual.')).toEqual(
      [],
    );
  });

  it('is what a story blames, a pod counting as its workload', () => {
    expect(read('`checkout` fails because `redis-lockdown` lets nobody through to `redis`.')[0]).toBe(
      'redis-lockdown',
    );
    expect(read('`checkout` cannot reach payments-api-6d5f7c9b8d-x2m4n.')[0]).toBe('payments-api');
  });

  it('knows when it is said to be over', () => {
    const answer =
      '`checkout` is slow. Most likely cause: `redis` (70 % sure).\n\nIt is as usual again since.';
    expect(readAnswer(answer, 'checkout', KNOWN).saysOver).toBe(true);
  });
});
