import { createHash, randomUUID } from 'node:crypto';
import type { AgencyDirectory, ScopeDescription } from '@civic-graph/agencies';
import type { Transaction } from 'kysely';
import { publishRevocations } from '../revocation/publish.ts';
import type { IdentityTables } from '../store/database.ts';
import type { OperationAnalysis } from './ask-gateway.ts';
import { deriveNeeds, type FieldNeed, type OperationNeeds, type UndefinedScope } from './derive-needs.ts';
import { scopesForNoneOf } from './outdated-scopes.ts';
import type { PartnerDesk } from './partner-desk.ts';
import { partsOf } from './parts-of-request.ts';
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
  | { readonly kind: 'not-for-apps'; readonly fields: readonly string[] }
  | { readonly kind: 'not-defined'; readonly scopes: readonly UndefinedScope[] }
  | { readonly kind: 'not-for-purposes'; readonly scopes: readonly ScopeDescription[] };

export const maxOperations = 50;

/** Computes the needs of operations and stores them as the app's draft, replacing the previous one. */
export async function draftAccess(
  {
    database,
    agencies,
    analyse,
    sandbox,
  }: Pick<PartnerDesk, 'database' | 'agencies' | 'analyse' | 'sandbox'>,
  { developer, clientId, operations }: DraftRequest,
  now: Date,
): Promise<DraftOutcome> {
  // Checked first, so that other developers cannot probe for apps, and no gateway is called needlessly.
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
  const directory = agencies.current;
  const needs = analyses.map(({ fields }) => deriveNeeds(fields, directory));
  const notForApps = [...new Set(needs.flatMap((need) => need.notForApps))];
  if (notForApps.length > 0) return { kind: 'not-for-apps', fields: notForApps };
  const undefinedScopes = needs.flatMap((need) => need.undefinedScopes);
  if (undefinedScopes.length > 0) return { kind: 'not-defined', scopes: undefinedScopes };

  return database.transaction().execute(async (transaction): Promise<DraftOutcome> => {
    const app = await lockApp(transaction, clientId);
    if (app?.developer !== developer) return { kind: 'not-found' };
    const fields = eachOnce(needs.flatMap((need) => need.fields));
    const wanted = fields.flatMap(({ scopes }) => scopes);
    const misused = scopesForNoneOf(app.purposes, wanted, directory);
    if (misused.length > 0) return { kind: 'not-for-purposes', scopes: misused };
    await transaction
      .deleteFrom('access_request')
      .where('client_id', '=', clientId)
      .where('submitted_at', 'is', null)
      .execute();
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
    await insertOperations(transaction, request.id, texts, analyses, needs, directory);
    const parts = partsOf(fields, directory).map(({ agency, scopes }) => ({
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
  directory: AgencyDirectory,
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
        scopes: directory.inOrder(needs[position]?.fields.flatMap(({ scopes }) => scopes) ?? []),
        fields: [...new Set(needs[position]?.fields.map(({ coordinate }) => coordinate))],
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
