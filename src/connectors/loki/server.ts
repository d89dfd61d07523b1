import { createLokiClient } from './client.ts';
import type { LokiClient } from './client.ts';
import type { LokiSettings } from './settings.ts';
import { createVocabulary } from './words/vocabulary.ts';
import type { Vocabulary } from './words/vocabulary.ts';

/** What every tool works with. */
export interface Server {
  client: LokiClient;
  vocabulary: Vocabulary;
  now: () => number;
}

/** The Loki behind these settings. Nothing is asked yet. */
export function openServer(settings: LokiSettings, now: () => number): Server {
  const client = createLokiClient(settings);
  return { client, vocabulary: createVocabulary(client, now), now };
}
