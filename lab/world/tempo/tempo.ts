import type { Company } from '../systems/company.ts';
import type { Answerer } from '../systems/http.ts';
import { answerTempo } from './api/routes.ts';
import { createTraceStore } from './traces/store.ts';

/** Answers for Tempo over the company's requests. */
export function createTempo({ models, catchUp, now }: Company): Answerer {
  const store = createTraceStore(models, now);
  return (request) => {
    catchUp();
    return answerTempo(store, request, now());
  };
}
