import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Tool } from '#connectors/kit';
import { SYSTEM_NAMES } from '../../lab/world/systems/open.ts';
import { connectSystems, toolsBySystem } from '../../src/connect-systems.ts';
import { kubernetesTools } from '../../src/connectors/kubernetes/tools.ts';
import type { KubernetesConnector } from '../../src/connectors/kubernetes/index.ts';
import { loadConfig } from '../../src/ground/config/index.ts';
import { createLogger, createMetrics } from '../../src/ground/telemetry/index.ts';
import { mcpServersOf } from '../../src/mcp-servers.ts';
import { ROOT } from './source.ts';

const NOWHERE = 'http://127.0.0.1:1';
const CONNECTORS = readdirSync(join(ROOT, 'src/connectors'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'kit')
  .map(({ name }) => name);
/** What brings its tools from elsewhere has none of its own to be looked at. */
const OWN_TOOLS = CONNECTORS.filter((name) => name !== 'outside');

const at = (name: string, path: string): string => join(ROOT, 'src/connectors', name, path);
const text = (name: string, path: string): string => readFileSync(at(name, path), 'utf8');
const pascal = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** Everything that is connected when every system is known, and nobody is there to answer. */
async function everything() {
  const { config } = loadConfig({ env: {}, homedir: '/nowhere', timeZone: 'UTC', readFile: () => undefined });
  const world = Object.fromEntries(SYSTEM_NAMES.map((name) => [name, NOWHERE])) as Record<
    (typeof SYSTEM_NAMES)[number],
    string
  >;
  const connected = await connectSystems({
    config: { ...config, mcpServers: [{ name: 'other', url: NOWHERE }] },
    metrics: createMetrics({ staleness: () => [] }),
    world,
  });
  const unused = {
    all: () => [],
    infos: () => [],
    usable: () => {
      throw new Error('only described, never run');
    },
  };
  const tools = Object.values(kubernetesTools(unused)) as Tool[];
  const kubernetes = { tools } as KubernetesConnector;
  const log = createLogger({ level: 'error', write: () => undefined });
  const servers = await mcpServersOf({ kubernetes, connected }, log);
  return { servers, tools: new Map<string, Tool[]>([['kubernetes', tools], ...toolsBySystem(connected)]) };
}

let all: Awaited<ReturnType<typeof everything>>;
beforeAll(async () => {
  all = await everything();
});

describe.each(CONNECTORS)('the connector %s', (name) => {
  test('has the shape of the house', () => {
    for (const file of ['README.md', 'index.ts', 'connector.ts', 'schema.ts', 'tools.ts'])
      expect(existsSync(at(name, file)), file).toBe(true);
    expect(existsSync(at(name, 'client.ts')) || existsSync(at(name, 'client'))).toBe(true);
    expect(text(name, 'README.md').split('\n').length).toBeLessThan(25);
    for (const part of [/nouns?\W/i, /verbs?\W/i, /must never happen/i])
      expect(text(name, 'README.md')).toMatch(part);
  });

  test('exports one way to make it, its type, and types', () => {
    const index = text(name, 'index.ts');
    const values = [...index.matchAll(/export \{([^}]*)\}/g)].flatMap(([, names = '']) => names.split(','));
    const made = new RegExp(`^create${pascal(name)}Connector$`, 'i');
    expect(values.map((one) => one.trim()).filter((one) => made.test(one))).toHaveLength(1);
    expect(index).toMatch(new RegExp(`export type \\{[^}]*${pascal(name)}Connector\\b`, 'i'));
  });

  test('is an MCP server, and is connected where the others are', () => {
    expect(Object.keys(all.servers)).toContain(name);
    const wiring = ['compose.ts', 'connect-systems.ts', 'connect-kubernetes.ts', 'mcp-servers.ts'];
    const wired = wiring.map((file) => readFileSync(join(ROOT, 'src', file), 'utf8')).join('\n');
    expect(wired).toContain(`#connectors/${name}`);
  });
});

describe.each(OWN_TOOLS)('the tools of %s', (name) => {
  const own = (): Tool[] => all.tools.get(name) ?? [];

  test('lie in a file each, named by what they do', () => {
    const files = readdirSync(at(name, 'tools')).filter(
      (file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file),
    );
    const prefix = `${name.replaceAll('-', '_')}_`;
    expect(own().length).toBeGreaterThan(0);
    for (const tool of own()) {
      expect(tool.name.startsWith(prefix), tool.name).toBe(true);
      expect(files).toContain(`${tool.name.slice(prefix.length).replaceAll('_', '-')}.ts`);
    }
  });

  test('say what they are for, what they do to the world, and when they end', () => {
    for (const tool of own()) {
      expect(tool.name).toMatch(/^[a-z]+(_[a-z]+){2,}$/);
      expect(tool.description.length, tool.name).toBeGreaterThan(40);
      expect(tool.description.length, tool.name).toBeLessThan(700);
      expect(tool.effect, tool.name).toBe('read');
      expect(tool.deadlineMs, tool.name).toBeGreaterThanOrEqual(1_000);
      expect(tool.deadlineMs, tool.name).toBeLessThanOrEqual(60_000);
      expect(z.toJSONSchema(tool.input, { io: 'input' }).type, tool.name).toBe('object');
      expect(z.toJSONSchema(tool.output, { io: 'output' }).type, tool.name).toBe('object');
    }
  });

  test('are documented', () => {
    const page = readFileSync(join(ROOT, 'docs/generated/tools.md'), 'utf8');
    expect(
      own()
        .filter((tool) => !page.includes(`\`${tool.name}\``))
        .map((tool) => tool.name),
    ).toEqual([]);
  });
});

test('no two tools share a name', () => {
  const names = [...all.tools.values()].flat().map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
});

test('every connector is a folder, and every folder a connector', () => {
  expect(Object.keys(all.servers).sort()).toEqual(['all', ...CONNECTORS].sort());
});
