import type { AgencyDirectory } from '@civic-graph/agencies';
import { ConfigurationError } from '@civic-graph/service';
import { givenConsent } from '../consent/record-decision.ts';
import { nextRevision } from '../consent/revision.ts';
import { secretDigest } from '../issuer/secret-digest.ts';
import type { Fact, IdentityDatabase } from '../store/database.ts';
import { approvedOperations } from './approved-operations.ts';
import { demoClientSecret } from './client-secret.ts';
import { agencies, apps, developers, officials, purposes } from './directory.ts';
import { seedOperators } from './seed-operators.ts';
import {
  citizenKey,
  type SyntheticCitizen,
  syntheticCitizenCount,
  syntheticCitizens,
} from './synthetic-citizens.ts';

export interface SeedDependencies {
  readonly database: IdentityDatabase;
  /** In force in this database. */
  readonly directory: AgencyDirectory;
  readonly secretKey: Uint8Array;
  readonly clock: () => Date;
  /** Receives progress messages with counts only. */
  readonly progress: (step: string, count: number) => void;
}

/** Fills an empty database with the demo city; skips a filled one. */
export async function seedDemo(dependencies: SeedDependencies): Promise<void> {
  await seedDirectory(dependencies);
  await seedOperators(dependencies.database, dependencies.directory);
  await seedCitizens(dependencies);
  await seedConsents(dependencies);
}

async function seedDirectory({ database, secretKey, clock, progress }: SeedDependencies): Promise<void> {
  const positioned = <Row>(rows: readonly Row[]) => rows.map((row, position) => ({ ...row, position }));
  await seedAgencies(database);
  await database
    .insertInto('purpose')
    .values([...purposes])
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await database
    .insertInto('official')
    .values([...officials])
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await database
    .insertInto('developer')
    .values([...developers])
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const withSecrets = positioned(apps).map((app) => ({
    ...app,
    secret_sha256: secretDigest(demoClientSecret(app.client_id, secretKey)),
  }));
  await database
    .insertInto('app')
    .values(withSecrets)
    // Secrets derive from the deployment's key and are updated with it.
    .onConflict((conflict) =>
      conflict
        .column('client_id')
        .doUpdateSet((row) => ({ secret_sha256: row.ref('excluded.secret_sha256') })),
    )
    .execute();
  await database
    .insertInto('safelisted_operation')
    .values(approvedOperations(clock()))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  progress('agencies', agencies.length);
  progress('apps', apps.length);
}

/** After those that have a manifest. */
async function seedAgencies(database: IdentityDatabase): Promise<void> {
  const present = await database.selectFrom('agency').select('id').execute();
  await database
    .insertInto('agency')
    .values(agencies.map((row, index) => ({ ...row, position: present.length + index })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const known = new Set([...present, ...agencies].map(({ id }) => id));
  const needed = [...officials.map(({ agency }) => agency), ...Object.values(sourceOf)];
  const missing = needed.find((id) => id !== null && !known.has(id));
  if (missing === undefined) return;
  throw new ConfigurationError(
    `AGENCY_MANIFESTS: the demo city needs the agency ${missing}; add its manifest, or set SYNTHETIC_CITIZENS=off`,
  );
}

const sourceOf: Readonly<Record<Fact, string>> = {
  name: 'civil-affairs',
  birth_date: 'civil-affairs',
  address: 'civil-affairs',
  region: 'civil-affairs',
  phone: 'transport',
  email: 'education',
};

const chunkSize = 250;

async function seedCitizens({ database, progress }: SeedDependencies): Promise<void> {
  const present = await database
    .selectFrom('citizen')
    .select((select) => select.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(present.count) >= syntheticCitizenCount) {
    await markSynthetic(database);
    return progress('citizens (kept)', syntheticCitizenCount);
  }
  const citizens = await syntheticCitizens();
  for (let start = 0; start < citizens.length; start += chunkSize) {
    await insertCitizens(database, citizens.slice(start, start + chunkSize));
    progress('citizens', Math.min(start + chunkSize, citizens.length));
  }
}

/** Demo databases of versions before the sandbox lack them. */
async function markSynthetic(database: IdentityDatabase): Promise<void> {
  const keys = Array.from({ length: syntheticCitizenCount }, (_, index) => citizenKey(index));
  await database.updateTable('citizen').set({ synthetic: true }).where('key', 'in', keys).execute();
}

async function insertCitizens(database: IdentityDatabase, citizens: SyntheticCitizen[]): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('citizen')
      .values(
        citizens.map(({ key, loginName, assurance }) => ({
          key,
          login_name: loginName,
          assurance,
          synthetic: true,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .insertInto('citizen_national_id')
      .values(citizens.map(({ key, idNumber }) => ({ citizen_key: key, id_number: idNumber })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .insertInto('citizen_fact')
      .values(citizens.flatMap(factRows))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

function factRows({ key, facts, confirmedAt }: SyntheticCitizen) {
  return (Object.keys(facts) as Fact[]).map((fact) => ({
    citizen_key: key,
    fact,
    value: facts[fact],
    source: sourceOf[fact],
    updated_at: confirmedAt,
  }));
}

/** Lin has consented to every approved scope of each demo app; later changes stay. */
async function seedConsents({
  database,
  directory,
  secretKey,
  clock,
  progress,
}: SeedDependencies): Promise<void> {
  const partners = apps.filter(({ kind }) => kind === 'partner');
  // Inserted once, because the order of a list by time would otherwise change at each start.
  const now = clock();
  const records = partners.map((app) => {
    const subject = { citizenKey: citizenKey(0), clientId: app.client_id, purpose: 'city-services' };
    const content = givenConsent(directory.inOrder(app.approved_scopes), now);
    const basis = { directory, pairwiseSalt: secretKey };
    return nextRevision(subject, undefined, content, basis, `demo-lin-${app.client_id}`);
  });
  await database
    .insertInto('consent')
    .values(records)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  progress('consents', records.length);
}
