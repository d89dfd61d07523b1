import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Door } from './http-client.ts';

/** A wire to an API server that can be cut and mended. */
export interface FlakyWire {
  /** The same server and account, reached over the wire. */
  door: Door;
  /** Ends every connection in the middle of whatever it carries, and lets no new one in. */
  cut: () => void;
  mend: () => void;
  close: () => Promise<void>;
}

/** Lays a wire of TCP on loopback, so that TLS passes through it untouched. */
export async function layFlakyWire(door: Door): Promise<FlakyWire> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const { port } = new URL(door.url);
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    return socket;
  };
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = keep(connect(Number(port), '127.0.0.1'));
    keep(near).pipe(far).pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  const endAll = () => sockets.forEach((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(door.url);
  url.port = String((server.address() as AddressInfo).port);
  return {
    door: { ...door, url: url.origin },
    cut: () => {
      isCut = true;
      endAll();
    },
    mend: () => {
      isCut = false;
    },
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      endAll();
      return closed;
    },
  };
}
