import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { refuseBusyPorts } from './ports.ts';

it('a port in use is reported with its number and its variable, and a free one stays free', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const wanted = [{ variable: 'ADMIN_PORT', host: '127.0.0.1', port }];
  await expect(refuseBusyPorts(wanted)).rejects.toThrow(
    `ADMIN_PORT: port ${port} is in use by another program`,
  );
  other.close();
  await once(other, 'close');
  await refuseBusyPorts(wanted);
  await refuseBusyPorts(wanted);
});

it('several are reported together, with one command that sets free ports', async () => {
  const others = [createServer(), createServer()];
  const wanted = await Promise.all(
    others.map(async (other, at) => {
      await once(other.listen(0, '127.0.0.1'), 'listening');
      return {
        variable: ['PORT', 'ADMIN_PORT'][at]!,
        host: '127.0.0.1',
        port: (other.address() as AddressInfo).port,
      };
    }),
  );
  const refusal = await refuseBusyPorts(wanted).catch((error: Error) => error.message);
  for (const { variable, port } of wanted) expect(refusal).toContain(`${variable}: port ${port} is in use`);
  const chosen = /choose others: PORT=(\d+) ADMIN_PORT=(\d+) npm start$/
    .exec(String(refusal))
    ?.slice(1)
    .map(Number);
  expect(new Set(chosen).size).toBe(2);
  await refuseBusyPorts(wanted.map((one, at) => ({ ...one, port: chosen![at]! })));
  for (const other of others) other.close();
});

it('a port that browsers block is reported before anything waits for it', async () => {
  await expect(refuseBusyPorts([{ variable: 'PORT', host: '127.0.0.1', port: 6000 }])).rejects.toThrow(
    /^PORT: browsers refuse to open port 6000; choose others: PORT=\d+ npm start$/,
  );
});

it('the command is for the same data folder', async () => {
  const wanted = [{ variable: 'PORT', host: '127.0.0.1', port: 6000 }];
  await expect(refuseBusyPorts(wanted, { PORT: '6000', DATA_DIR: '/city' })).rejects.toThrow(
    /; choose others: PORT=\d+ DATA_DIR=\/city npm start$/,
  );
});

it('an address that this machine does not have is reported with HOST', async () => {
  // 192.0.2.0/24 is for documentation (RFC 5737).
  const wanted = [{ variable: 'PORT', host: '192.0.2.1', port: 4000 }];
  await expect(refuseBusyPorts(wanted)).rejects.toThrow('HOST: cannot listen on 192.0.2.1 (EADDRNOTAVAIL)');
});
