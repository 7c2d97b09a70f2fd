import type { PrivateKey } from 'openid-client';
import type { Store } from './store/store.ts';
import type { Binding } from './tokens/binding-key.ts';

/**
 * How operations are sent: `hash-first` sends the SHA-256 of the text, and the text where the gateway does
 * not know it; `hash-only` never sends a text, for apps that are held to their approved operations; `text`
 * always does.
 */
export type SendOperations = 'hash-first' | 'hash-only' | 'text';

export interface CivicOptions {
  /** Address of the gateway's GraphQL endpoint, with the host that the gateway calls itself by. */
  readonly gateway: string;
  /** Address of the OpenID Connect issuer. */
  readonly issuer: string;
  readonly clientId: string;
  /** The app's secret. Belongs on a server; a page in a browser uses a `relay` instead. */
  readonly clientSecret?: string | undefined;
  /** The app's key, instead of a secret, where it is registered with keys (RFC 7523). */
  readonly privateKey?: CryptoKey | PrivateKey | undefined;
  /** Where citizens come back to, as registered. */
  readonly redirectUri: string;
  /** What `signIn()` asks for. Default is nothing but who the citizen is. */
  readonly scopes?: readonly string[];
  /**
   * Binds tokens to a key, so that a stolen token is of no use (RFC 9449): `true` makes a key for each
   * session; a key pair (ES256 or Ed25519) is used for all. Default is false.
   */
  readonly dpop?: Binding;
  /** Default is `hash-first`. */
  readonly operations?: SendOperations;
  /** Default is the memory of this process. */
  readonly store?: Store;
  /**
   * Path of the app's own relay, for a page in a browser: neither gateway nor issuer answers other origins.
   */
  readonly relay?: string;
  /** Milliseconds after which a silent subscription is opened anew. Default is 45000: three heartbeats. */
  readonly maxSilenceMs?: number;
  /** Default is the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Default is `crypto.getRandomValues`. */
  readonly random?: (bytes: number) => Uint8Array;
  /** Milliseconds since 1970. Default is `Date.now`. */
  readonly now?: () => number;
  /** Resolves after the time, or once the signal aborts. Default is a timer. */
  readonly wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Options with every default in place. */
export type Settings = Omit<Required<CivicOptions>, 'clientSecret' | 'privateKey' | 'relay'>;
