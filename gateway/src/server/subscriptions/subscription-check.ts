import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { type AccessTokenVerifier, remainsVerified } from '@civic-graph/tokens';
import { authenticateAgain } from '../../admission/authentication/authenticate.ts';
import type { Engine } from '../../execution/engine.ts';
import type { PreparedOperation } from '../../execution/prepared-operation.ts';
import type { ServedView } from '../../supergraph/civic-gateway.ts';
import { interrupted } from './result-stream.ts';

/** Returns why a subscription must end now, or `null`; a promise only if something has to be looked up. */
export type SubscriptionCheck = () => PublicError | null | Promise<PublicError | null>;

export interface SubscriptionCheckOptions {
  readonly operation: PreparedOperation;
  readonly principal: Principal;
  readonly authorization: string | undefined;
  /** Key of the kill switches when the subscription was admitted. */
  readonly switches: string;
  /** Where the operation is served. */
  readonly view: Pick<ServedView, 'current'>;
  readonly engine: Pick<Engine, 'withholds' | 'unlisted'>;
  readonly verify: AccessTokenVerifier;
  /** Returns the client's error for an exception. */
  readonly failure: (error: unknown) => PublicError;
}

/** What would refuse a query: supergraph, kill switches, revocation feed, token and safelist. */
export function subscriptionCheck(options: SubscriptionCheckOptions): SubscriptionCheck {
  const { operation, principal, authorization, switches, view, engine, verify, failure } = options;
  return () => {
    if (view.current !== operation.served) return interrupted('The schema has changed.');
    if (operation.switchesFor(principal) !== switches) return interrupted('A kill switch has changed.');
    if (engine.withholds(operation, principal)) return new PublicError('PERSONAL_DATA_WITHHELD');
    if (authorization !== undefined && !remainsVerified(principal)) return checkAgain();
    return engine.unlisted(operation, principal)?.catch(failure) ?? null;
  };

  async function checkAgain(): Promise<PublicError | null> {
    try {
      await authenticateAgain(authorization, verify);
      return await engine.unlisted(operation, principal);
    } catch (error) {
      return failure(error);
    }
  }
}
