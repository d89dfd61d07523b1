import { json, text } from './fake-server.ts';
import type { Answer } from './fake-server.ts';

/** One way in which any server may fail to answer, and how the error's code ends for it. */
type WireFault = [what: string, answer: Answer, ends: string, retryable: boolean];

/** What may go wrong with any server on the wire: each is one clear error, its code begins with the system's own. */
export const WIRE_FAULTS: readonly WireFault[] = [
  ['a sign-in page', text('<html>Sign in</html>'), 'wrong-url', false],
  ['JSON of another shape', json({ hello: 'world' }), 'wrong-url', false],
  ['too many questions', text('slow down', 429, 'text/plain'), 'failing', true],
  ['a gateway in trouble', text('<html>502</html>', 502), 'failing', true],
  ['half an answer', text('{"data":[', 200, 'application/json'), 'broken-answer', true],
  [
    'a connection that breaks',
    (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"data"');
      setTimeout(() => response.destroy(), 20);
    },
    'broken-answer',
    true,
  ],
  ['eleven megabytes', text(`"${'x'.repeat(11 * 2 ** 20)}"`), 'answer-too-large', false],
];
