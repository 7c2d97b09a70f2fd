import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { IdentityDatabase } from '../store/database.ts';
import type { ProviderPages } from './provider-pages.ts';

export interface IssuerDependencies {
  readonly database: IdentityDatabase;
  /** The issuer identifier: the URL under which the world reaches this service. */
  readonly issuer: string;
  /** The gateway, as `aud` of access tokens names it. */
  readonly audience: string;
  readonly cookieKeys: readonly string[];
  readonly pairwiseSalt: Uint8Array;
  /** base64url of 32 bytes, shared with the gateway only. */
  readonly citizenKeySecret: string;
  readonly signingKeyMaxAgeDays: number;
  /**
   * A demonstration: apps may be on a developer's own machine, and are clients before anybody has approved
   * them.
   */
  readonly sandbox: boolean;
  readonly pages: ProviderPages;
  readonly clock: () => Date;
  readonly report: (error: unknown, path: string) => void;
}

export interface Issuer {
  /** Answers one HTTP request whose body nobody has read. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** The provider of this moment; a rotation replaces it, so do not keep it. */
  readonly provider: Provider;
  readonly dependencies: IssuerDependencies;
  /** A new key signs from now on; the one before stays published, and its tokens stay valid. */
  rotateSigningKey(): Promise<void>;
  /** Takes up keys that another instance made, makes a new one when it is time, deletes what has expired. */
  maintain(): Promise<void>;
  close(): void;
}
