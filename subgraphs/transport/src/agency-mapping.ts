import { ConfigurationError } from '@civic-graph/service';

/** Agency of the administration per company of the feed (GTFS `agency_id`). */
export interface AgencyMapping {
  readonly byOperator: ReadonlyMap<string, string>;
  /** Default for other companies; `null` for none. */
  readonly others: string | null;
}

/**
 * Parses `transport` (all companies) or `metro=transport,ferry=harbour,*=transport`.
 *
 * @throws ConfigurationError for any other text
 */
export function parseAgencyMapping(text: string): AgencyMapping {
  const pairs = text.split(',').map((part) => {
    const equals = part.lastIndexOf('=');
    const operator = equals === -1 ? '*' : part.slice(0, equals).trim();
    const agency = part.slice(equals + 1).trim();
    if (operator === '' || !/^[a-z][a-z0-9-]*$/.test(agency)) {
      throw new ConfigurationError(
        `TRANSPORT_AGENCY: "${part}" is neither an agency nor GTFS-AGENCY=AGENCY, such as *=transport`,
      );
    }
    return [operator, agency] as const;
  });
  const byOperator = new Map(pairs);
  const others = byOperator.get('*') ?? null;
  byOperator.delete('*');
  return { byOperator, others };
}

export function agencyOf(mapping: AgencyMapping, operatorId: string): string {
  return mapping.byOperator.get(operatorId) ?? mapping.others ?? 'transport';
}
