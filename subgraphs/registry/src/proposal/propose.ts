import { randomUUID } from 'node:crypto';
import { releaseVersion } from '@civic-graph/releases';
import type { Checks } from '../check/run-check.ts';
import type { Db } from '../database/database.ts';
import type { AgencyRelease } from '../publish/publish-supergraph.ts';
import { lastRollout, releasesOf } from '../rollout/find-rollout.ts';
import { type Author, authorColumns } from './author.ts';
import { admitAttempt, maxADay, storeProposal } from './daily-limits.ts';
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

/** A proposal is checked while fewer checks wait. */
const maxWaiting = 3;
const tooMany = refuseProposal(
  'too-many',
  `You have started ${maxADay} checks or proposals in a day; continue tomorrow.`,
);

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
  let isAdmitted = true;
  const mayStart = async () => {
    isAdmitted = await admitAttempt(db, by, version, clock());
    return isAdmitted;
  };
  const check = await checks.run(release, base, { maxWaiting, urgency: 'low', mayStart });
  if (!isAdmitted) return tooMany;
  if (check === null) return { kind: 'running' };
  const proposed = {
    ...{ id: randomUUID(), check_id: check.id, subgraph, agency, release: version, title, description },
    ...authorColumns(by),
    proposed_at: clock(),
  };
  const id = await storeProposal(db, by, proposed);
  if (id === null) return tooMany;
  const proposal = await findProposal(db, id, by);
  if (proposal === null) throw new Error('a proposal that was stored is not found');
  return { kind: 'done', proposal };
}
