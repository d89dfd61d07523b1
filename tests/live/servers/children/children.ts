import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** How to start one server. */
export interface Command {
  name: string;
  program: string;
  args: string[];
}

/** A server that runs. Its output is in `<name>.log` of the folder. */
export interface Child {
  name: string;
  /** True until the process has ended. */
  running(): boolean;
  /** The last lines of what it printed. */
  tail(): string;
  /** Freezes the process: connections stay open and nothing answers. */
  pause(): void;
  /** Lets a frozen process go on. */
  resume(): void;
  /** Kills the process and returns when it is gone. */
  stop(): Promise<void>;
}

/** Servers that end together, at the latest with the process that started them, even when that is killed. */
export interface Children {
  start(command: Command): Child;
  stopAll(): Promise<void>;
}

interface Guard {
  tell(line: string): void;
  dismiss(): Promise<void>;
}

/** Children that log into `folder`, which is removed with them. */
export function createChildren(folder: string): Children {
  const guard = startGuard(folder);
  const children: Child[] = [];
  const killAtExit = () => {
    for (const child of children) void child.stop();
  };
  process.once('exit', killAtExit);
  return {
    start: (command) => {
      const child = startChild(command, { folder, guard });
      children.push(child);
      return child;
    },
    stopAll: async () => {
      await Promise.all(children.map((child) => child.stop()));
      process.off('exit', killAtExit);
      await guard.dismiss();
    },
  };
}

function startChild(command: Command, { folder, guard }: { folder: string; guard: Guard }): Child {
  const logFile = path.join(folder, `${command.name}.log`);
  const log = openSync(logFile, 'a');
  const child = spawn(command.program, command.args, { cwd: folder, stdio: ['ignore', log, log] });
  closeSync(log);
  const hasEnded = whenEnded(child);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command.name} could not be started from ${command.program}.`);
  guard.tell(`+${pid}`);
  const ended = hasEnded.then(() => guard.tell(`-${pid}`));
  return {
    name: command.name,
    running: () => child.exitCode === null && child.signalCode === null,
    tail: () => readFileSync(logFile, 'utf8').split('\n').slice(-25).join('\n'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    stop: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

function startGuard(folder: string): Guard {
  const guard = spawn(process.execPath, [fileURLToPath(new URL('./guard.ts', import.meta.url)), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  return {
    tell: (line) => void guard.stdin.write(`${line}\n`),
    dismiss: async () => {
      guard.ref();
      guard.stdin.end();
      await whenEnded(guard);
    },
  };
}

function whenEnded(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}
