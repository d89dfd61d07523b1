import { execFile } from 'node:child_process';
import { chownSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { createChildren } from '../children/children.ts';
import type { Child } from '../children/children.ts';
import { eventually, freePorts } from '../children/wait.ts';
import { postgresPrograms } from './binaries.ts';

const NOBODY = 65_534;
const USER = 'jamie';
const PASSWORD = 'not-a-secret: a%40b';

/** A real PostgreSQL on loopback, with data of its own, which goes with it. */
export interface LivePostgres {
  /** Makes an empty database and gives its connection string. */
  createDatabase: () => Promise<string>;
  /** Runs a statement as the owner of everything. */
  query: (statement: string, database?: string) => Promise<Record<string, unknown>[]>;
  process: Child;
  stop: () => Promise<void>;
}

/** PostgreSQL refuses to run as root. */
function asSomebody(program: string, args: string[]): { program: string; args: string[] } {
  if (process.getuid?.() !== 0) return { program, args };
  const somebody = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--no-new-privs'];
  return { program: 'setpriv', args: [...somebody, program, ...args] };
}

async function initialise(folder: string, programs: string): Promise<void> {
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (process.getuid?.() === 0) for (const own of [folder, passwordFile]) chownSync(own, NOBODY, NOBODY);
  const how = ['--auth=scram-sha-256', `--username=${USER}`, `--pwfile=${passwordFile}`, '--no-sync'];
  const { program, args } = asSomebody(path.join(programs, 'initdb'), [
    ...how,
    '--encoding=UTF8',
    '--locale=C',
    `--pgdata=${path.join(folder, 'data')}`,
  ]);
  await promisify(execFile)(program, args, { cwd: folder });
}

function serverArguments(folder: string, port: number): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    jit: 'off',
  };
  const pairs = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', path.join(folder, 'data'), ...pairs];
}

function connectionString(port: number, database: string): string {
  return `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
}

function querying(port: number): LivePostgres['query'] {
  return async (statement, database = 'postgres') => {
    const client = new pg.Client({ connectionString: connectionString(port, database) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  };
}

/** Starts PostgreSQL 15 on a free port of 127.0.0.1. It ends with the process that started it. */
export async function startPostgres(): Promise<LivePostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jamie-live-postgres-'));
  const children = createChildren(folder);
  try {
    const programs = await postgresPrograms();
    await initialise(folder, programs);
    const [port = 0] = await freePorts(1);
    const command = asSomebody(path.join(programs, 'postgres'), serverArguments(folder, port));
    const server = children.start({ name: 'postgres', ...command });
    const query = querying(port);
    await eventually(
      async () => {
        if (!server.running()) throw new Error(server.tail());
        return (await query('select 1')).length === 1;
      },
      { what: 'PostgreSQL' },
    );
    let made = 0;
    const createDatabase = async (): Promise<string> => {
      const name = `jamie_${(made += 1)}`;
      await query(`create database ${name}`);
      return connectionString(port, name);
    };
    return { createDatabase, query, process: server, stop: () => children.stopAll() };
  } catch (error) {
    await children.stopAll();
    throw error;
  }
}
