import { readFileSync } from 'node:fs';

/** When a process began, in the operating system's own count; '' where it does not tell, and for one that was killed and only waits to be collected. */
export function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

/** Whether the process that wrote the lock still runs: not another one with its number, nor one from before the machine started. */
export function isHolding(holder: { pid: number; began: string; since: string }, bootedAt: number): boolean {
  if (holder.pid <= 0 || Date.parse(holder.since) < bootedAt - 5000) return false;
  return runs(holder.pid) && startOf(holder.pid) === holder.began;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
