import type { CivicOptions, Settings } from './options.ts';
import { throughRelay } from './relay/relay-fetch.ts';
import { createSession, type Session } from './session.ts';
import { connectIssuer } from './sign-in/connect-issuer.ts';
import { inTurn } from './store/in-turn.ts';
import { memoryStore } from './store/memory-store.ts';
import { wait } from './wait.ts';

/** An app of a city's graph. */
export interface Civic {
  /**
   * The session of one citizen. The id is a secret, since it stands for the sign-in: make it from random
   * bytes, and keep it in a cookie that is `HttpOnly`.
   *
   * @param id default is the only session of a page in a browser
   */
  session(id?: string): Session;
}

/** Connects an app to the graph. Nothing is fetched before it is needed. */
export function createCivic(options: CivicOptions): Civic {
  const settings = settingsOf(options);
  const issuer = connectIssuer(options, settings);
  // Shared by all sessions, so that two objects of one session refresh once.
  const refreshing = inTurn();
  return { session: (id = 'only') => createSession(id, { settings, issuer, refreshing }) };
}

function settingsOf(options: CivicOptions): Settings {
  const { clientSecret: _secret, privateKey: _key, relay, ...rest } = options;
  const now = options.now ?? Date.now;
  const send = options.fetch ?? ((input, init) => fetch(input, init));
  return {
    scopes: [],
    dpop: false,
    operations: 'hash-first',
    store: memoryStore({ now }),
    maxSilenceMs: 45_000,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    wait,
    ...rest,
    now,
    fetch: relay === undefined ? send : throughRelay(relay, options, send),
  };
}
