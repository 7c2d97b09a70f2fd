import { randomUUID } from 'node:crypto';
import { createDatabase } from '@civic-graph/subgraph-kit';
import { sql, type Transaction } from 'kysely';
import { recordEvent } from '../accounts/account-events.ts';
import { findAccountHolder } from '../accounts/find-account-holder.ts';
import { createLinkToken, invitationLink, invitationSeconds } from '../accounts/invitations/link-token.ts';
import { revokeGrantsOf } from '../issuer/revoke-grants.ts';
import type { IdentityTables } from '../store/database.ts';

type Value = string | number | null | readonly string[];
type Row = Readonly<Record<string, Value>>;

/** Tables of the directory that the operator fills, in the order of their references. */
const tables = ['agency', 'purpose', 'official', 'developer'] as const;
type DirectoryTable = (typeof tables)[number];

/** A one-time link for somebody; shown once. */
export interface IssuedLink {
  readonly account: string;
  readonly link: string;
  readonly expiresAt: Date;
}

export interface DirectoryChange {
  readonly table: string;
  readonly key: string;
  readonly row: Row;
  readonly before: Row | null;
}

export interface DirectoryRun {
  readonly changes: readonly DirectoryChange[];
  /** All changes, also those of other databases, for the record. */
  readonly recorded: readonly unknown[];
  readonly fileSha256: string;
  /** Accounts that get a link. */
  readonly links: readonly string[];
  /** The issuer identifier. */
  readonly issuer: string;
  /** Runs after the changes of this database, and before they are committed. */
  readonly alongside: () => Promise<void>;
  readonly now: Date;
}

/** The directory of the identity service, as its owner sees it. */
export interface Directory {
  /** Rows by table, and agencies whose description comes from a manifest. */
  read(): Promise<{ readonly rows: Record<DirectoryTable, Row[]>; readonly described: readonly string[] }>;
  /** Applies changes in one transaction. @throws if an account of `links` does not exist */
  apply(run: DirectoryRun): Promise<readonly IssuedLink[]>;
  close(): Promise<void>;
}

export function openDirectory(ownerUrl: string): Directory {
  const database = createDatabase<IdentityTables>(ownerUrl);
  return {
    async read() {
      const [agency, purpose, official, developer, manifests] = await Promise.all([
        database.selectFrom('agency').selectAll().execute(),
        database.selectFrom('purpose').selectAll().execute(),
        database.selectFrom('official').selectAll().execute(),
        database.selectFrom('developer').selectAll().execute(),
        database.selectFrom('agency_manifest').select('manifest').where('manifest', 'is not', null).execute(),
      ]);
      const rows = { agency, purpose, official, developer } as unknown as Record<DirectoryTable, Row[]>;
      return { rows, described: manifests.flatMap(({ manifest }) => manifest?.agency.id ?? []) };
    },

    async apply(run) {
      const links = await database.transaction().execute(async (transaction) => {
        // Also against a service that puts manifests in force.
        await sql`select pg_advisory_xact_lock(hashtext('agency_manifest'))`.execute(transaction);
        for (const table of tables) {
          for (const change of run.changes)
            if (change.table === table) await write(transaction, table, change);
        }
        const issued: IssuedLink[] = [];
        for (const account of run.links) issued.push(await issueLink(transaction, account, run));
        await recordChanges(transaction, run);
        await run.alongside();
        return issued;
      });
      // Tokens repeat roles and scopes.
      await revokeGrantsOf(database, changedOfficials(run), run.now);
      return links;
    },

    close: () => database.destroy(),
  };
}

function changedOfficials({ changes }: DirectoryRun): string[] {
  return changes.flatMap(({ table, key, before }) => (table === 'official' && before !== null ? key : []));
}

async function write(
  transaction: Transaction<IdentityTables>,
  table: DirectoryTable,
  { key, row, before }: DirectoryChange,
): Promise<void> {
  const dynamic = transaction as unknown as Transaction<Record<string, Record<string, unknown>>>;
  if (before !== null) {
    const changed = Object.fromEntries(Object.keys(before).map((column) => [column, row[column]]));
    await dynamic.updateTable(table).set(changed).where('id', '=', key).execute();
    return;
  }
  const last = sql`(select coalesce(max(position), -1) + 1 from agency)`;
  await dynamic
    .insertInto(table)
    .values({ ...row, ...(table === 'agency' && { position: last }) })
    .execute();
}

async function issueLink(
  transaction: Transaction<IdentityTables>,
  account: string,
  { issuer, changes, now }: DirectoryRun,
): Promise<IssuedLink> {
  const holder = await findAccountHolder(transaction, account);
  if (holder === undefined) throw new RangeError(`--new-link: there is no account "${account}"`);
  await transaction
    .updateTable('account_invitation')
    .set({ ended_at: now, ended_as: 'withdrawn' })
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .execute();
  const isNew = changes.some(
    ({ table, key, before }) => table === holder.kind && key === account && before === null,
  );
  const { token, digest } = createLinkToken();
  const expiresAt = new Date(now.getTime() + invitationSeconds * 1000);
  await transaction
    .insertInto('account_invitation')
    .values({
      ...{
        id: randomUUID(),
        kind: holder.kind,
        account,
        purpose: isNew ? 'first' : 'recovery',
        person: null,
      },
      ...{ agency: holder.agency, requested_at: now, requested_by: 'operator', code_digest: null },
      ...{ approved_at: now, approved_by: 'operator', token_digest: digest, expires_at: expiresAt },
      ...{ ended_at: null, ended_as: null },
    })
    .execute();
  const person = { kind: holder.kind, accountId: account };
  await recordEvent(transaction, person, { kind: 'link-issued', by: 'operator' }, now);
  return { account, link: invitationLink(issuer, token), expiresAt };
}

async function recordChanges(
  transaction: Transaction<IdentityTables>,
  { changes, recorded, links, fileSha256, now }: DirectoryRun,
): Promise<void> {
  for (const { table, key, before } of changes) {
    if ((table !== 'official' && table !== 'developer') || before === null) continue;
    const event = { kind: 'account-changed', by: 'operator' } as const;
    await recordEvent(transaction, { kind: table, accountId: key }, event, now);
  }
  await transaction
    .insertInto('bootstrap_run')
    .values({
      id: randomUUID(),
      run_at: now,
      file_sha256: fileSha256,
      changes: JSON.stringify({ changes: recorded, links }),
    })
    .execute();
}
