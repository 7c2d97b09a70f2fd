import type { AdapterPayload } from 'oidc-provider';
import type { Issuer } from '../issuer/issuer.ts';
import type { IdentityDatabase } from '../store/database.ts';
import type { Analyse } from './ask-gateway.ts';
import type { AddressRules } from './client-addresses.ts';

/** What the platform deals with partners by. */
export interface PartnerDesk {
  readonly database: IdentityDatabase;
  readonly addresses: AddressRules;
  /** Why the OpenID provider would not take a client; `null` where it would. */
  readonly clientProblem: (metadata: AdapterPayload) => string | null;
  readonly analyse: Analyse;
  /** Makes tokens for invented citizens; `null` where there are none. */
  readonly sandbox: Issuer | null;
}
