import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AgencySource } from '@civic-graph/agencies';
import type Provider from 'oidc-provider';
import type { IdentityDatabase } from '../store/database.ts';
import type { ProviderPages } from './provider-pages.ts';

export interface IssuerDependencies {
  readonly database: IdentityDatabase;
  readonly agencies: AgencySource;
  /** The issuer identifier: this service's public URL. */
  readonly issuer: string;
  /** The gateway's URL, as `aud` of access tokens. */
  readonly audience: string;
  /** The gateway's MCP server, as `aud` of agents' tokens; `null`: none are issued. */
  readonly mcpUrl: string | null;
  /** Origin of the gateways' Studio, where officials and developers sign in; `null`: nobody can. */
  readonly studioUrl: string | null;
  /** base64url; shared with the gateway, whose own clients prove with it what they are. */
  readonly subgraphSecret: string;
  readonly cookieKeys: readonly string[];
  readonly pairwiseSalt: Uint8Array;
  /** base64url of 32 bytes, shared with the gateway only. */
  readonly citizenKeySecret: string;
  readonly signingKeyMaxAgeDays: number;
  /** Whether a balancer in front appends the client's address to `X-Forwarded-For`. */
  readonly isForwarded: boolean;
  /** Demo mode: apps may be on loopback, and are clients without approval. */
  readonly sandbox: boolean;
  readonly pages: ProviderPages;
  readonly clock: () => Date;
  readonly report: (error: unknown, path: string) => void;
}

export interface Issuer {
  /** Handles one HTTP request with an unread body. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** The current provider; a rotation replaces it, so do not store it. */
  readonly provider: Provider;
  readonly dependencies: IssuerDependencies;
  /** Signs with a new key; the previous one stays published and its tokens stay valid. */
  rotateSigningKey(): Promise<void>;
  /** Loads other instances' keys, rotates when due, and deletes expired ones. */
  maintain(): Promise<void>;
  close(): void;
}
