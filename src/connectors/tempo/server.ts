import { createTempoClient } from './client.ts';
import type { TempoClient } from './client.ts';
import type { TempoSettings } from './settings.ts';
import { createVocabulary } from './words/vocabulary.ts';
import type { Vocabulary } from './words/vocabulary.ts';

/** What every tool works with. */
export interface Server {
  tempo: TempoClient;
  vocabulary: Vocabulary;
  now: () => number;
}

/** The server behind these settings. Nothing is asked yet. */
export function openServer(settings: TempoSettings, now: () => number): Server {
  const tempo = createTempoClient(settings);
  return { tempo, vocabulary: createVocabulary(tempo, now), now };
}
