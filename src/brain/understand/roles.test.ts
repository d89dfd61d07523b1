import { describe, expect, it } from 'vitest';
import type { Reading } from './reading.ts';
import { said } from './testing/say.ts';
import { understand } from './understand.ts';

const objectsOf = (reading: Reading): string[] =>
  reading.type === 'skill' ? reading.slots.objects.map(({ kind, name }) => `${kind}/${name}`) : [];

describe('a part that something plays', () => {
  it.each<[message: string, object: string]>([
    ['is the queue ok', 'StatefulSet/rabbitmq'],
    ['logs of the queue', 'StatefulSet/rabbitmq'],
    ['how much memory does the queue use', 'StatefulSet/rabbitmq'],
  ])('%s', (message, object) => {
    expect(objectsOf(understand(said(message)))).toContain(object);
  });

  it.each(['is the firewall ok', 'is vault ok', 'events of the vpn', 'what is wrong with the blorb'])(
    '%s: nothing plays it, and the whole cluster is not judged instead',
    (message) => {
      expect(understand(said(message)).type).toBe('no-such-name');
    },
  );

  it.each(['is the cluster ok', 'is everything fine', 'how are things', 'is production ok'])(
    '%s: the whole is meant',
    (message) => {
      const reading = understand(said(message));
      expect(reading.type === 'skill' && reading.skill).toBe('cluster-health');
    },
  );
});
