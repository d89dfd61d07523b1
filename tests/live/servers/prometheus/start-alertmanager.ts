import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createChildren } from '../children/children.ts';
import { eventually, freePorts } from '../children/wait.ts';
import { debianProgram, provideTemplates } from './binaries.ts';
import type { LivePrometheus } from './start-prometheus.ts';

const CONFIG = 'route: { receiver: nobody, group_wait: 1s }\nreceivers: [{ name: nobody }]\n';

/** Starts Alertmanager on a free port of 127.0.0.1, alone, telling nobody. */
export async function startAlertmanager(): Promise<LivePrometheus> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jamie-alertmanager-'));
  const children = createChildren(folder);
  try {
    const config = path.join(folder, 'alertmanager.yml');
    writeFileSync(config, CONFIG);
    const [port = 0] = await freePorts(1);
    await provideTemplates();
    const program = await debianProgram('prometheus-alertmanager');
    const args = [
      `--config.file=${config}`,
      `--storage.path=${path.join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ];
    const server = children.start({ name: 'alertmanager', program, args });
    const url = `http://127.0.0.1:${port}`;
    const ready = async (): Promise<boolean> => {
      if (!server.running()) throw new Error(server.tail());
      return (await fetch(`${url}/-/ready`)).ok;
    };
    await eventually(ready, { what: 'Alertmanager' });
    return { url, stop: () => children.stopAll() };
  } catch (error) {
    await children.stopAll();
    throw error;
  }
}
