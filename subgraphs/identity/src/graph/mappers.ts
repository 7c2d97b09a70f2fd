import type { ScopeDescription } from '@civic-graph/agencies';
import type { DataClass } from '@civic-graph/policy';
import type { AccessChainRow } from '../access-log/access-chains.ts';
import type { AccessCount } from '../access-log/count-access.ts';
import type { AccessRecordRow } from '../access-log/find-records.ts';
import type { AccessTotal } from '../access-log/total-access.ts';
import type { AccessQuestionRow } from '../access-questions/tables.ts';
import type { ListedAccount } from '../accounts/list-accounts.ts';
import type { InvitationRow } from '../accounts/tables.ts';
import type { ListedConsent } from '../consent/find-consents.ts';
import type { LinkedIdentityRow } from '../linked-identities/tables.ts';
import type { MachineClientRow } from '../machine-clients/tables.ts';
import type { FieldNeed } from '../partners/derive-needs.ts';
import type {
  AccessRequestPartRow,
  AccessRequestRow,
  AppChangeRow,
  AppTransitionRow,
  PurposeStatementRow,
  RequestedOperationRow,
  SafelistedOperationRow,
} from '../partners/tables.ts';
import type { ProfilingAlertRow } from '../profiling/tables.ts';
import type { AgencyRow, AppRow, CitizenFactRow, Fact, PurposeRow } from '../store/database.ts';

/* Parents of the resolvers, by type; `npm run codegen` reads the names. */

export interface CitizenModel {
  readonly uin: string;
}

export interface ProfileModel {
  readonly citizenKey: string;
  readonly facts: ReadonlyMap<Fact, CitizenFactRow>;
}

/** A fact in its envelope: value, source, data class, time. */
export interface FactModel {
  readonly value: string;
  readonly source: string;
  readonly classification: DataClass;
  readonly lastUpdated: Date;
}

export type PersonalTextModel = FactModel;
export type SensitiveDateModel = FactModel;
export interface SensitiveAddressModel extends FactModel {
  readonly regionCode: string;
}

export type AgencyModel = AgencyRow;
export type PartnerAppModel = AppRow;
export type PurposeModel = PurposeRow;
export type ConsentModel = ListedConsent;
export type DataScopeModel = ScopeDescription;

export type AccessRecordModel = AccessRecordRow;
export interface AgencyAccessModel extends AccessRecordRow {
  /** Fields of the calling agency. */
  readonly owned: readonly string[];
}
export interface AccessQuestionModel extends AccessQuestionRow {
  readonly access: AgencyAccessModel;
}
export type AccessCountModel = AccessCount;
export type AgencyAccessTotalModel = AccessTotal;
export type ProfilingAlertModel = ProfilingAlertRow;

export type AppRegistrationModel = AppRow;
export type AppChangeModel = AppChangeRow;
export type AppTransitionModel = AppTransitionRow;
export type PurposeStatementModel = PurposeStatementRow;
export type AccessRequestModel = AccessRequestRow;
export interface AccessRequestPartModel extends AccessRequestPartRow {
  /** Fields of the agency with arguments. */
  readonly fields: readonly FieldNeed[];
}
export type RequestedFieldModel = FieldNeed;
export type RequestedOperationModel = RequestedOperationRow;
export type SafelistedOperationModel = SafelistedOperationRow;
export type MachineClientModel = MachineClientRow;
export type LinkedIdentityModel = LinkedIdentityRow;
export type PlatformAccountModel = ListedAccount;
export interface DeveloperAccountModel {
  readonly id: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly self_signed_up: boolean;
  readonly verified_at: Date | null;
}
export type AccessChainModel = AccessChainRow;
export type AccountInvitationModel = InvitationRow;
