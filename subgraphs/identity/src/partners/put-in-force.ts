import type { AgencyDirectory } from '@civic-graph/agencies';
import { sql, type Transaction } from 'kysely';
import { publishRevocations } from '../revocation/publish.ts';
import type { AppRow, IdentityTables } from '../store/database.ts';
import { declinedFields, grantedScopes, readsNoneOf } from './declined-fields.ts';
import type { FieldNeed } from './derive-needs.ts';
import type { AccessRequestPartRow } from './tables.ts';

export interface DecidedRequest {
  readonly id: string;
  readonly fields: readonly FieldNeed[];
  readonly parts: readonly AccessRequestPartRow[];
  readonly directory: AgencyDirectory;
}

/**
 * Grants approved scopes, except for declined fields. Before the last decision they add to the old ones;
 * afterwards they replace them, and tokens with more are revoked.
 */
export async function putInForce(
  transaction: Transaction<IdentityTables>,
  app: AppRow,
  { id: request, fields, parts, directory }: DecidedRequest,
  now: Date,
): Promise<void> {
  const granted = directory.inOrder(grantedScopes(parts, fields));
  const isComplete = parts.every(({ decision }) => decision !== null);
  const scopes = directory.inOrder(isComplete ? granted : [...app.approved_scopes, ...granted]);
  const declined = declinedFields(app.declined_fields, parts, fields);
  await transaction
    .updateTable('app')
    .set({ approved_scopes: scopes, declined_fields: declined })
    .where('client_id', '=', app.client_id)
    .execute();
  const isLess = app.approved_scopes.some((scope) => !scopes.includes(scope));
  const updates = [{ kind: 'safelist', id: app.client_id } as const];
  await publishRevocations(
    transaction,
    isLess ? [...updates, { kind: 'client', id: app.client_id }] : updates,
    now,
  );
  await safelist(transaction, { clientId: app.client_id, request, granted, declined, isComplete }, now);
}

async function safelist(
  transaction: Transaction<IdentityTables>,
  {
    clientId,
    request,
    granted,
    declined,
    isComplete,
  }: {
    readonly clientId: string;
    readonly request: string;
    readonly granted: readonly string[];
    readonly declined: readonly string[];
    readonly isComplete: boolean;
  },
  now: Date,
): Promise<void> {
  const operations = await transaction
    .selectFrom('requested_operation')
    .selectAll()
    .where('request', '=', request)
    .execute();
  const open = operations.filter(
    ({ scopes, fields }) => scopes.every((scope) => granted.includes(scope)) && readsNoneOf(declined, fields),
  );
  if (isComplete) {
    const stale = transaction.deleteFrom('safelisted_operation').where('client_id', '=', clientId);
    const kept = open.map(({ hash }) => hash);
    await (kept.length === 0 ? stale : stale.where('hash', 'not in', kept)).execute();
  }
  if (declined.length > 0) await removeReaders(transaction, clientId, declined);
  if (open.length === 0) return;
  await transaction
    .insertInto('safelisted_operation')
    .values(
      open.map(({ hash, kind, name, text }) => ({
        client_id: clientId,
        hash,
        kind,
        name,
        text,
        approved_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Removes operations that read a declined field: also those of an earlier request, before the last decision
 * on this one. The fields of an operation are unknown if only requests of earlier versions have it.
 */
async function removeReaders(
  transaction: Transaction<IdentityTables>,
  clientId: string,
  declined: readonly string[],
): Promise<void> {
  await transaction
    .deleteFrom('safelisted_operation')
    .where('client_id', '=', clientId)
    .where('hash', 'not in', (select) =>
      select
        .selectFrom('requested_operation')
        .innerJoin('access_request', 'access_request.id', 'requested_operation.request')
        .select('requested_operation.hash')
        .where('access_request.client_id', '=', clientId)
        .groupBy('requested_operation.hash')
        .having(sql<boolean>`bool_and(not (requested_operation.fields && ${declined}::text[]))`),
    )
    .execute();
}
