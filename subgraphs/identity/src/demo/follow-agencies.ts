import type { AgencySource } from '@civic-graph/agencies';
import { createDatabase } from '@civic-graph/subgraph-kit';
import type { IdentityTables } from '../store/database.ts';
import { seedOperators } from './seed-operators.ts';

export interface FollowOptions {
  /** URL with a role that may write officials. */
  readonly ownerUrl: string;
  readonly report: (error: unknown) => void;
}

/** Gives agencies that join a running demo their official. */
export function followAgencies(agencies: AgencySource, { ownerUrl, report }: FollowOptions): void {
  agencies.onChange(async (directory) => {
    const owner = createDatabase<IdentityTables>(ownerUrl);
    try {
      await seedOperators(owner, directory);
    } catch (error) {
      report(error);
    } finally {
      await owner.destroy();
    }
  });
}
