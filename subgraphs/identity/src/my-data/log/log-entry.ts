import type { ScopeDescription } from '@civic-graph/agencies';
import type { AccessRecordRow } from '../../access-log/find-records.ts';
import { agenciesConcerned } from '../../access-questions/ask.ts';
import { describeRecorded } from '../../agencies/describe-recorded.ts';
import type { ListedConsent } from '../../consent/find-consents.ts';
import type { AgencyRow, AppRow, PurposeRow } from '../../store/database.ts';
import type { Visit } from '../desk.ts';

/**
 * An access record with what it refers to. The official, the request and the pseudonym stay out: they would
 * name other people, or let gateways' records be joined.
 */
export interface LogEntry {
  readonly record: Pick<
    AccessRecordRow,
    'hash' | 'time' | 'caller' | 'consent' | 'fields' | 'chain' | 'number'
  >;
  readonly app: AppRow | null;
  readonly officialOf: AgencyRow | null;
  readonly purpose: PurposeRow | null;
  readonly groups: readonly ScopeDescription[];
  /** Agencies that answer for it; the first is asked by default. */
  readonly agencies: readonly AgencyRow[];
  /** The citizen's own consent behind it. */
  readonly consent: ListedConsent | null;
}

export async function describeEntry(record: AccessRecordRow, visit: Visit): Promise<LogEntry> {
  const { loaders, desk, citizen } = visit;
  const directory = desk.agencies.current;
  const { app, official_agency, purpose, consent, scopes } = record;
  const [appRow, officialOf, purposeRow, consents, agencies] = await Promise.all([
    app === null ? null : loaders.partnerApps.load(app),
    official_agency === null ? null : loaders.agencies.load(official_agency),
    purpose === null ? null : loaders.purposes.load(purpose),
    loaders.consents.load(citizen.key),
    Promise.all(agenciesConcerned(record, directory).map((id) => loaders.agencies.load(id))),
  ]);
  return {
    record,
    app: appRow,
    officialOf,
    purpose: purposeRow,
    groups: scopes.map((id) => describeRecorded(id, directory)),
    agencies: agencies.filter((agency) => agency !== null),
    consent: consents.find(({ id }) => id === consent) ?? null,
  };
}
