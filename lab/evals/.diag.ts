import { writeFile } from 'node:fs/promises';
import { createKubernetesConnector } from '#connectors/kubernetes';
import { checkCluster } from '#diagnosis';
import { openWorld } from './stage.ts';
import { SICK } from './scenes/sick.ts';
import { TALKING } from './scenes/talking.ts';
import { USERS } from './scenes/users.ts';
const ids = ['', ...[...SICK, ...TALKING, ...USERS].map((s) => s.id)].filter(
  (i) => process.argv[2] === undefined || i === process.argv[2],
);
const log: any = {
  info() {},
  warn(...a: any[]) {
    console.log('warn', ...a);
  },
  error(...a: any[]) {
    console.log('error', ...a);
  },
  debug() {},
};
for (const id of ids) {
  const w = await openWorld(id ? [id] : []);
  const f = '/tmp/diag-kubeconfig';
  await writeFile(f, w.kubeconfig());
  const k = createKubernetesConnector({
    kubeconfigs: [f],
    files: [f],
    paths: [f],
    now: Date.now,
    log,
  } as any);
  await k.ready(5000);
  for (const c of k.clusters()) {
    if (c.state !== 'ready') console.log(JSON.stringify(c));
  }
  for (const c of k.clusters()) {
    const fs = checkCluster(k.snapshot(c.name));
    console.log('##', id, c.name, fs.length);
    for (const x of fs)
      console.log(
        '  -',
        x.severity,
        x.check,
        x.object.kind + '/' + x.object.namespace + '/' + x.object.name,
        '|',
        x.title,
        '|',
        x.cause,
        '| rel',
        x.related
          .map((r) => r.kind + '/' + r.name)
          .join(',')
          .slice(0, 100),
      );
  }
  await k.close();
  await w.close();
}
process.exit(0);
