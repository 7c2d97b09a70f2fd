import type { Transaction } from 'kysely';
import { publishRevocations } from '../revocation/publish.ts';
import type { IdentityTables } from '../store/database.ts';

/** Ends all codes, refresh tokens and grants of an app, and notifies the gateways to refuse its tokens. */
export async function endAccess(
  transaction: Transaction<IdentityTables>,
  clientId: string,
  now: Date,
): Promise<void> {
  await transaction
    .deleteFrom('oidc_payload')
    .where('model', 'in', ['AuthorizationCode', 'RefreshToken', 'Grant', 'PushedAuthorizationRequest'])
    .where((where) => where(where.ref('payload', '->>').key('clientId'), '=', clientId))
    .execute();
  await publishRevocations(
    transaction,
    [
      { kind: 'client', id: clientId },
      { kind: 'safelist', id: clientId },
    ],
    now,
  );
}
