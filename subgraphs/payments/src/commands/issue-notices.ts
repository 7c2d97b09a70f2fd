import { createDatabase } from '@civic-graph/subgraph-kit';
import { createPairwiseIds } from '@civic-graph/tokens';
import type { PaymentsTables } from '../database/tables.ts';
import { issueFile } from '../notice/bulk/issue-file.ts';
import type { BulkReport } from '../notice/bulk/issue-notices.ts';
import type { BulkFormat } from '../notice/bulk/read-rows.ts';

export interface IssueRequest {
  readonly databaseUrl: string;
  /** `ADDRESSEE_SECRET` of the payments service. */
  readonly secret: string;
  readonly agency: string;
  readonly format: BulkFormat;
  readonly content: string;
  readonly clock: () => Date;
}

/** One row of the agency's file: the code of its notice, or its problem. */
export interface IssuedRow {
  readonly row: number;
  readonly reference: string | null;
  readonly code: string | null;
  readonly problem: string | null;
}

export interface IssueCounts {
  readonly issued: number;
  readonly issuedBefore: number;
  readonly bad: number;
}

/**
 * Issues a file of notices. Good rows are issued even if others are bad; repeating the file issues none
 * twice.
 *
 * @param report called with the rows of each committed batch, in the file's order
 * @throws UnreadableRows; PublicError FORBIDDEN if the agency collects nothing
 */
export async function issueNoticesFile(
  request: IssueRequest,
  report: (rows: readonly IssuedRow[]) => void,
): Promise<IssueCounts> {
  const desk = { agency: request.agency, pairwiseIds: createPairwiseIds(request.secret) };
  const db = createDatabase<PaymentsTables>(request.databaseUrl);
  const counts = { issued: 0, issuedBefore: 0, bad: 0 };
  try {
    await issueFile(db, desk, request.format, request.content, request.clock, (batch) => {
      const before = batch.issued.filter((row) => row.before).length;
      counts.issued += batch.issued.length - before;
      counts.issuedBefore += before;
      counts.bad += batch.bad.length;
      report(rowsOf(batch));
    });
  } finally {
    await db.destroy();
  }
  return counts;
}

function rowsOf({ issued, bad }: BulkReport): readonly IssuedRow[] {
  return [
    ...issued.map(({ row, reference, code }) => ({ row, reference, code, problem: null })),
    ...bad.map(({ row, reference, problem }) => ({ row, reference: reference ?? null, code: null, problem })),
  ].sort((a, b) => a.row - b.row);
}
