import { DecideTotalsDocument } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useAgency } from '../parts/use-agency.ts';
import { longestPeriod, usePeriod } from '../readers/period.ts';

/** Reads of the agency's fields in the longest period that the graph counts. */
export function useTotals() {
  const { agency, language } = useAgency();
  const query = useOperation(DecideTotalsDocument, { agency, language, ...usePeriod(longestPeriod) });
  return { query, totals: query.data?.data.agency?.accessTotals ?? null };
}
