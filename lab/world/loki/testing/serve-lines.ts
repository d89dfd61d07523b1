import { serve } from '../../systems/serve.ts';
import type { RunningServer } from '../../systems/serve.ts';
import { answerLoki } from '../api/routes.ts';
import { writtenLines } from './written-lines.ts';
import type { WrittenStream } from './written-lines.ts';

/** The world's Loki over lines that a test has written. */
export function serveLines(streams: readonly WrittenStream[]): Promise<RunningServer> {
  const backend = { storage: writtenLines(streams), now: () => Date.now() };
  return serve(async () => (request) => answerLoki(backend, request), 0);
}
