import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { faults, personas, startFaultProxy } from '@civic-graph/testing';
import { findProgram } from '../../find-program.ts';
import type { ChaosRow } from '../row.ts';
import { startCanary } from '../stand/canary.ts';
import { agencies, publicFields } from '../stand/city.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { remoteAddressesOf } from '../stand/remote-addresses.ts';
import { openStand } from '../stand/stand.ts';

const askEveryMs = 100;
const lookEveryMs = 50;

export const row: ChaosRow = {
  name: 'outbound-connections',
  holds: 'outbound connections over 10 minutes: none but those configured',
  unit: 'seconds',
  fullSize: 600,
  smallSize: 3,
  needs:
    'a gateway over stub agencies; strace, which sees every connect, else /proc is read every 50 ms; ten minutes',
  async run({ size, log, patience }) {
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-connects-'));
    const trace = join(folder, 'trace');
    const strace = findProgram('strace');
    const stand = await openStand();
    const proxy = await startFaultProxy(stand.agenciesOrigin);
    const trap = await startFaultProxy(stand.agenciesOrigin);
    const seen = new Map<string, number>();
    let looks = 0;
    try {
      const gateway = await stand.startGateway({
        via: { statistics: proxy.origin },
        env: { CACHE: 'off' },
        ...(strace !== null && { under: tracing(strace, trace) }),
      });
      const configured = new Set([stand.agenciesOrigin, stand.issuer.jwksUri, proxy.origin].map(hostOf));
      const client = createGraphqlClient(gateway.graphqlUrl, { patience });
      const canary = startCanary(asker(client, await stand.issuer.mint(personas.lin)), {
        everyMs: askEveryMs,
      });
      const end = performance.now() + size * 1_000;
      // Target of the redirect.
      const redirect = faults.redirect(`${trap.origin}/graphql`);
      for (let at = 0; performance.now() < end; at += 1) {
        if (at % 100 === 0) await proxy.behave(at % 200 === 0 ? redirect : null);
        if (strace === null) {
          for (const address of await remoteAddressesOf(gateway.pid)) count(address, gateway.url);
          looks += 1;
        }
        await wait(lookEveryMs);
      }
      const { sent } = await canary.stop();
      await client.close();
      await gateway.end();
      if (strace !== null) for (const address of connectsIn(await readFile(trace, 'utf8'))) count(address);
      for (const [address, times] of seen) log(`${address}: ${times} times`);
      const others = [...seen.keys()].filter((address) => !configured.has(address));
      const how = strace === null ? `${looks} reads of /proc` : 'every connect, by strace';
      return {
        figure:
          `${size} s, ${sent} requests (${how}): connections to ${seen.size} addresses, ${others.length} of them not ` +
          `configured (0)${others.length > 0 ? `: ${others.join(', ')}` : ''}, ${trap.requests.length} redirects followed (0)`,
        passed: others.length === 0 && seen.size > 0 && sent > 0 && trap.requests.length === 0,
      };
    } finally {
      await stand.close();
      await proxy.close();
      await trap.close();
      await rm(folder, { recursive: true, force: true });
    }

    function count(address: string, own = ''): void {
      if (own !== '' && hostOf(own) === address) return;
      seen.set(address, (seen.get(address) ?? 0) + 1);
    }
  },
};

/** `-D` keeps the gateway a child of its starter, so that it receives its signals. */
function tracing(strace: string, file: string): readonly string[] {
  return [strace, '-D', '-f', '-qq', '-e', 'trace=connect,sendto', '-o', file];
}

/** Addresses of TCP and UDP in a trace of system calls, without sockets of the file system. */
function connectsIn(text: string): string[] {
  const addresses = [];
  for (const line of text.split('\n')) {
    const port = /htons\((\d+)\)/.exec(line)?.[1];
    const host = /inet_addr\("([^"]+)"\)/.exec(line)?.[1] ?? /inet_pton\(AF_INET6, "([^"]+)"/.exec(line)?.[1];
    if (port !== undefined && host !== undefined) addresses.push(`${host}:${port}`);
  }
  return addresses;
}

function hostOf(url: string): string {
  return new URL(url).host;
}

/** Public and personal data, a refused token, an unknown key, a missing object. */
function asker(client: ReturnType<typeof createGraphqlClient>, token: string): () => Promise<boolean> {
  const everyone = agencies.map((agency) => publicFields[agency]).join(' ');
  const unknownKey = `${Buffer.from('{"alg":"ES256","kid":"nobody","typ":"at+jwt","jku":"http://127.0.0.1:9/"}').toString('base64url')}.e30.AA`;
  const turns = [
    () => client.ask(`{ ${everyone} }`),
    () => client.ask('{ me { ageOver(years: 18) } }', { token }),
    () => client.ask('{ me { ageOver(years: 18) } }', { token: unknownKey }),
    () => client.ask('{ nothing }'),
  ];
  let turn = 0;
  return async () => {
    turn += 1;
    const { status } = (await turns[turn % turns.length]?.()) ?? { status: 0 };
    return status > 0;
  };
}
