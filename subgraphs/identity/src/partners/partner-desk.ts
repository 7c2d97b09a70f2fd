import type { AgencySource } from '@civic-graph/agencies';
import type { AdapterPayload } from 'oidc-provider';
import type { Issuer } from '../issuer/issuer.ts';
import type { IdentityDatabase } from '../store/database.ts';
import type { Analyse } from './ask-gateway.ts';
import type { AddressRules } from './client-addresses.ts';

/** Dependencies of partner registration and review. */
export interface PartnerDesk {
  readonly database: IdentityDatabase;
  readonly agencies: AgencySource;
  readonly addresses: AddressRules;
  /** Returns the OpenID provider's reason for rejecting a client, or `null`. */
  readonly clientProblem: (metadata: AdapterPayload) => string | null;
  readonly analyse: Analyse;
  /** Issues tokens for invented citizens; `null` without a sandbox. */
  readonly sandbox: Issuer | null;
}

/** The part of it that reviews need. */
export type DecisionDesk = Pick<PartnerDesk, 'database' | 'agencies'>;
