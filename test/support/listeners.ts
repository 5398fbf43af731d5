import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export interface Listeners {
  readonly tcp: number;
  readonly udp: number;
  /** Connections and datagrams so far. */
  readonly heard: () => { readonly tcp: number; readonly udp: number };
  /** Knocks on both from this process and waits until they have heard it. */
  readonly knock: () => Promise<void>;
  readonly close: () => void;
}

/** A TCP and a UDP listener on loopback that count what reaches them. */
export async function listen(): Promise<Listeners> {
  const heard = { tcp: 0, udp: 0 };
  const server = createServer((socket) => {
    heard.tcp += 1;
    socket.on('error', () => undefined).end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n');
  }).listen(0, '127.0.0.1');
  const socket = createSocket('udp4', () => {
    heard.udp += 1;
  }).bind(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(socket, 'listening')]);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const [tcp, udp] = [address.port, socket.address().port];
  return {
    tcp,
    udp,
    heard: () => ({ ...heard }),
    knock: async () => {
      const got = Promise.all([once(server, 'connection'), once(socket, 'message')]);
      connect(tcp, '127.0.0.1').on('error', () => undefined);
      const client = createSocket('udp4');
      client.send('knock', udp, '127.0.0.1', () => client.close());
      await got;
    },
    close: () => {
      server.close();
      socket.close();
    },
  };
}
