import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import type { Mood, Reading } from '../reading.ts';

/** Reads a message as a question to one system, or not at all. */
export type SystemReader = (analysis: Analysis, features: Features, mood: Mood) => Reading | undefined;
