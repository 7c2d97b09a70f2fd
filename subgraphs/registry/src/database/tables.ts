import type { DataClass } from '@civic-graph/policy';
import type { ContractErrorCode } from '@civic-graph/supergraph/contracts';
import type { ColumnType, Generated } from 'kysely';
import type { ChangeKind } from '../changelog/change.ts';
import type { ApprovalNeed } from '../check/check-report.ts';

/** Why a rollout was started. */
export type RolloutCause = 'publish' | 'widen' | 'rollback' | 'contract';

/** Tables of migrations/, as Kysely sees them. int8 is read as a string, never as a double. */
export interface RegistryTables {
  subgraph: {
    name: string;
    agency: string;
    admitted_at: Date;
    admitted_by: string;
  };
  subgraph_release: {
    version: string;
    subgraph: string;
    agency: string;
    schema: string;
    manifest: string;
    policy_cases: string | null;
    received_at: Date;
  };
  supergraph_version: {
    version: string;
    sdl: string;
    releases: number;
    composed_at: Date;
  };
  supergraph_release: {
    supergraph: string;
    subgraph: string;
    agency: string;
    release: string;
  };
  rollout: {
    sequence: ColumnType<string, number, never>;
    supergraph: string;
    previous: string | null;
    canary_percent: number;
    cause: RolloutCause;
    subject: string | null;
    agency: string | null;
    reason: string | null;
    started_at: Date;
    /** Numbers of the contract revisions that it brings to the gateways. */
    contracts: string[];
  };
  contract_revision: {
    number: Generated<string>;
    name: string;
    is_deleted: boolean;
    include_tags: string[];
    exclude_tags: string[];
    hides_unreachable_types: boolean;
    subject: string;
    reason: string | null;
    changed_at: Date;
  };
  contract_schema: {
    supergraph: string;
    revision: string;
    schema: string | null;
    problem: string | null;
    code: ContractErrorCode | null;
    computed_at: Date;
  };
  gateway_health: {
    sequence: string;
    gateway: string;
    supergraph: string;
    requests: number;
    failed: number;
    refusal: string | null;
    first_report_at: Date;
    last_report_at: Date;
  };
  gateway_traffic: {
    sequence: string;
    slice: Date;
    gateway: string;
    supergraph: string;
    requests: number;
    failed: number;
  };
  signing_key: {
    kid: string;
    public_jwk: ColumnType<unknown, string, never>;
    first_used_at: Date;
  };
  schema_check: {
    id: string;
    release: string;
    subgraph: string;
    agency: string;
    base: string | null;
    report: ColumnType<unknown, string, never>;
    sdl: string | null;
    contracts: ColumnType<unknown, string | null, never>;
    checked_at: Date;
  };
  publish_request: {
    number: Generated<string>;
    check_id: string;
    subgraph: string;
    agency: string;
    canary_percent: number;
    needs: ApprovalNeed[];
    subject: string;
    subject_agency: string | null;
    /** Official who answers for the program that asked; null where an official asked. */
    registered_by: string | null;
    reason: string | null;
    requested_at: Date;
  };
  subgraph_secret: {
    number: Generated<string>;
    subgraph: string;
    agency: string;
    sealed: string;
    subject: string;
    handed_over_at: Date;
  };
  publish_completion: {
    request: string;
    rollout: string;
    approver: string | null;
    approver_agency: string | null;
    approval_reason: string | null;
    completed_at: Date;
  };
  changelog: {
    rollout: string;
    total: number;
    compared_at: Date;
  };
  change: {
    rollout: string;
    number: number;
    kind: ChangeKind;
    coordinate: string | null;
    data_class: DataClass | null;
    /** As text, `2027-06-30`: select it with a cast. */
    sunset_on: string | null;
    message: string;
    subgraphs: string[];
  };
  change_webhook: {
    recipient: string;
    id: string;
    url: string;
    subgraphs: string[];
    fields: string[];
    created_at: Date;
    disabled_at: Date | null;
    removed_at: Date | null;
  };
  change_message: {
    recipient: string;
    id: Generated<string>;
    webhook_id: string;
    rollout: string;
    written_at: Date;
    next_attempt_at: Date | null;
    delivered_at: Date | null;
    failures: Generated<number>;
    attempts: Generated<number>;
    last_status: number | null;
    last_problem: string | null;
  };
  proposal: ProposalAuthor & {
    number: Generated<string>;
    id: string;
    check_id: string;
    subgraph: string;
    agency: string;
    release: string;
    title: string;
    description: string;
    proposed_at: Date;
  };
  proposal_attempt: {
    author: string;
    release: string;
    attempted_at: Date;
  };
  proposal_comment: ProposalAuthor & {
    number: Generated<string>;
    proposal: string;
    text: string;
    written_at: Date;
  };
  proposal_decision: {
    proposal: string;
    decision: 'accepted' | 'declined' | 'withdrawn';
    reason: string;
    subject_kind: ProposalAuthor['author_kind'];
    subject: string;
    subject_agency: string | null;
    decided_at: Date;
  };
}

interface ProposalAuthor {
  author_kind: 'official' | 'admin' | 'developer';
  author: string;
  author_agency: string | null;
  author_developer: string | null;
}
