import { randomUUID } from 'node:crypto';
import { releaseVersion } from '@civic-graph/releases';
import { sql } from 'kysely';
import type { Checks } from '../check/run-check.ts';
import type { Db } from '../database/database.ts';
import type { AgencyRelease } from '../publish/publish-supergraph.ts';
import { lastRollout, releasesOf } from '../rollout/find-rollout.ts';
import { type Author, authorColumns } from './author.ts';
import { findProposal, openProposal } from './find-proposals.ts';
import { type ProposalOutcome, refuseProposal } from './proposal-outcome.ts';

export interface ProposalDesk {
  readonly db: Db;
  readonly checks: Checks;
  readonly clock: () => Date;
}

export interface ProposalTexts {
  readonly subgraph: string;
  readonly schema: string;
  /** `null`: those in force. */
  readonly policyCases: string | null;
  readonly title: string;
  readonly description: string;
}

/** Releases that one author may have checked in a day. */
const maxADay = 20;
/** A proposal is checked while fewer checks wait: publishes go first. */
const maxWaiting = 3;
const dayMs = 86_400_000;

/**
 * Proposes a schema for a subgraph in force to its agency, with the agency's own manifest. It is checked like
 * a publish and stored; nothing is rolled out. Repeating the call changes nothing.
 *
 * @throws PublicError OVERLOADED while others are checked
 */
export async function proposeSubgraph(
  { db, checks, clock }: ProposalDesk,
  by: Author,
  { subgraph, schema, policyCases, title, description }: ProposalTexts,
): Promise<ProposalOutcome> {
  const base = (await lastRollout(db))?.supergraph ?? null;
  const inForce = base === null ? [] : await releasesOf(db, base);
  const current = inForce.find((each) => each.subgraph === subgraph);
  if (current === undefined) {
    return refuseProposal(
      'unknown-subgraph',
      `subgraph: there is no ${subgraph} in force; see \`subgraphs\``,
    );
  }
  const { agency, manifest } = current;
  const release: AgencyRelease = {
    ...{ subgraph, agency, schema, manifest },
    policyCases: policyCases ?? current.policy_cases,
  };
  const version = releaseVersion(release);
  if (version === current.version) return refuseProposal('unchanged', 'schema: this is what is in force');
  const known = await openProposal(db, by, version);
  if (known !== null) return { kind: 'done', proposal: known };
  if (!(await admitAttempt(db, by, version, clock()))) {
    return refuseProposal('too-many', `You have proposed ${maxADay} releases in a day; continue tomorrow.`);
  }
  const check = await checks.run(release, base, { maxWaiting });
  if (check === null) return { kind: 'running' };
  const id = randomUUID();
  await db
    .insertInto('proposal')
    .values({
      ...{ id, check_id: check.id, subgraph, agency, release: version, title, description },
      ...authorColumns(by),
      proposed_at: clock(),
    })
    .execute();
  const proposal = await findProposal(db, id, by);
  if (proposal === null) throw new Error('a proposal that was stored is not found');
  return { kind: 'done', proposal };
}

/** Counts the releases of an author; one that is repeated counts once. */
function admitAttempt(db: Db, by: Author, release: string, now: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    // Calls at once must not exceed the limit together.
    await sql`SELECT pg_advisory_xact_lock(hashtext(${`proposals of ${by.subject}`}))`.execute(trx);
    const since = new Date(now.getTime() - dayMs);
    const attempts = await trx
      .selectFrom('proposal_attempt')
      .select('release')
      .where('author', '=', by.subject)
      .where('attempted_at', '>', since)
      .execute();
    if (attempts.some((attempt) => attempt.release === release)) return true;
    if (attempts.length >= maxADay) return false;
    await trx
      .insertInto('proposal_attempt')
      .values({ author: by.subject, release, attempted_at: now })
      .execute();
    return true;
  });
}
