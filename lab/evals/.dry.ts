import { QUESTIONS } from './questions/index.ts';
import { readUserQuestions } from './users.ts';
import { openWorld } from './stage.ts';
import { readTruth } from './truth.ts';
import { inWords } from './match.ts';
const all = [...QUESTIONS, ...((await readUserQuestions()) ?? [])];
const groups = Map.groupBy(all, (q) => [q.scenario ?? []].flat().join('+'));
const only = process.argv[2];
for (const [key, qs] of groups) {
  if (only !== undefined && key !== only) continue;
  let w: any, struck: any;
  try {
    ({ world: w, struck } = await openWorld([qs[0]!.scenario ?? []].flat()));
  } catch (e) {
    console.log('SCENE', key, String(e).slice(0, 400));
    continue;
  }
  const t = readTruth(w, struck);
  if (struck) console.log(key, struck.namespace, struck.objects.join(' '));
  if (struck) console.log(key, struck.namespace, struck.objects.join(' '));
  if (key && process.argv[4]) {
    const prod = w.cluster('harbour-prod');
    const ns = new Set(prod.objects('Pod').map((p) => p.metadata.namespace));
    for (const p of prod.objects('Pod') as any[])
      if (!['shop', 'payments', 'platform', 'data', 'kube-system'].includes(p.metadata.namespace))
        console.log(
          '  ',
          key,
          p.metadata.namespace + '/' + p.metadata.name,
          p.status.phase,
          JSON.stringify(
            (p.status.containerStatuses ?? []).map((c: any) => [
              c.restartCount,
              c.ready,
              c.state,
              c.lastState,
            ]),
          ).slice(0, 260),
        );
  }
  for (const q of qs)
    for (const ph of q.phrasings) {
      try {
        t.fill(ph);
        (q.dialogue ?? []).map(t.fill);
      } catch (e) {
        console.log('FILL', q.id, String(e));
      }
    }
  for (const q of qs) {
    try {
      const e = q.expect(t);
      if (process.argv[3])
        console.log(
          q.id,
          (e.facts ?? []).map(inWords).join(' & ').slice(0, 200),
          '| open',
          (e.opening ?? []).map(inWords).join(' & ').slice(0, 150),
        );
    } catch (e) {
      console.log('EXPECT', q.id, String(e));
    }
  }
  await w.close();
}
