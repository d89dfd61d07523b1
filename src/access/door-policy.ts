import { BlockList, isIP } from 'node:net';
import { ConfigError } from '#ground/errors';

/** What the door asks of everybody. */
export type DoorPolicy = { kind: 'loopback' } | { kind: 'token'; token: string };

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** The policy for an address to listen on. ConfigError when it can be reached from elsewhere and nothing protects it. */
export function doorPolicy({ host, accessToken }: { host: string; accessToken?: string }): DoorPolicy {
  if (accessToken !== undefined) return { kind: 'token', token: accessToken };
  if (isLoopback(host)) return { kind: 'loopback' };
  throw new ConfigError({
    code: 'open-door',
    message: `JAMIE_HOST is ${host}, which others can reach, and there is no access token. Set JAMIE_ACCESS_TOKEN (16 characters or more), or listen on 127.0.0.1.`,
    faults: [{ at: 'JAMIE_ACCESS_TOKEN', problem: 'is needed when JAMIE_HOST is not a loopback address' }],
  });
}

/** True for localhost and the loopback addresses, in brackets or not. */
export function isLoopback(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[|\]$/g, '');
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true;
  const family = isIP(bare);
  return family !== 0 && loopback.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}
