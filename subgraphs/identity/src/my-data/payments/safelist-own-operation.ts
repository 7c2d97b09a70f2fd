import { operationHash } from '../../partners/draft-access.ts';
import { publishRevocations } from '../../revocation/publish.ts';
import type { IdentityDatabase } from '../../store/database.ts';
import { myDataClientId } from '../my-data-client.ts';
import { ownPaymentsName, ownPaymentsOperation } from './operation.ts';

/**
 * Makes the operation of the citizens' pages the only one on their safelist, which gateways enforce
 * (`migrations/0033`): nothing else can be read with their token.
 */
export async function safelistOwnOperation(database: IdentityDatabase, now: Date): Promise<void> {
  const hash = operationHash(ownPaymentsOperation);
  await database.transaction().execute(async (transaction) => {
    // An earlier release may have had another text.
    const removed = await transaction
      .deleteFrom('safelisted_operation')
      .where('client_id', '=', myDataClientId)
      .where('hash', '<>', hash)
      .returning('hash')
      .execute();
    const added = await transaction
      .insertInto('safelisted_operation')
      .values({
        client_id: myDataClientId,
        hash,
        kind: 'query',
        name: ownPaymentsName,
        text: ownPaymentsOperation,
        approved_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('hash')
      .execute();
    if (added.length + removed.length === 0) return;
    await publishRevocations(transaction, [{ kind: 'safelist', id: myDataClientId }], now);
  });
}
