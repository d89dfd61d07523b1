import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ANSWERS_FILE } from './answers-file.ts';
import type { Answered } from './ask.ts';

/** What Loki 3.7 answered, question by question. */
export const ANSWERS = JSON.parse(gunzipSync(readFileSync(ANSWERS_FILE)).toString()) as Answered[];
