import { createCivic, memoryStore } from '@civic-graph/client';
import { type Config, readConfig } from './config.ts';
import { createNodeServer } from './http/node-server.ts';
import { log, report } from './log.ts';
import { createPortal } from './portal.ts';
import type { Desk } from './visit/visit.ts';

/** What a citizen is asked for at the sign-in. All else is asked for by the page that needs it. */
const scopes = ['identity:profile', 'payments:notices', 'payments:receipts', 'payments:pay'];

function deskOf(config: Config): Desk {
  const { gateway, issuer, clientId, clientSecret, origin } = config;
  // Several processes need a shared store; see the README.
  const store = memoryStore();
  const redirectUri = new URL('/callback', origin).href;
  return {
    config,
    store,
    civic: createCivic({ gateway, issuer, clientId, clientSecret, redirectUri, scopes, store }),
    now: () => new Date(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    fetch,
    report,
  };
}

try {
  const config = readConfig(process.env);
  const server = createNodeServer(createPortal(deskOf(config)), config.origin);
  server.listen(config.port, config.host, () => log('ready', { url: config.origin }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      // Open event streams would keep the process alive.
      server.closeAllConnections();
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
