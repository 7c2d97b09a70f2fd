import { type createPublicKey, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  genesisOf,
  type Link,
  readLine,
  readParcel,
  signReceipt,
  signWitnessWord,
  type WitnessWord,
} from '@civic-graph/audit';
import { testSecrets } from '@civic-graph/testing';

export interface IdentityWitness {
  readonly service: { readonly url: string; readonly secret: string };
  /** What it has received of all chains. */
  word(): { readonly word: WitnessWord; readonly key: ReturnType<typeof createPublicKey> };
  close(): Promise<void>;
}

interface Followed {
  link: Link;
  readonly publicKey: string;
}

/** Follows chains as the identity service does, and signs for them. */
export async function startIdentityWitness(): Promise<IdentityWitness> {
  const { privateKey, publicKey: key } = generateKeyPairSync('ed25519');
  const chains = new Map<string, Followed>();
  const server = createServer(async (request, response) => {
    const { head, lines } = readParcel(Buffer.concat(await request.toArray()));
    const { chain, publicKey, checkpoint } = head as {
      chain: string;
      publicKey: string;
      checkpoint: unknown;
    };
    const followed = chains.get(chain) ?? { link: genesisOf(chain), publicKey };
    for (const line of lines) {
      if (Number.parseInt(line, 10) <= followed.link.count) continue;
      const read = readLine(followed.link, line);
      if (read.kind === 'fault' || followed.publicKey !== publicKey) {
        response.writeHead(400, { connection: 'close' }).end(read.kind);
        return;
      }
      followed.link = read.link;
    }
    chains.set(chain, followed);
    const receipt = checkpoint === null ? null : signReceipt(chain, followed.link, new Date(), privateKey);
    response.writeHead(200, { connection: 'close' });
    response.end(JSON.stringify({ count: followed.link.count, receipt }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return {
    service: { url, secret: testSecrets.subgraph },
    word: () => ({
      key,
      word: signWitnessWord(
        [...chains].map(([chain, { link, publicKey }]) => ({
          publicKey,
          receipt: signReceipt(chain, link, new Date(), privateKey),
        })),
        new Date(),
        privateKey,
      ),
    }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
