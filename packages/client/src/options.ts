import type { PrivateKey } from 'openid-client';
import type { Store } from './store/store.ts';
import type { Binding } from './tokens/binding-key.ts';

/**
 * `hash-first` sends the SHA-256 of the text, and then the text if the gateway does not know the hash.
 * `hash-only` never sends a text, for apps with an enforced safelist. `text` always sends the text.
 */
export type SendOperations = 'hash-first' | 'hash-only' | 'text';

export interface CivicOptions {
  /** URL of the GraphQL endpoint: `PUBLIC_URL` of the gateway with `/graphql`, which DPoP proofs name. */
  readonly gateway: string;
  /** URL of the OpenID Connect issuer. */
  readonly issuer: string;
  readonly clientId: string;
  /** For servers only; a page uses a `relay`. */
  readonly clientSecret?: string | undefined;
  /** Replaces the secret if the app is registered with keys (RFC 7523). */
  readonly privateKey?: CryptoKey | PrivateKey | undefined;
  /** As registered. */
  readonly redirectUri: string;
  /** Scopes that `signIn()` requests. Default is none beside `openid`. */
  readonly scopes?: readonly string[];
  /**
   * Binds tokens to a key (RFC 9449): `true` generates one per session; a key pair (ES256 or Ed25519) is used
   * for all sessions. Default is false.
   */
  readonly dpop?: Binding;
  /** Default is `hash-first`. */
  readonly operations?: SendOperations;
  /** Default is the memory of this process. */
  readonly store?: Store;
  /** Path of the relay on the page's own origin (`createRelay`). Default is none. */
  readonly relay?: string;
  /** Time (in milliseconds) after which a silent event stream reconnects. Default is 45000: 3 heartbeats. */
  readonly maxSilenceMs?: number;
  /** Default is the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Default is `crypto.getRandomValues`. */
  readonly random?: (bytes: number) => Uint8Array;
  /** Milliseconds since 1970. Default is `Date.now`. */
  readonly now?: () => number;
  /** Resolves after the time, or when the signal aborts. Default is a timer. */
  readonly wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Options with all defaults applied. */
export type Settings = Omit<Required<CivicOptions>, 'clientSecret' | 'privateKey' | 'relay'>;
