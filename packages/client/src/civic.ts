import type { CivicOptions, Settings } from './options.ts';
import { throughRelay } from './relay/relay-fetch.ts';
import { createSession, type Session } from './session.ts';
import { connectIssuer } from './sign-in/connect-issuer.ts';
import { inTurn, withStore } from './store/in-turn.ts';
import { memoryStore } from './store/memory-store.ts';
import { wait } from './wait.ts';

/** A partner app. */
export interface Civic {
  /**
   * Returns the session of one citizen.
   *
   * @param id a secret, such as random bytes in an `HttpOnly` cookie. Default is the only session of a page
   */
  session(id?: string): Session;
}

/** Creates the client of an app. Sends no request before the first call. */
export function createCivic(options: CivicOptions): Civic {
  const settings = settingsOf(options);
  const issuer = connectIssuer(options, settings);
  // Shared, because two requests to a server may create two objects for one session.
  const lock = withStore(inTurn(), settings.store);
  return { session: (id = 'only') => createSession(id, { settings, issuer, lock }) };
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
