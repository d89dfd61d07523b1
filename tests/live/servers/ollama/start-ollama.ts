import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createChildren } from '../children/children.ts';
import { eventually, freePorts } from '../children/wait.ts';
import { builtOllama } from './build-ollama.ts';

const run = promisify(execFile);

/** An Ollama that runs, with one small model. */
export interface LiveOllama {
  url: string;
  model: string;
  stop: () => Promise<void>;
}

const MODEL = 'smollm2';

/** The conversation as this model was taught to read it. */
const modelfile = (weights: string): string => `FROM ${weights}
TEMPLATE """{{- range .Messages }}<|im_start|>{{ .Role }}
{{ .Content }}<|im_end|>
{{ end }}<|im_start|>assistant
"""
PARAMETER stop "<|im_end|>"
PARAMETER num_thread 1
`;

/** Starts Ollama on a free port, in a folder of its own. Throws, with the remedy, when it has not been built. */
export async function startOllama(): Promise<LiveOllama> {
  const files = builtOllama();
  if (files === undefined)
    throw new Error('Ollama has not been built: run "node tests/live/servers/build.ts" first.');
  const folder = mkdtempSync(path.join(tmpdir(), 'jamie-ollama-'));
  const children = createChildren(folder);
  const [port = 0] = await freePorts(1);
  const host = `127.0.0.1:${port}`;
  const url = `http://${host}`;
  const settings = { OLLAMA_HOST: host, OLLAMA_MODELS: path.join(folder, 'models'), HOME: folder };
  const assigned = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const unload = async (): Promise<void> => {
    const body = JSON.stringify({ model: MODEL, keep_alive: 0 });
    await fetch(`${url}/api/generate`, { method: 'POST', body }).catch(() => undefined);
  };
  // The model runs in a process of Ollama's own, which ends when the model is unloaded.
  const stop = () => unload().then(() => children.stopAll());
  try {
    const args = [...assigned, files.program, 'serve'];
    const server = children.start({ name: 'ollama', program: '/usr/bin/env', args });
    const isUp = async () => {
      if (!server.running()) throw new Error(server.tail());
      return (await fetch(`${url}/api/version`)).ok;
    };
    await eventually(isUp, { what: 'Ollama', within: 60_000 });
    const description = path.join(folder, 'Modelfile');
    writeFileSync(description, modelfile(files.weights));
    await run(files.program, ['create', MODEL, '-f', description], { env: { ...process.env, ...settings } });
    return { url, model: MODEL, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
