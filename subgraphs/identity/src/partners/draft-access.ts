import { createHash, randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { publishRevocations } from '../revocation/publish.ts';
import type { IdentityDatabase, IdentityTables } from '../store/database.ts';
import type { Analyse, OperationAnalysis } from './ask-gateway.ts';
import { deriveNeeds, type FieldNeed, inOrder, type OperationNeeds, partsOf } from './derive-needs.ts';
import type { AccessRequestRow } from './tables.ts';
import { lockApp } from './transition.ts';

export interface DraftRequest {
  readonly developer: string;
  readonly clientId: string;
  readonly operations: readonly string[];
}

export type DraftOutcome =
  | { readonly kind: 'drafted'; readonly request: AccessRequestRow }
  | { readonly kind: 'not-found' }
  | {
      readonly kind: 'not-valid';
      readonly problems: readonly { readonly index: number; readonly message: string }[];
    }
  | { readonly kind: 'not-for-apps'; readonly fields: readonly string[] };

export const maxOperations = 50;

/** Computes the needs of operations and stores them as the app's draft, replacing the previous one. */
export async function draftAccess(
  {
    database,
    analyse,
    sandbox,
  }: {
    readonly database: IdentityDatabase;
    readonly analyse: Analyse;
    /** Present in a sandbox, where an app may also run the operations of its draft. */
    readonly sandbox: object | null;
  },
  { developer, clientId, operations }: DraftRequest,
  now: Date,
): Promise<DraftOutcome> {
  // Checked first, so that other developers cannot probe for apps and no gateway is called in vain.
  const isOwn = await database.transaction().execute(async (transaction) => {
    return (await lockApp(transaction, clientId))?.developer === developer;
  });
  if (!isOwn) return { kind: 'not-found' };
  const texts = [...new Set(operations)];
  const analyses = await analyse(texts);
  const problems = analyses.flatMap(({ problems: found }, index) =>
    found.map((message) => ({ index: operations.indexOf(texts[index] ?? ''), message })),
  );
  if (problems.length > 0) return { kind: 'not-valid', problems };
  const needs = analyses.map(({ fields }) => deriveNeeds(fields));
  const notForApps = [...new Set(needs.flatMap((need) => need.notForApps))];
  if (notForApps.length > 0) return { kind: 'not-for-apps', fields: notForApps };

  return database.transaction().execute(async (transaction): Promise<DraftOutcome> => {
    const app = await lockApp(transaction, clientId);
    if (app?.developer !== developer) return { kind: 'not-found' };
    await transaction
      .deleteFrom('access_request')
      .where('client_id', '=', clientId)
      .where('submitted_at', 'is', null)
      .execute();
    const fields = eachOnce(needs.flatMap((need) => need.fields));
    const request = await transaction
      .insertInto('access_request')
      .values({
        id: randomUUID(),
        client_id: clientId,
        drafted_at: now,
        submitted_at: null,
        fields: JSON.stringify(fields),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    if (sandbox !== null) {
      await publishRevocations(transaction, [{ kind: 'safelist', id: clientId }], now);
    }
    await insertOperations(transaction, request.id, texts, analyses, needs);
    const parts = partsOf(fields).map(({ agency, scopes }) => ({
      request: request.id,
      agency,
      scopes: [...scopes],
      decision: null,
      reason: null,
      decided_at: null,
    }));
    if (parts.length > 0) await transaction.insertInto('access_request_part').values(parts).execute();
    return { kind: 'drafted', request };
  });
}

/** SHA-256 of the text, hex, as clients name persisted operations. */
export function operationHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function insertOperations(
  transaction: Transaction<IdentityTables>,
  request: string,
  texts: readonly string[],
  analyses: readonly OperationAnalysis[],
  needs: readonly OperationNeeds[],
): Promise<void> {
  await transaction
    .insertInto('requested_operation')
    .values(
      texts.map((text, position) => ({
        request,
        hash: operationHash(text),
        position,
        kind: analyses[position]?.kind ?? 'query',
        name: analyses[position]?.name ?? null,
        text,
        scopes: inOrder(needs[position]?.fields.flatMap(({ scopes }) => scopes) ?? []),
      })),
    )
    .execute();
}

/** Two operations may choose different alternatives; the field then needs both. */
function eachOnce(fields: readonly FieldNeed[]): FieldNeed[] {
  const merged = new Map<string, FieldNeed>();
  for (const field of fields) {
    const before = merged.get(field.coordinate);
    merged.set(field.coordinate, {
      ...field,
      scopes: [...new Set([...(before?.scopes ?? []), ...field.scopes])],
      policies: [...new Set([...(before?.policies ?? []), ...field.policies])],
    });
  }
  return [...merged.values()];
}
