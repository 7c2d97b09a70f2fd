// Made from schema.graphql by `npm run codegen`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AppRegistrationModel, OperationUsageModel, SubgraphModel, SchemaVersionModel, SupergraphVersionModel, RolloutModel, GatewayHealthModel, ChangeModel, SchemaCheckModel, SchemaProblemModel, AccessChangeModel, FieldUsageModel, ErrorUsageModel, ChangeWebhookModel, ChangeDeliveryModel, ProposalModel, ProposalCheckModel, ProposalDecisionModel, ProposalCommentModel, ContractModel, ContractRevisionModel } from './mappers.ts';
import type { SubgraphContext } from '@civic-graph/subgraph-kit';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant with its offset from UTC (RFC 3339). */
  DateTime: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** Data classes, from public to never published. */
export type DataClass =
  /** Public: anyone may read it. */
  | 'C0'
  /** Pseudonymous: about a person whom the reader cannot identify. Needs an authenticated caller. */
  | 'C1'
  /** Personal: needs the citizen's consent for a purpose, or an official capacity. Reading it is logged. */
  | 'C2'
  /** Sensitive: as C2, and the citizen must have been identified at the high level. */
  | 'C3'
  /** Never published: national id numbers, biometrics. */
  | 'C4';

/** Position of a page in its list (Relay). */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Whether more follows. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether something comes before. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of this page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** Cursor of the last item of this page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** The subgraphs that agencies have published, by name. */
  readonly subgraphs: SubgraphConnection;
  /** One subgraph; null if no subgraph with this name was admitted. */
  readonly subgraph?: Maybe<Subgraph>;
  /** Every supergraph version that was ever rolled out, latest first. */
  readonly supergraphVersions: SupergraphVersionConnection;
  /** Rollouts, latest first; the first one is in force. */
  readonly rollouts: RolloutConnection;
  /** What rollouts have changed for those who call the graph, the latest first; of each, the most important first. */
  readonly changelog: ChangeConnection;
  /**
   * Proposals, the latest first: for officials, those to their agency or from it; for developers, their own; for the platform's
   * admin, all.
   */
  readonly proposals?: Maybe<ProposalConnection>;
  /** One proposal; null where the caller may not read it. */
  readonly proposal?: Maybe<Proposal>;
  /**
   * Webhooks of the calling app (with a token of its own) or of the calling official's agency that receive changes, oldest
   * first; at most ten.
   */
  readonly changeWebhooks?: Maybe<ReadonlyArray<ChangeWebhook>>;
  /** The contracts that gateways serve under paths of their own, by name; at most 20. */
  readonly contracts: ReadonlyArray<Contract>;
  /** One contract; null if there is none, or it was deleted. */
  readonly contract?: Maybe<Contract>;
  /** One check, for the agency that it is about and for the platform's admin; null for anybody else. */
  readonly schemaCheck?: Maybe<SchemaCheck>;
  /**
   * Which app uses a field, by which operation, the most called first. For officials of the agency that resolves the field, and
   * for the platform's admin; where several agencies resolve it, for the admin alone.
   */
  readonly fieldUsage?: Maybe<FieldUsageConnection>;
  /** Publishes that are waiting for a second official, latest first: for an official, those of their agency; for the platform's admin, all. */
  readonly waitingPublishes?: Maybe<SchemaCheckConnection>;
};


export type QuerySubgraphsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QuerySubgraphArgs = {
  name: Scalars['ID']['input'];
};


export type QuerySupergraphVersionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryRolloutsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryChangelogArgs = {
  subgraph?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryProposalsArgs = {
  subgraph?: InputMaybe<Scalars['ID']['input']>;
  state?: InputMaybe<ProposalState>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryProposalArgs = {
  id: Scalars['ID']['input'];
};


export type QueryContractArgs = {
  name: Scalars['ID']['input'];
};


export type QuerySchemaCheckArgs = {
  id: Scalars['ID']['input'];
};


export type QueryFieldUsageArgs = {
  coordinate: Scalars['String']['input'];
  days?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryWaitingPublishesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Checks what an agency would publish, without publishing it: manifest, composition, data classes and rules, policy cases of
   * all agencies, and who gains or loses which field. For the agency's officials and programs, and the platform's admin. Repeat
   * the call while it returns `CheckRunning`.
   */
  readonly checkSubgraph?: Maybe<CheckSubgraphResult>;
  /**
   * Publishes a release of a subgraph: it is checked, stored, composed and rolled out, or nothing happens. For officials and
   * programs of the agency that the manifest names, and for the platform's admin. A new name needs the admin's approval; access to data of
   * class C2 or higher that somebody gains needs a second official's. Repeating the call changes nothing. A program
   * publishes one subgraph, and cannot change the manifest except its contacts.
   */
  readonly publishSubgraph?: Maybe<PublishSubgraphResult>;
  /**
   * Approves a waiting publish, and rolls it out. For another official of the same agency, and for the platform's admin;
   * never for the person who asked, or who registered the program that asked. The reason is stored permanently.
   */
  readonly approvePublish?: Maybe<ApprovePublishResult>;
  /**
   * Puts an earlier release of one subgraph in force again, with the other subgraphs as they are: it is checked like a publish,
   * and access to data of class C2 or higher that somebody would gain needs a second official. For officials of its agency and
   * the platform's admin. Repeat the call while it returns `CheckRunning`.
   */
  readonly rollbackSubgraph?: Maybe<RollbackSubgraphResult>;
  /**
   * Proposes a schema for a subgraph in force to the agency that owns it: for officials of any agency, the platform's admin and
   * developers of apps. It is checked like a publish, with the agency's own manifest, and never rolled out. Repeat the call while it
   * returns `CheckRunning`. At most 20 checks and 20 proposals a day.
   */
  readonly proposeSubgraph?: Maybe<ProposeSubgraphResult>;
  /** Adds a comment to a proposal that the caller may read. At most 30 in an hour. */
  readonly commentProposal?: Maybe<CommentProposalResult>;
  /**
   * Decides on a proposal, for good: officials of the agency that owns the subgraph, and the platform's admin, accept or decline it;
   * its author withdraws it. Accepted means that the agency may publish it; nothing is rolled out.
   */
  readonly decideProposal?: Maybe<DecideProposalResult>;
  /**
   * Registers a URL that receives changes as Standard Webhooks (https://www.standardwebhooks.com), for an app with a token of
   * its own, or for an official's agency. Registering the same URL again changes its filter, and enables it where it was
   * disabled.
   */
  readonly registerChangeWebhook?: Maybe<RegisterChangeWebhookResult>;
  /** Removes a webhook of the calling app or agency. Null where it has none with this identifier. */
  readonly removeChangeWebhook?: Maybe<ChangeWebhook>;
  /**
   * Defines a contract: a part of the schema, chosen by tags, under a path of its own. For the platform's admin. It grants no
   * access. Repeat the call while it returns `CheckRunning`.
   */
  readonly createContract?: Maybe<CreateContractResult>;
  /** Changes which tags a contract shows. For the platform's admin. Repeat the call while it returns `CheckRunning`. */
  readonly updateContract?: Maybe<UpdateContractResult>;
  /** Deletes a contract; its path answers 404 within seconds. For the platform's admin. */
  readonly deleteContract?: Maybe<DeleteContractResult>;
  /**
   * Puts a supergraph version in force again that all gateways have served before. For the platform's admin. Gateways that
   * wait for rollouts serve it within seconds.
   */
  readonly rollbackSupergraph?: Maybe<RollbackSupergraphResult>;
};


export type MutationCheckSubgraphArgs = {
  input: CheckSubgraphInput;
};


export type MutationPublishSubgraphArgs = {
  input: PublishSubgraphInput;
};


export type MutationApprovePublishArgs = {
  input: ApprovePublishInput;
};


export type MutationRollbackSubgraphArgs = {
  input: RollbackSubgraphInput;
};


export type MutationProposeSubgraphArgs = {
  input: ProposeSubgraphInput;
};


export type MutationCommentProposalArgs = {
  input: CommentProposalInput;
};


export type MutationDecideProposalArgs = {
  input: DecideProposalInput;
};


export type MutationRegisterChangeWebhookArgs = {
  input: RegisterChangeWebhookInput;
};


export type MutationRemoveChangeWebhookArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCreateContractArgs = {
  input: CreateContractInput;
};


export type MutationUpdateContractArgs = {
  input: UpdateContractInput;
};


export type MutationDeleteContractArgs = {
  input: DeleteContractInput;
};


export type MutationRollbackSupergraphArgs = {
  input: RollbackSupergraphInput;
};

/** An agency; its name and contacts come from the identity service. */
export type Agency = {
  readonly __typename?: 'Agency';
  /** Identifier, such as `transport`. */
  readonly id: Scalars['ID']['output'];
};

/** A registered app; the identity service decides who sees which, and knows the rest about it. */
export type AppRegistration = {
  readonly __typename?: 'AppRegistration';
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['output'];
  /**
   * What the app has run, the most called first; at most 200 operations. For its developer and the platform's admin; an agency's
   * officials see the operations that use a field of their agency.
   */
  readonly operationUsage?: Maybe<ReadonlyArray<OperationUsage>>;
};


/** A registered app; the identity service decides who sees which, and knows the rest about it. */
export type AppRegistrationOperationUsageArgs = {
  days?: InputMaybe<Scalars['Int']['input']>;
};

/** How often an app has run one operation. Values, variables and citizens are not counted. */
export type OperationUsage = {
  readonly __typename?: 'OperationUsage';
  /** SHA-256 (hexadecimal) of the operation without values, aliases and names; null for several together. */
  readonly operation?: Maybe<Scalars['ID']['output']>;
  /** Name of the operation; null where it has none, was called rarely or may identify somebody. */
  readonly operationName?: Maybe<Scalars['String']['output']>;
  /** Kind of the operation. */
  readonly kind: UsageKind;
  /** Calls, rounded to fives; 5 also stands for fewer. */
  readonly calls: Scalars['Float']['output'];
  /** Calls with an error in the answer, rounded to fives. */
  readonly failedCalls: Scalars['Float']['output'];
  /** Codes of the errors, the most frequent first. */
  readonly errors: ReadonlyArray<ErrorUsage>;
  /** Half of the calls were answered within this time, in milliseconds; null where too few were measured. */
  readonly p50Ms?: Maybe<Scalars['Int']['output']>;
  /** 95 % of the calls were answered within this time, in milliseconds; null where too few were measured. */
  readonly p95Ms?: Maybe<Scalars['Int']['output']>;
  /** Minute of the last call. */
  readonly lastSeen: Scalars['DateTime']['output'];
  /** Coordinates of the fields that it uses, such as `Citizen.notices`; for an official, those of their agency. */
  readonly fields: ReadonlyArray<Scalars['ID']['output']>;
};

/** A part of the graph that one agency owns and runs. */
export type Subgraph = {
  readonly __typename?: 'Subgraph';
  /** Name in the supergraph, such as `transport`. */
  readonly name: Scalars['ID']['output'];
  /** The agency that owns it. */
  readonly agency?: Maybe<Agency>;
  /** When its name was admitted. */
  readonly admittedAt: Scalars['DateTime']['output'];
  /** The release that is in force; null where a rollback has taken the subgraph out of the graph. */
  readonly current?: Maybe<SchemaVersion>;
  /** Every release that was ever rolled out, the latest first. */
  readonly versions: SchemaVersionConnection;
};


/** A part of the graph that one agency owns and runs. */
export type SubgraphVersionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A release of a subgraph: what an agency has published. It never changes. */
export type SchemaVersion = {
  readonly __typename?: 'SchemaVersion';
  /** SHA-256 (hexadecimal) of the canonical JSON (RFC 8785) of subgraph, schema, manifest and policyCases. */
  readonly version: Scalars['ID']['output'];
  /** The subgraph that it is a release of. */
  readonly subgraph: Subgraph;
  /** Text of `schema.graphql`, with the rules of every field. */
  readonly schema: Scalars['String']['output'];
  /** Text of `policy.test.graphql`: who may read which guarded field. Null where there is none. */
  readonly policyCases?: Maybe<Scalars['String']['output']>;
  /** When it was first rolled out. */
  readonly publishedAt: Scalars['DateTime']['output'];
  /** Text of `manifest.json`, with the endpoint. For the agency's officials and the platform's admin. */
  readonly manifest?: Maybe<Scalars['String']['output']>;
  /** Subject of the official, or client id of the program, that published it. For the agency's officials and the platform's admin. */
  readonly publishedBy?: Maybe<Scalars['ID']['output']>;
};

/** A page of releases. */
export type SchemaVersionConnection = {
  readonly __typename?: 'SchemaVersionConnection';
  /** The releases with their cursors. */
  readonly edges: ReadonlyArray<SchemaVersionEdge>;
  /** The releases without cursors. */
  readonly nodes: ReadonlyArray<SchemaVersion>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A release and its place in the list. */
export type SchemaVersionEdge = {
  readonly __typename?: 'SchemaVersionEdge';
  /** The release. */
  readonly node: SchemaVersion;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** A page of subgraphs. */
export type SubgraphConnection = {
  readonly __typename?: 'SubgraphConnection';
  /** The subgraphs with their cursors. */
  readonly edges: ReadonlyArray<SubgraphEdge>;
  /** The subgraphs without cursors. */
  readonly nodes: ReadonlyArray<Subgraph>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A subgraph and its place in the list. */
export type SubgraphEdge = {
  readonly __typename?: 'SubgraphEdge';
  /** The subgraph. */
  readonly node: Subgraph;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** A supergraph composed of releases. It never changes. */
export type SupergraphVersion = {
  readonly __typename?: 'SupergraphVersion';
  /** SHA-256 (hexadecimal) of the canonical JSON (RFC 8785) of sdl, releases and manifests. */
  readonly version: Scalars['ID']['output'];
  /** When it was composed. */
  readonly composedAt: Scalars['DateTime']['output'];
  /** The releases that it is composed of, by name of the subgraph. */
  readonly releases: ReadonlyArray<SchemaVersion>;
  /** The composed SDL, with endpoints. For the platform's admin. */
  readonly sdl?: Maybe<Scalars['String']['output']>;
};

/** A page of supergraph versions. */
export type SupergraphVersionConnection = {
  readonly __typename?: 'SupergraphVersionConnection';
  /** The versions with their cursors. */
  readonly edges: ReadonlyArray<SupergraphVersionEdge>;
  /** The versions without cursors. */
  readonly nodes: ReadonlyArray<SupergraphVersion>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A supergraph version and its place in the list. */
export type SupergraphVersionEdge = {
  readonly __typename?: 'SupergraphVersionEdge';
  /** The version. */
  readonly node: SupergraphVersion;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** Why a rollout was started. */
export type RolloutCause =
  /** A release was published. */
  | 'PUBLISH'
  /** A canary that went well was extended to more gateways. */
  | 'WIDEN'
  /** An earlier version was put in force again, by the admin, by an official for one subgraph, or because a canary failed. */
  | 'ROLLBACK'
  /** A contract was created, changed or deleted; the version stays the same. */
  | 'CONTRACT';

/** What has become of a rollout. */
export type RolloutState =
  /** A share of the gateways serve it; the others keep the previous version. */
  | 'CANARY'
  /** All gateways that pull serve it. */
  | 'IN_FORCE'
  /** Another rollout came after it. */
  | 'SUPERSEDED'
  /** The rollout after it put an earlier version in force again. */
  | 'ROLLED_BACK';

/** Assigns a supergraph version to gateways. */
export type Rollout = {
  readonly __typename?: 'Rollout';
  /** Rises with each rollout, also with a rollback; a decimal number. */
  readonly sequence: Scalars['ID']['output'];
  /** Why it was started. */
  readonly cause: RolloutCause;
  /** What is rolled out. */
  readonly supergraph: SupergraphVersion;
  /** What the gateways outside the canary keep; null for the first rollout. */
  readonly previous?: Maybe<SupergraphVersion>;
  /** Share of the gateways that get the version, 1 to 100 percent. */
  readonly canaryPercent: Scalars['Int']['output'];
  /** When it was started. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** How many changes it has brought against the rollout before it; null until they have been compared. */
  readonly changeCount?: Maybe<Scalars['Int']['output']>;
  /** The changes, the most important first; at most 500 are kept. */
  readonly changes: ChangeConnection;
  /** What has become of it. */
  readonly state: RolloutState;
  /**
   * Subject of the official, or client id of the program, that started it; null where the registry has rolled a canary back. For
   * officials of the same agency and the platform's admin.
   */
  readonly startedBy?: Maybe<Scalars['ID']['output']>;
  /** Why, as the official has written, or as the registry has found. For officials of the same agency and the platform's admin. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /**
   * How gateways have fared with it, by id of the gateway; forgotten after 30 days. For officials of the same agency and the
   * platform's admin.
   */
  readonly gateways?: Maybe<GatewayHealthConnection>;
};


/** Assigns a supergraph version to gateways. */
export type RolloutChangesArgs = {
  subgraph?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Assigns a supergraph version to gateways. */
export type RolloutGatewaysArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What a gateway has reported of one rollout. */
export type GatewayHealth = {
  readonly __typename?: 'GatewayHealth';
  /** Id of the gateway. */
  readonly gateway: Scalars['ID']['output'];
  /** Version that the rollout assigns to it; see `SupergraphVersion.version`. */
  readonly version: Scalars['ID']['output'];
  /** Whether that is the version that is rolled out; false where it keeps the one before. */
  readonly getsRollout: Scalars['Boolean']['output'];
  /** Operations that it has run under this rollout, at most 2,147,483,647. */
  readonly requests: Scalars['Int']['output'];
  /** Those that failed through a subgraph, a plan or the gateway itself; not those that were refused. */
  readonly failedRequests: Scalars['Int']['output'];
  /** Why it cannot load the version; null where it serves it. */
  readonly refusal?: Maybe<Scalars['String']['output']>;
  /** When it first reported under this rollout. */
  readonly firstReportAt: Scalars['DateTime']['output'];
  /** When it reported last under this rollout. */
  readonly lastReportAt: Scalars['DateTime']['output'];
};

/** A page of gateways. */
export type GatewayHealthConnection = {
  readonly __typename?: 'GatewayHealthConnection';
  /** The gateways with their cursors. */
  readonly edges: ReadonlyArray<GatewayHealthEdge>;
  /** The gateways without cursors. */
  readonly nodes: ReadonlyArray<GatewayHealth>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A gateway and its place in the list. */
export type GatewayHealthEdge = {
  readonly __typename?: 'GatewayHealthEdge';
  /** The gateway. */
  readonly node: GatewayHealth;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** What a change means to those who call the graph. */
export type ChangeKind =
  /** Operations that use the element become invalid, or return something else. */
  | 'BREAKING'
  /** Callers can no longer read a field. */
  | 'ACCESS_LOST'
  /** A field will be removed; see `Change.sunsetOn`. */
  | 'DEPRECATED'
  /** Operations stay valid, but an app may not expect the change, such as a new enum value. */
  | 'DANGEROUS'
  /** Callers can read a field that they could not read. */
  | 'ACCESS_GAINED'
  /** No operation notices it. */
  | 'SAFE';

/** One difference between two supergraphs, for those who call them. */
export type Change = {
  readonly __typename?: 'Change';
  /** What it means to those who call the graph. */
  readonly kind: ChangeKind;
  /** What has changed: `Type`, `Type.field` or `Type.field(argument:)`; null where it is the schema itself. */
  readonly coordinate?: Maybe<Scalars['String']['output']>;
  /** Class of the field's data, where access to it has changed; otherwise null. */
  readonly dataClass?: Maybe<DataClass>;
  /** Date (ISO 8601, `2027-06-30`, UTC) from which a deprecated field may be removed; otherwise null. */
  readonly sunsetOn?: Maybe<Scalars['String']['output']>;
  /** What has changed, in words. */
  readonly message: Scalars['String']['output'];
  /** Names of the subgraphs behind the element. */
  readonly subgraphs: ReadonlyArray<Scalars['ID']['output']>;
  /** The rollout that brought it; null in a check, which may never be rolled out. */
  readonly rollout?: Maybe<Rollout>;
};

/** A page of changes. */
export type ChangeConnection = {
  readonly __typename?: 'ChangeConnection';
  /** The changes with their cursors. */
  readonly edges: ReadonlyArray<ChangeEdge>;
  /** The changes without cursors. */
  readonly nodes: ReadonlyArray<Change>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A change and its place in the list. */
export type ChangeEdge = {
  readonly __typename?: 'ChangeEdge';
  /** The change. */
  readonly node: Change;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** A page of rollouts. */
export type RolloutConnection = {
  readonly __typename?: 'RolloutConnection';
  /** The rollouts with their cursors. */
  readonly edges: ReadonlyArray<RolloutEdge>;
  /** The rollouts without cursors. */
  readonly nodes: ReadonlyArray<Rollout>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A rollout and its place in the list. */
export type RolloutEdge = {
  readonly __typename?: 'RolloutEdge';
  /** The rollout. */
  readonly node: Rollout;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** State of a check. */
export type SchemaCheckState =
  /** The release cannot be published as it is. */
  | 'FAILED'
  /** The release can be published; nobody has asked for it yet. */
  | 'PASSED'
  /** It was to be published, and is waiting for another official. */
  | 'AWAITING_APPROVAL'
  /** It was published. */
  | 'PUBLISHED'
  /** A later publish of the subgraph replaced it. */
  | 'SUPERSEDED';

/**
 * A check of a release against the supergraph in force. For the agency's officials, the program that asked for it and the
 * platform's admin.
 */
export type SchemaCheck = {
  readonly __typename?: 'SchemaCheck';
  /** Identifier; `approvePublish` takes it. */
  readonly id: Scalars['ID']['output'];
  /** Path of its report at the gateway's address: the Studio, with a query for this check. */
  readonly url: Scalars['String']['output'];
  /** Name of the subgraph. */
  readonly subgraph: Scalars['ID']['output'];
  /** The agency that the manifest names. */
  readonly agency?: Maybe<Agency>;
  /** SHA-256 of the release; see `SchemaVersion.version`. */
  readonly version: Scalars['ID']['output'];
  /** Supergraph version that it was checked against; null for the first release of all. */
  readonly base?: Maybe<Scalars['ID']['output']>;
  /** Its state. */
  readonly state: SchemaCheckState;
  /** When it was checked. */
  readonly checkedAt: Scalars['DateTime']['output'];
  /** What was found, errors first; at most 100. */
  readonly problems: ReadonlyArray<SchemaProblem>;
  /** Who gains or loses which field, by field. */
  readonly accessChanges: AccessChangeConnection;
  /** What it would change for those who call the graph, the most important first; none where the check failed. */
  readonly changes: ChangeConnection;
  /** Approvals that it needs before it is published; empty if none. */
  readonly needs: ReadonlyArray<ApprovalNeed>;
  /** Subject of the official, or client id of the program, that wants to publish it; null where nobody does. */
  readonly requestedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it should be published, in the words of that official. */
  readonly requestReason?: Maybe<Scalars['String']['output']>;
  /** Subject of the official who approved it; null where nobody did. */
  readonly approvedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it was approved, in the words of that official. */
  readonly approvalReason?: Maybe<Scalars['String']['output']>;
};


/**
 * A check of a release against the supergraph in force. For the agency's officials, the program that asked for it and the
 * platform's admin.
 */
export type SchemaCheckAccessChangesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/**
 * A check of a release against the supergraph in force. For the agency's officials, the program that asked for it and the
 * platform's admin.
 */
export type SchemaCheckChangesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of checks. */
export type SchemaCheckConnection = {
  readonly __typename?: 'SchemaCheckConnection';
  /** The checks with their cursors. */
  readonly edges: ReadonlyArray<SchemaCheckEdge>;
  /** The checks without cursors. */
  readonly nodes: ReadonlyArray<SchemaCheck>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A check and its place in the list. */
export type SchemaCheckEdge = {
  readonly __typename?: 'SchemaCheckEdge';
  /** The check. */
  readonly node: SchemaCheck;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** Whether a problem prevents a publish. */
export type ProblemSeverity =
  /** It prevents the publish. */
  | 'ERROR'
  /** It should be fixed, but does not prevent the publish. */
  | 'WARNING';

/** A problem that a check found. */
export type SchemaProblem = {
  readonly __typename?: 'SchemaProblem';
  /** Whether it prevents a publish. */
  readonly severity: ProblemSeverity;
  /** Stable code, such as `COMPOSITION_FAILED`. */
  readonly code: Scalars['String']['output'];
  /** What is wrong, and what to do. */
  readonly message: Scalars['String']['output'];
  /** Name of the subgraph whose text it is in; null where it is in none alone. */
  readonly subgraph?: Maybe<Scalars['String']['output']>;
  /** Name of the file, such as `schema.graphql`. */
  readonly file?: Maybe<Scalars['String']['output']>;
  /** Line in the file, from 1. */
  readonly line?: Maybe<Scalars['Int']['output']>;
  /** Column in the line, from 1. */
  readonly column?: Maybe<Scalars['Int']['output']>;
  /** Agency that can fix it; null where it is not known. */
  readonly fixedBy?: Maybe<Scalars['String']['output']>;
};

/** Whether access to a field grows or shrinks. */
export type AccessChangeKind =
  /** Callers who could not read it now may. */
  | 'GAINS'
  /** Callers may no longer read it. */
  | 'LOSES';

/** Callers who gain or lose one field. */
export type AccessChange = {
  readonly __typename?: 'AccessChange';
  /** Whether they gain or lose it. */
  readonly kind: AccessChangeKind;
  /** The field, such as `Citizen.loans`, or a scope that the manifest loosens, such as `libraries:loans`. */
  readonly coordinate: Scalars['String']['output'];
  /** Class of the field's data. */
  readonly dataClass: DataClass;
  /** Callers by kind and rights, in words; at most 50. */
  readonly callers: ReadonlyArray<Scalars['String']['output']>;
  /**
   * Citizens with a consent in force, for any app, that opens the field: `0`, `fewer than 10`, `about 1200`, `more than 100000`,
   * or `unknown` where they could not be counted. Null where consent does not open it.
   */
  readonly affectedCitizens?: Maybe<Scalars['String']['output']>;
};

/** A page of access changes. */
export type AccessChangeConnection = {
  readonly __typename?: 'AccessChangeConnection';
  /** The changes with their cursors. */
  readonly edges: ReadonlyArray<AccessChangeEdge>;
  /** The changes without cursors. */
  readonly nodes: ReadonlyArray<AccessChange>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** An access change and its place in the list. */
export type AccessChangeEdge = {
  readonly __typename?: 'AccessChangeEdge';
  /** The change. */
  readonly node: AccessChange;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** Kind of an operation. */
export type UsageKind =
  /** A query. */
  | 'QUERY'
  /** A mutation. */
  | 'MUTATION'
  /** A subscription; each event counts as a call. */
  | 'SUBSCRIPTION'
  /** Several operations that are counted together. */
  | 'MIXED';

/** What one app did with one operation that uses a field. Values, variables and citizens are not counted. */
export type FieldUsage = {
  readonly __typename?: 'FieldUsage';
  /** Client id of the app; null for callers without a token. */
  readonly app?: Maybe<Scalars['ID']['output']>;
  /** SHA-256 (hexadecimal) of the operation without values, aliases and names; null for several together. */
  readonly operation?: Maybe<Scalars['ID']['output']>;
  /** Name of the operation; null where it has none, was called rarely or may identify somebody. */
  readonly operationName?: Maybe<Scalars['String']['output']>;
  /** Kind of the operation. */
  readonly kind: UsageKind;
  /** Calls, rounded to fives; 5 also stands for fewer. */
  readonly calls: Scalars['Float']['output'];
  /** Calls with an error in the answer, rounded to fives. */
  readonly failedCalls: Scalars['Float']['output'];
  /** Codes of the errors, the most frequent first. */
  readonly errors: ReadonlyArray<ErrorUsage>;
  /** Half of the calls were answered within this time, in milliseconds; null where too few were measured. */
  readonly p50Ms?: Maybe<Scalars['Int']['output']>;
  /** 95 % of the calls were answered within this time, in milliseconds; null where too few were measured. */
  readonly p95Ms?: Maybe<Scalars['Int']['output']>;
  /** Minute of the last call. */
  readonly lastSeen: Scalars['DateTime']['output'];
};

/** How often an operation failed for one reason. */
export type ErrorUsage = {
  readonly __typename?: 'ErrorUsage';
  /** Error code, such as `RATE_LIMITED`. */
  readonly code: Scalars['String']['output'];
  /** Calls with it, rounded to fives. */
  readonly calls: Scalars['Float']['output'];
};

/** A page of the usage of a field. */
export type FieldUsageConnection = {
  readonly __typename?: 'FieldUsageConnection';
  /** Apps and operations with their cursors. */
  readonly edges: ReadonlyArray<FieldUsageEdge>;
  /** Apps and operations without cursors. */
  readonly nodes: ReadonlyArray<FieldUsage>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
  /** Since when gateways report usage; null where none has. */
  readonly countedSince?: Maybe<Scalars['DateTime']['output']>;
};

/** The usage by one app and operation, and its place in the list. */
export type FieldUsageEdge = {
  readonly __typename?: 'FieldUsageEdge';
  /** The usage. */
  readonly node: FieldUsage;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** An approval that a release needs before it is published. */
export type ApprovalNeed =
  /** The name of the subgraph is new: the platform's admin admits it. */
  | 'NEW_SUBGRAPH'
  /**
   * Somebody gains access to data of class C2 or higher, its class is lowered, or its scope is loosened: a second official of the
   * agency, or the admin, agrees. Where the subgraph would be sent such data of another agency, only the admin can.
   */
  | 'ACCESS_GAIN';

/** Content to publish. The manifest names the subgraph and its agency. */
export type CheckSubgraphInput = {
  /** Text of `schema.graphql`, at most 1,000,000 characters. */
  readonly schema: Scalars['String']['input'];
  /** Text of `manifest.json`, at most 100,000 characters. */
  readonly manifest: Scalars['String']['input'];
  /** Text of `policy.test.graphql`, at most 1,000,000 characters; null where there is none. */
  readonly policyCases?: InputMaybe<Scalars['String']['input']>;
};

/** What is published, and to how many gateways. */
export type PublishSubgraphInput = {
  /** Text of `schema.graphql`, at most 1,000,000 characters. */
  readonly schema: Scalars['String']['input'];
  /** Text of `manifest.json`, at most 100,000 characters. */
  readonly manifest: Scalars['String']['input'];
  /** Text of `policy.test.graphql`, at most 1,000,000 characters; null where there is none. */
  readonly policyCases?: InputMaybe<Scalars['String']['input']>;
  /** Share of the gateways that get it first, 1 to 100 percent. Publish the same again with 100 for the others. */
  readonly canaryPercent?: InputMaybe<Scalars['Int']['input']>;
  /** Why, one line of at most 500 characters. The official who has to approve reads it. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /**
   * Secret that signs the gateways' calls to the subgraph, base64url of at least 32 random bytes, where the manifest says
   * `hmac-sha256`. Stored sealed, and delivered to the gateways alone. Without it they use the one that they were started with,
   * or that was handed over before. Only officials supply it.
   */
  readonly secret?: InputMaybe<Scalars['String']['input']>;
};

/** Which publish is approved, and why. */
export type ApprovePublishInput = {
  /** Identifier of the check of the waiting publish. */
  readonly check: Scalars['ID']['input'];
  /** Why, one line of 1 to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** Which release of a subgraph is put in force again, and why. */
export type RollbackSubgraphInput = {
  /** Name of the subgraph. */
  readonly subgraph: Scalars['ID']['input'];
  /** A release that all gateways have served; see `SchemaVersion.version`. Null for the one before the release in force. */
  readonly version?: InputMaybe<Scalars['ID']['input']>;
  /** Why, one line of 1 to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** Which version is put in force again, and why. */
export type RollbackSupergraphInput = {
  /** A version that all gateways have served before; see `SupergraphVersion.version`. */
  readonly version: Scalars['ID']['input'];
  /** Why, one line of 1 to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** A URL that receives changes, and which changes it receives. */
export type RegisterChangeWebhookInput = {
  /** A public https URL, at most 2000 characters. */
  readonly url: Scalars['String']['input'];
  /** Only changes of these subgraphs, such as `transport`, at most 100; empty for all. */
  readonly subgraphs?: ReadonlyArray<Scalars['ID']['input']>;
  /** Only changes of these fields and of their types, such as `Stop.name` or `Stop`, at most 500; empty for all. */
  readonly fields?: ReadonlyArray<Scalars['String']['input']>;
};

/** Result of `registerChangeWebhook`. */
export type RegisterChangeWebhookResult = ChangeWebhookRegistered | ChangeWebhookRefused;

/** Result of `checkSubgraph`. */
export type CheckSubgraphResult = SubgraphChecked | CheckRunning | PublishRefused;

/** Result of `publishSubgraph`. */
export type PublishSubgraphResult = SubgraphPublished | PublishAwaitsApproval | CheckRunning | PublishRefused;

/** Result of `approvePublish`. */
export type ApprovePublishResult = SubgraphPublished | PublishAwaitsApproval | CheckRunning | PublishRefused;

/** Result of `rollbackSubgraph`. */
export type RollbackSubgraphResult = SubgraphPublished | PublishAwaitsApproval | CheckRunning | PublishRefused;

/** Result of `rollbackSupergraph`. */
export type RollbackSupergraphResult = SupergraphRolledBack | RollbackRefused;

/** The release was checked; `SchemaCheck.state` says whether it could be published. */
export type SubgraphChecked = {
  readonly __typename?: 'SubgraphChecked';
  /** The check. */
  readonly check?: Maybe<SchemaCheck>;
};

/** The release is rolled out. */
export type SubgraphPublished = {
  readonly __typename?: 'SubgraphPublished';
  /** The release. */
  readonly version: SchemaVersion;
  /** The rollout that it came with. */
  readonly rollout: Rollout;
  /** False where this release was in force already, and nothing was done. */
  readonly changed: Scalars['Boolean']['output'];
};

/** The release passed its check, and is waiting for another official: `approvePublish`. */
export type PublishAwaitsApproval = {
  readonly __typename?: 'PublishAwaitsApproval';
  /** What has to be approved, in words. */
  readonly message: Scalars['String']['output'];
  /** What has to be approved. */
  readonly needs: ReadonlyArray<ApprovalNeed>;
  /** The check, with the access changes. */
  readonly check?: Maybe<SchemaCheck>;
};

/** The check is not finished. Repeat the same call. */
export type CheckRunning = {
  readonly __typename?: 'CheckRunning';
  /** What to do. */
  readonly message: Scalars['String']['output'];
  /** Seconds after which to repeat the call. */
  readonly retryAfterSeconds: Scalars['Int']['output'];
};

/** Why a release is not published. */
export type PublishRefusal =
  /** The manifest or another argument is not valid. */
  | 'INPUT_INVALID'
  /** The subgraph belongs to another agency. */
  | 'NOT_YOUR_SUBGRAPH'
  /** The check has found errors. */
  | 'CHECK_FAILED'
  /** This check has no waiting publish that the caller could approve. */
  | 'NOT_WAITING'
  /** A later publish of the subgraph replaced this one. */
  | 'SUPERSEDED'
  /** The person who requested a publish cannot approve it. */
  | 'OWN_REQUEST'
  /** Only the platform's admin can approve a new name, or that a subgraph is sent personal data of another agency. */
  | 'ADMIN_NEEDED'
  /** Only an official can publish it, not a program. */
  | 'OFFICIAL_NEEDED'
  /** No release of the subgraph with this version was served by all gateways. */
  | 'UNKNOWN_VERSION';

/** Nothing was published. */
export type PublishRefused = {
  readonly __typename?: 'PublishRefused';
  /** Why. */
  readonly reason: PublishRefusal;
  /** What is wrong, and what to do. */
  readonly message: Scalars['String']['output'];
  /** The check, where there was one. */
  readonly check?: Maybe<SchemaCheck>;
};

/** The version is in force on all gateways that pull. */
export type SupergraphRolledBack = {
  readonly __typename?: 'SupergraphRolledBack';
  /** The rollout. */
  readonly rollout: Rollout;
};

/** Why nothing was rolled back. */
export type RollbackRefusal =
  /** No rollout has assigned this version to all gateways. */
  | 'UNKNOWN_VERSION'
  /** The reason is missing, or is not one line of text. */
  | 'REASON_INVALID';

/** Nothing was rolled back. */
export type RollbackRefused = {
  readonly __typename?: 'RollbackRefused';
  /** Why. */
  readonly reason: RollbackRefusal;
  /** What is wrong, and what to do. */
  readonly message: Scalars['String']['output'];
};

/** What has become of a webhook. */
export type ChangeWebhookState =
  /** It receives changes. */
  | 'ACTIVE'
  /** A message could not be delivered for days, or the receiver answered 410. Register the URL again to enable it. */
  | 'DISABLED'
  /** It was removed. */
  | 'REMOVED';

/** A URL that receives changes. */
export type ChangeWebhook = {
  readonly __typename?: 'ChangeWebhook';
  /** Identifier. */
  readonly id: Scalars['ID']['output'];
  /** Where messages are posted. */
  readonly url: Scalars['String']['output'];
  /** Whether it receives changes. */
  readonly state: ChangeWebhookState;
  /** Only changes of these subgraphs; empty for all. */
  readonly subgraphs: ReadonlyArray<Scalars['ID']['output']>;
  /** Only changes of these fields and of their types; empty for all. */
  readonly fields: ReadonlyArray<Scalars['String']['output']>;
  /** When it was registered. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Its messages, the latest first. */
  readonly deliveries: ChangeDeliveryConnection;
};


/** A URL that receives changes. */
export type ChangeWebhookDeliveriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What has become of a message. */
export type ChangeDeliveryState =
  /** To be posted, for the first time or again. */
  | 'PENDING'
  /** The receiver has answered with 2xx. */
  | 'DELIVERED'
  /** Given up after six attempts in more than three days, or because the webhook was disabled or removed. */
  | 'FAILED';

/** A message about one rollout. */
export type ChangeDelivery = {
  readonly __typename?: 'ChangeDelivery';
  /** Identifier; the header webhook-id is `msg_` and this, the same for each attempt. */
  readonly id: Scalars['ID']['output'];
  /** The rollout whose changes it reports. */
  readonly rollout?: Maybe<Rollout>;
  /** What has become of it. */
  readonly state: ChangeDeliveryState;
  /** How often it was posted. */
  readonly attempts: Scalars['Int']['output'];
  /** HTTP status of the last answer; null where there was none. */
  readonly lastStatus?: Maybe<Scalars['Int']['output']>;
  /** Why there was no answer: forbidden-target (not a public address), timeout (5 seconds), no-answer; null where there was one. */
  readonly lastProblem?: Maybe<Scalars['String']['output']>;
  /** When it is posted next; null where it is not. */
  readonly nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of messages. */
export type ChangeDeliveryConnection = {
  readonly __typename?: 'ChangeDeliveryConnection';
  /** The messages with their cursors. */
  readonly edges: ReadonlyArray<ChangeDeliveryEdge>;
  /** The messages without cursors. */
  readonly nodes: ReadonlyArray<ChangeDelivery>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A message and its place in the list. */
export type ChangeDeliveryEdge = {
  readonly __typename?: 'ChangeDeliveryEdge';
  /** The message. */
  readonly node: ChangeDelivery;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** The URL is registered for changes. */
export type ChangeWebhookRegistered = {
  readonly __typename?: 'ChangeWebhookRegistered';
  /** The webhook. */
  readonly webhook: ChangeWebhook;
  /** Key to verify messages with (Standard Webhooks: whsec_ and base64). Registering the same URL again returns it again. */
  readonly secret: Scalars['String']['output'];
};

/** Why a URL is not registered. */
export type ChangeWebhookRefusal =
  /** It is not a public https URL, or contains a user name or password. */
  | 'TARGET_FORBIDDEN'
  /** Ten webhooks are in use. */
  | 'TOO_MANY'
  /** A subgraph or field is misspelt, or there are too many. */
  | 'FILTER_INVALID';

/** The URL is not registered. */
export type ChangeWebhookRefused = {
  readonly __typename?: 'ChangeWebhookRefused';
  /** Why. */
  readonly reason: ChangeWebhookRefusal;
  /** What is wrong, and what to do. */
  readonly message: Scalars['String']['output'];
};

/** What has become of a proposal. */
export type ProposalState =
  /** Nobody has decided. */
  | 'OPEN'
  /** The agency may publish it. */
  | 'ACCEPTED'
  /** The agency does not want it. */
  | 'DECLINED'
  /** Its author has taken it back. */
  | 'WITHDRAWN';

/** Role in which a person proposes, comments or decides. */
export type ProposalRole =
  /** An official of an agency. */
  | 'OFFICIAL'
  /** The platform's admin. */
  | 'ADMIN'
  /** A developer of partner apps. */
  | 'DEVELOPER';

/** A schema that somebody proposes to the agency of a subgraph. For that agency, the author's own, and the platform's admin. */
export type Proposal = {
  readonly __typename?: 'Proposal';
  /** Identifier. */
  readonly id: Scalars['ID']['output'];
  /** Name of the subgraph that it is a proposal for. */
  readonly subgraph: Scalars['ID']['output'];
  /** The agency that decides. */
  readonly agency?: Maybe<Agency>;
  /** What it is about, in one line. */
  readonly title: Scalars['String']['output'];
  /** Why the change is needed. */
  readonly description: Scalars['String']['output'];
  /** Text of the proposed `schema.graphql`. */
  readonly schema: Scalars['String']['output'];
  /** Text of the proposed `policy.test.graphql`; null where there is none. */
  readonly policyCases?: Maybe<Scalars['String']['output']>;
  /** What has become of it. */
  readonly state: ProposalState;
  /** When it was proposed. */
  readonly proposedAt: Scalars['DateTime']['output'];
  /** Role of the author. */
  readonly authorRole: ProposalRole;
  /** The author's agency; null unless the author is an official. */
  readonly authorAgency?: Maybe<Agency>;
  /** Subject of the author. For officials of the author's agency or the author's own developer account, and the platform's admin. */
  readonly author?: Maybe<Scalars['ID']['output']>;
  /** What the check has found. */
  readonly check?: Maybe<ProposalCheck>;
  /** What was decided, by whom; null while it is open. */
  readonly decision?: Maybe<ProposalDecision>;
  /** The release, once the agency has published exactly this schema with the manifest in force at that time; null before. */
  readonly published?: Maybe<SchemaVersion>;
  /** Comments, the oldest first. */
  readonly comments: ProposalCommentConnection;
};


/** A schema that somebody proposes to the agency of a subgraph. For that agency, the author's own, and the platform's admin. */
export type ProposalCommentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of proposals. */
export type ProposalConnection = {
  readonly __typename?: 'ProposalConnection';
  /** The proposals with their cursors. */
  readonly edges: ReadonlyArray<ProposalEdge>;
  /** The proposals without cursors. */
  readonly nodes: ReadonlyArray<Proposal>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A proposal and its place in the list. */
export type ProposalEdge = {
  readonly __typename?: 'ProposalEdge';
  /** The proposal. */
  readonly node: Proposal;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** What the check of a proposal has found, against the supergraph that was in force then. */
export type ProposalCheck = {
  readonly __typename?: 'ProposalCheck';
  /** Whether the agency could publish it. */
  readonly passed: Scalars['Boolean']['output'];
  /** When it was checked. */
  readonly checkedAt: Scalars['DateTime']['output'];
  /** What was found, errors first; at most 100. */
  readonly problems: ReadonlyArray<SchemaProblem>;
  /** What it would change for those who call the graph, the most important first; none where the check failed. */
  readonly changes: ChangeConnection;
};


/** What the check of a proposal has found, against the supergraph that was in force then. */
export type ProposalCheckChangesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A decision on a proposal. */
export type ProposalDecision = {
  readonly __typename?: 'ProposalDecision';
  /** Accepted, declined or withdrawn. */
  readonly outcome: ProposalState;
  /** Why, as that person has written. */
  readonly reason: Scalars['String']['output'];
  /** When it was decided. */
  readonly decidedAt: Scalars['DateTime']['output'];
  /** Role of that person. */
  readonly decidedByRole: ProposalRole;
  /** Whether the author decided on the proposal. */
  readonly isOwn: Scalars['Boolean']['output'];
  /** Subject of that person. For officials of the same agency and the platform's admin. */
  readonly decidedBy?: Maybe<Scalars['ID']['output']>;
};

/** A comment on a proposal. */
export type ProposalComment = {
  readonly __typename?: 'ProposalComment';
  /** Identifier. */
  readonly id: Scalars['ID']['output'];
  /** Plain text, as its author has written it. */
  readonly text: Scalars['String']['output'];
  /** When it was written. */
  readonly writtenAt: Scalars['DateTime']['output'];
  /** Role of the author. */
  readonly authorRole: ProposalRole;
  /** The author's agency; null unless the author is an official. */
  readonly authorAgency?: Maybe<Agency>;
  /** Subject of the author. For officials of the author's agency or the author's own developer account, and the platform's admin. */
  readonly author?: Maybe<Scalars['ID']['output']>;
};

/** A page of comments. */
export type ProposalCommentConnection = {
  readonly __typename?: 'ProposalCommentConnection';
  /** The comments with their cursors. */
  readonly edges: ReadonlyArray<ProposalCommentEdge>;
  /** The comments without cursors. */
  readonly nodes: ReadonlyArray<ProposalComment>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A comment and its place in the list. */
export type ProposalCommentEdge = {
  readonly __typename?: 'ProposalCommentEdge';
  /** The comment. */
  readonly node: ProposalComment;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** What is proposed, and why. */
export type ProposeSubgraphInput = {
  /** Name of a subgraph in force, such as `transport`. */
  readonly subgraph: Scalars['ID']['input'];
  /** Text of `schema.graphql`, at most 300,000 characters. */
  readonly schema: Scalars['String']['input'];
  /** Text of `policy.test.graphql`, at most 300,000 characters; null for the one in force. */
  readonly policyCases?: InputMaybe<Scalars['String']['input']>;
  /** What it is about, one line of at most 200 characters. */
  readonly title: Scalars['String']['input'];
  /** Why the change is needed, at most 5,000 characters. */
  readonly description: Scalars['String']['input'];
};

/** Which proposal, and the text of the comment. */
export type CommentProposalInput = {
  /** Identifier of the proposal. */
  readonly proposal: Scalars['ID']['input'];
  /** Plain text of at most 2,000 characters. */
  readonly text: Scalars['String']['input'];
};

/** What can be decided on a proposal. */
export type ProposalVerdict =
  /** The agency may publish it. For the agency and the platform's admin. */
  | 'ACCEPT'
  /** The agency does not want it. For the agency and the platform's admin. */
  | 'DECLINE'
  /** Its author takes it back. */
  | 'WITHDRAW';

/** Which proposal, the decision and why. */
export type DecideProposalInput = {
  /** Identifier of the proposal. */
  readonly proposal: Scalars['ID']['input'];
  /** The decision. */
  readonly verdict: ProposalVerdict;
  /** Why, one line of 1 to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** Result of `proposeSubgraph`. */
export type ProposeSubgraphResult = SubgraphProposed | CheckRunning | ProposalRefused;

/** Result of `commentProposal`. */
export type CommentProposalResult = ProposalCommented | ProposalRefused;

/** Result of `decideProposal`. */
export type DecideProposalResult = ProposalDecided | ProposalRefused;

/** The proposal is stored, or was before. */
export type SubgraphProposed = {
  readonly __typename?: 'SubgraphProposed';
  /** The proposal. */
  readonly proposal?: Maybe<Proposal>;
};

/** The comment is stored. */
export type ProposalCommented = {
  readonly __typename?: 'ProposalCommented';
  /** The comment. */
  readonly comment?: Maybe<ProposalComment>;
};

/** The decision is stored. */
export type ProposalDecided = {
  readonly __typename?: 'ProposalDecided';
  /** The proposal. */
  readonly proposal?: Maybe<Proposal>;
};

/** Why nothing is stored. */
export type ProposalRefusal =
  /** A text is missing, too long, or has invisible characters. */
  | 'INPUT_INVALID'
  /** No subgraph of this name is in force. */
  | 'UNKNOWN_SUBGRAPH'
  /** What is proposed is in force. */
  | 'UNCHANGED'
  /** The caller may read no such proposal. */
  | 'NOT_FOUND'
  /** Somebody else decides. */
  | 'NOT_YOURS'
  /** The proposal was decided. */
  | 'CLOSED'
  /** The check has found errors, so it cannot be accepted. */
  | 'CHECK_FAILED'
  /** The caller has written too much in too little time. */
  | 'TOO_MANY';

/** Nothing is stored. */
export type ProposalRefused = {
  readonly __typename?: 'ProposalRefused';
  /** Why. */
  readonly reason: ProposalRefusal;
  /** What is wrong, and what to do. */
  readonly message: Scalars['String']['output'];
};

/** A part of the schema, chosen by tags, that gateways serve under a path of its own. It grants no access. */
export type Contract = {
  readonly __typename?: 'Contract';
  /** Name, part of the path. */
  readonly name: Scalars['ID']['output'];
  /** Path at each gateway, such as `/contracts/open-data/graphql`. */
  readonly path: Scalars['String']['output'];
  /** What it shows now. */
  readonly current: ContractRevision;
  /** Everything that it has shown, the latest first. */
  readonly revisions: ContractRevisionConnection;
  /** Its schema, as clients see it, for the supergraph in force; null while it is computed, and where there is a problem. */
  readonly schema?: Maybe<Scalars['String']['output']>;
  /** Why gateways cannot serve it with the supergraph in force; null where they can. */
  readonly problem?: Maybe<Scalars['String']['output']>;
};


/** A part of the schema, chosen by tags, that gateways serve under a path of its own. It grants no access. */
export type ContractRevisionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A definition of a contract. It never changes. */
export type ContractRevision = {
  readonly __typename?: 'ContractRevision';
  /** Rises with each change of any contract; a decimal number. */
  readonly number: Scalars['ID']['output'];
  /** True where the contract was deleted; then the rest repeats what was deleted. */
  readonly deleted: Scalars['Boolean']['output'];
  /** Only fields and unions with one of these tags are shown; empty for all. */
  readonly includeTags: ReadonlyArray<Scalars['String']['output']>;
  /** Nothing with one of these tags is shown, whatever other tags it has. */
  readonly excludeTags: ReadonlyArray<Scalars['String']['output']>;
  /** Whether types that no shown field leads to are left out. */
  readonly hidesUnreachableTypes: Scalars['Boolean']['output'];
  /** When it was defined. */
  readonly changedAt: Scalars['DateTime']['output'];
  /** Subject of the admin who defined it. For the platform's admin. */
  readonly changedBy?: Maybe<Scalars['ID']['output']>;
  /** Why, as that person has written; null where nothing was written. For the platform's admin. */
  readonly reason?: Maybe<Scalars['String']['output']>;
};

/** A page of revisions. */
export type ContractRevisionConnection = {
  readonly __typename?: 'ContractRevisionConnection';
  /** The revisions with their cursors. */
  readonly edges: ReadonlyArray<ContractRevisionEdge>;
  /** The revisions without cursors. */
  readonly nodes: ReadonlyArray<ContractRevision>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A revision and its place in the list. */
export type ContractRevisionEdge = {
  readonly __typename?: 'ContractRevisionEdge';
  /** The revision. */
  readonly node: ContractRevision;
  /** Cursor for after. */
  readonly cursor: Scalars['String']['output'];
};

/** A new contract, and which tags it shows; at least one tag. */
export type CreateContractInput = {
  /** Name, 1 to 63 small letters, digits and hyphens, beginning with a letter. */
  readonly name: Scalars['ID']['input'];
  /** Show only fields and unions with one of these tags, at most 20; empty for all. */
  readonly includeTags?: ReadonlyArray<Scalars['String']['input']>;
  /** Show nothing with one of these tags, at most 20. */
  readonly excludeTags?: ReadonlyArray<Scalars['String']['input']>;
  /** Whether types that no shown field leads to are left out. */
  readonly hidesUnreachableTypes?: Scalars['Boolean']['input'];
  /** Why, one line of at most 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** A contract, and which tags it shows from now on; at least one tag. */
export type UpdateContractInput = {
  /** Name of the contract. */
  readonly name: Scalars['ID']['input'];
  /** Show only fields and unions with one of these tags, at most 20; empty for all. */
  readonly includeTags?: ReadonlyArray<Scalars['String']['input']>;
  /** Show nothing with one of these tags, at most 20. */
  readonly excludeTags?: ReadonlyArray<Scalars['String']['input']>;
  /** Whether types that no shown field leads to are left out. */
  readonly hidesUnreachableTypes?: Scalars['Boolean']['input'];
  /** Why, one line of at most 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** Which contract is deleted, and why. */
export type DeleteContractInput = {
  /** Name of the contract. */
  readonly name: Scalars['ID']['input'];
  /** Why, one line of at most 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `createContract`. */
export type CreateContractResult = ContractSaved | CheckRunning | ContractRefused;

/** Result of `updateContract`. */
export type UpdateContractResult = ContractSaved | CheckRunning | ContractRefused;

/** Result of `deleteContract`. */
export type DeleteContractResult = ContractDeleted | ContractRefused;

/** The contract is rolled out. */
export type ContractSaved = {
  readonly __typename?: 'ContractSaved';
  /** The contract. */
  readonly contract: Contract;
  /** The rollout that brings it to the gateways. */
  readonly rollout: Rollout;
  /** False where it was defined like this already, and nothing was done. */
  readonly changed: Scalars['Boolean']['output'];
};

/** Gateways stop serving the contract. */
export type ContractDeleted = {
  readonly __typename?: 'ContractDeleted';
  /** What was deleted. */
  readonly revision: ContractRevision;
  /** The rollout that brings it to the gateways. */
  readonly rollout: Rollout;
};

/** Why a contract was not changed. */
export type ContractRefusal =
  /** The name, a tag or the reason is not valid. */
  | 'INPUT_INVALID'
  /** There is a contract with this name. */
  | 'NAME_TAKEN'
  /** There is no contract with this name. */
  | 'UNKNOWN_CONTRACT'
  /** There are 20 contracts. */
  | 'TOO_MANY'
  /** There is no supergraph yet. */
  | 'NOTHING_PUBLISHED'
  /** A canary has to reach all gateways, or be rolled back, first. */
  | 'CANARY_IN_FORCE'
  /** No field of `Query` would be left. */
  | 'CONTRACT_EMPTY'
  /** What would be left is no valid schema, such as a field whose type is hidden. */
  | 'CONTRACT_INVALID';

/** The contract was not changed. */
export type ContractRefused = {
  readonly __typename?: 'ContractRefused';
  /** Why. */
  readonly reason: ContractRefusal;
  /** What is wrong, and what to do. */
  readonly message: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  AppRegistration: AppRegistration;
  Subgraph: Subgraph;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  AppRegistration:
    ( { __typename: 'AppRegistration' }
    & GraphQLRecursivePick<FederationTypes['AppRegistration'], {"clientId":true}> );
  Subgraph:
    ( { __typename: 'Subgraph' }
    & GraphQLRecursivePick<FederationTypes['Subgraph'], {"name":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  RegisterChangeWebhookResult:
    | ( Omit<ChangeWebhookRegistered, 'webhook'> & { webhook: _RefType['ChangeWebhook'] } )
    | ( ChangeWebhookRefused )
  ;
  CheckSubgraphResult:
    | ( Omit<SubgraphChecked, 'check'> & { check?: Maybe<_RefType['SchemaCheck']> } )
    | ( CheckRunning )
    | ( Omit<PublishRefused, 'check'> & { check?: Maybe<_RefType['SchemaCheck']> } )
  ;
  PublishSubgraphResult:
    | ( Omit<SubgraphPublished, 'version' | 'rollout'> & { version: _RefType['SchemaVersion'], rollout: _RefType['Rollout'] } )
    | ( Omit<PublishAwaitsApproval, 'check'> & { check?: Maybe<_RefType['SchemaCheck']> } )
    | ( CheckRunning )
    | ( Omit<PublishRefused, 'check'> & { check?: Maybe<_RefType['SchemaCheck']> } )
  ;
  ApprovePublishResult:
    | ( Omit<SubgraphPublished, 'version' | 'rollout'> & { version: _RefType['SchemaVersion'], rollout: _RefType['Rollout'] } )
    | ( Omit<PublishAwaitsApproval, 'check'> & { check?: Maybe<_RefType['SchemaCheck']> } )
    | ( CheckRunning )
    | ( Omit<PublishRefused, 'check'> & { check?: Maybe<_RefType['SchemaCheck']> } )
  ;
  RollbackSubgraphResult:
    | ( Omit<SubgraphPublished, 'version' | 'rollout'> & { version: _RefType['SchemaVersion'], rollout: _RefType['Rollout'] } )
    | ( Omit<PublishAwaitsApproval, 'check'> & { check?: Maybe<_RefType['SchemaCheck']> } )
    | ( CheckRunning )
    | ( Omit<PublishRefused, 'check'> & { check?: Maybe<_RefType['SchemaCheck']> } )
  ;
  RollbackSupergraphResult:
    | ( Omit<SupergraphRolledBack, 'rollout'> & { rollout: _RefType['Rollout'] } )
    | ( RollbackRefused )
  ;
  ProposeSubgraphResult:
    | ( Omit<SubgraphProposed, 'proposal'> & { proposal?: Maybe<_RefType['Proposal']> } )
    | ( CheckRunning )
    | ( ProposalRefused )
  ;
  CommentProposalResult:
    | ( Omit<ProposalCommented, 'comment'> & { comment?: Maybe<_RefType['ProposalComment']> } )
    | ( ProposalRefused )
  ;
  DecideProposalResult:
    | ( Omit<ProposalDecided, 'proposal'> & { proposal?: Maybe<_RefType['Proposal']> } )
    | ( ProposalRefused )
  ;
  CreateContractResult:
    | ( Omit<ContractSaved, 'contract' | 'rollout'> & { contract: _RefType['Contract'], rollout: _RefType['Rollout'] } )
    | ( CheckRunning )
    | ( ContractRefused )
  ;
  UpdateContractResult:
    | ( Omit<ContractSaved, 'contract' | 'rollout'> & { contract: _RefType['Contract'], rollout: _RefType['Rollout'] } )
    | ( CheckRunning )
    | ( ContractRefused )
  ;
  DeleteContractResult:
    | ( Omit<ContractDeleted, 'revision' | 'rollout'> & { revision: _RefType['ContractRevision'], rollout: _RefType['Rollout'] } )
    | ( ContractRefused )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DataClass: DataClass;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Agency: ResolverTypeWrapper<Agency>;
  AppRegistration: ResolverTypeWrapper<AppRegistrationModel>;
  OperationUsage: ResolverTypeWrapper<OperationUsageModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Subgraph: ResolverTypeWrapper<SubgraphModel>;
  SchemaVersion: ResolverTypeWrapper<SchemaVersionModel>;
  SchemaVersionConnection: ResolverTypeWrapper<Omit<SchemaVersionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SchemaVersionEdge']>, nodes: ReadonlyArray<ResolversTypes['SchemaVersion']> }>;
  SchemaVersionEdge: ResolverTypeWrapper<Omit<SchemaVersionEdge, 'node'> & { node: ResolversTypes['SchemaVersion'] }>;
  SubgraphConnection: ResolverTypeWrapper<Omit<SubgraphConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SubgraphEdge']>, nodes: ReadonlyArray<ResolversTypes['Subgraph']> }>;
  SubgraphEdge: ResolverTypeWrapper<Omit<SubgraphEdge, 'node'> & { node: ResolversTypes['Subgraph'] }>;
  SupergraphVersion: ResolverTypeWrapper<SupergraphVersionModel>;
  SupergraphVersionConnection: ResolverTypeWrapper<Omit<SupergraphVersionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SupergraphVersionEdge']>, nodes: ReadonlyArray<ResolversTypes['SupergraphVersion']> }>;
  SupergraphVersionEdge: ResolverTypeWrapper<Omit<SupergraphVersionEdge, 'node'> & { node: ResolversTypes['SupergraphVersion'] }>;
  RolloutCause: RolloutCause;
  RolloutState: RolloutState;
  Rollout: ResolverTypeWrapper<RolloutModel>;
  GatewayHealth: ResolverTypeWrapper<GatewayHealthModel>;
  GatewayHealthConnection: ResolverTypeWrapper<Omit<GatewayHealthConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['GatewayHealthEdge']>, nodes: ReadonlyArray<ResolversTypes['GatewayHealth']> }>;
  GatewayHealthEdge: ResolverTypeWrapper<Omit<GatewayHealthEdge, 'node'> & { node: ResolversTypes['GatewayHealth'] }>;
  ChangeKind: ChangeKind;
  Change: ResolverTypeWrapper<ChangeModel>;
  ChangeConnection: ResolverTypeWrapper<Omit<ChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ChangeEdge']>, nodes: ReadonlyArray<ResolversTypes['Change']> }>;
  ChangeEdge: ResolverTypeWrapper<Omit<ChangeEdge, 'node'> & { node: ResolversTypes['Change'] }>;
  RolloutConnection: ResolverTypeWrapper<Omit<RolloutConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RolloutEdge']>, nodes: ReadonlyArray<ResolversTypes['Rollout']> }>;
  RolloutEdge: ResolverTypeWrapper<Omit<RolloutEdge, 'node'> & { node: ResolversTypes['Rollout'] }>;
  SchemaCheckState: SchemaCheckState;
  SchemaCheck: ResolverTypeWrapper<SchemaCheckModel>;
  SchemaCheckConnection: ResolverTypeWrapper<Omit<SchemaCheckConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SchemaCheckEdge']>, nodes: ReadonlyArray<ResolversTypes['SchemaCheck']> }>;
  SchemaCheckEdge: ResolverTypeWrapper<Omit<SchemaCheckEdge, 'node'> & { node: ResolversTypes['SchemaCheck'] }>;
  ProblemSeverity: ProblemSeverity;
  SchemaProblem: ResolverTypeWrapper<SchemaProblemModel>;
  AccessChangeKind: AccessChangeKind;
  AccessChange: ResolverTypeWrapper<AccessChangeModel>;
  AccessChangeConnection: ResolverTypeWrapper<Omit<AccessChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AccessChangeEdge']>, nodes: ReadonlyArray<ResolversTypes['AccessChange']> }>;
  AccessChangeEdge: ResolverTypeWrapper<Omit<AccessChangeEdge, 'node'> & { node: ResolversTypes['AccessChange'] }>;
  UsageKind: UsageKind;
  FieldUsage: ResolverTypeWrapper<FieldUsageModel>;
  ErrorUsage: ResolverTypeWrapper<ErrorUsageModel>;
  FieldUsageConnection: ResolverTypeWrapper<Omit<FieldUsageConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['FieldUsageEdge']>, nodes: ReadonlyArray<ResolversTypes['FieldUsage']> }>;
  FieldUsageEdge: ResolverTypeWrapper<Omit<FieldUsageEdge, 'node'> & { node: ResolversTypes['FieldUsage'] }>;
  ApprovalNeed: ApprovalNeed;
  CheckSubgraphInput: CheckSubgraphInput;
  PublishSubgraphInput: PublishSubgraphInput;
  ApprovePublishInput: ApprovePublishInput;
  RollbackSubgraphInput: RollbackSubgraphInput;
  RollbackSupergraphInput: RollbackSupergraphInput;
  RegisterChangeWebhookInput: RegisterChangeWebhookInput;
  RegisterChangeWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterChangeWebhookResult']>;
  CheckSubgraphResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CheckSubgraphResult']>;
  PublishSubgraphResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishSubgraphResult']>;
  ApprovePublishResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ApprovePublishResult']>;
  RollbackSubgraphResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RollbackSubgraphResult']>;
  RollbackSupergraphResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RollbackSupergraphResult']>;
  SubgraphChecked: ResolverTypeWrapper<Omit<SubgraphChecked, 'check'> & { check?: Maybe<ResolversTypes['SchemaCheck']> }>;
  SubgraphPublished: ResolverTypeWrapper<Omit<SubgraphPublished, 'version' | 'rollout'> & { version: ResolversTypes['SchemaVersion'], rollout: ResolversTypes['Rollout'] }>;
  PublishAwaitsApproval: ResolverTypeWrapper<Omit<PublishAwaitsApproval, 'check'> & { check?: Maybe<ResolversTypes['SchemaCheck']> }>;
  CheckRunning: ResolverTypeWrapper<CheckRunning>;
  PublishRefusal: PublishRefusal;
  PublishRefused: ResolverTypeWrapper<Omit<PublishRefused, 'check'> & { check?: Maybe<ResolversTypes['SchemaCheck']> }>;
  SupergraphRolledBack: ResolverTypeWrapper<Omit<SupergraphRolledBack, 'rollout'> & { rollout: ResolversTypes['Rollout'] }>;
  RollbackRefusal: RollbackRefusal;
  RollbackRefused: ResolverTypeWrapper<RollbackRefused>;
  ChangeWebhookState: ChangeWebhookState;
  ChangeWebhook: ResolverTypeWrapper<ChangeWebhookModel>;
  ChangeDeliveryState: ChangeDeliveryState;
  ChangeDelivery: ResolverTypeWrapper<ChangeDeliveryModel>;
  ChangeDeliveryConnection: ResolverTypeWrapper<Omit<ChangeDeliveryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ChangeDeliveryEdge']>, nodes: ReadonlyArray<ResolversTypes['ChangeDelivery']> }>;
  ChangeDeliveryEdge: ResolverTypeWrapper<Omit<ChangeDeliveryEdge, 'node'> & { node: ResolversTypes['ChangeDelivery'] }>;
  ChangeWebhookRegistered: ResolverTypeWrapper<Omit<ChangeWebhookRegistered, 'webhook'> & { webhook: ResolversTypes['ChangeWebhook'] }>;
  ChangeWebhookRefusal: ChangeWebhookRefusal;
  ChangeWebhookRefused: ResolverTypeWrapper<ChangeWebhookRefused>;
  ProposalState: ProposalState;
  ProposalRole: ProposalRole;
  Proposal: ResolverTypeWrapper<ProposalModel>;
  ProposalConnection: ResolverTypeWrapper<Omit<ProposalConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProposalEdge']>, nodes: ReadonlyArray<ResolversTypes['Proposal']> }>;
  ProposalEdge: ResolverTypeWrapper<Omit<ProposalEdge, 'node'> & { node: ResolversTypes['Proposal'] }>;
  ProposalCheck: ResolverTypeWrapper<ProposalCheckModel>;
  ProposalDecision: ResolverTypeWrapper<ProposalDecisionModel>;
  ProposalComment: ResolverTypeWrapper<ProposalCommentModel>;
  ProposalCommentConnection: ResolverTypeWrapper<Omit<ProposalCommentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProposalCommentEdge']>, nodes: ReadonlyArray<ResolversTypes['ProposalComment']> }>;
  ProposalCommentEdge: ResolverTypeWrapper<Omit<ProposalCommentEdge, 'node'> & { node: ResolversTypes['ProposalComment'] }>;
  ProposeSubgraphInput: ProposeSubgraphInput;
  CommentProposalInput: CommentProposalInput;
  ProposalVerdict: ProposalVerdict;
  DecideProposalInput: DecideProposalInput;
  ProposeSubgraphResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ProposeSubgraphResult']>;
  CommentProposalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CommentProposalResult']>;
  DecideProposalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DecideProposalResult']>;
  SubgraphProposed: ResolverTypeWrapper<Omit<SubgraphProposed, 'proposal'> & { proposal?: Maybe<ResolversTypes['Proposal']> }>;
  ProposalCommented: ResolverTypeWrapper<Omit<ProposalCommented, 'comment'> & { comment?: Maybe<ResolversTypes['ProposalComment']> }>;
  ProposalDecided: ResolverTypeWrapper<Omit<ProposalDecided, 'proposal'> & { proposal?: Maybe<ResolversTypes['Proposal']> }>;
  ProposalRefusal: ProposalRefusal;
  ProposalRefused: ResolverTypeWrapper<ProposalRefused>;
  Contract: ResolverTypeWrapper<ContractModel>;
  ContractRevision: ResolverTypeWrapper<ContractRevisionModel>;
  ContractRevisionConnection: ResolverTypeWrapper<Omit<ContractRevisionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ContractRevisionEdge']>, nodes: ReadonlyArray<ResolversTypes['ContractRevision']> }>;
  ContractRevisionEdge: ResolverTypeWrapper<Omit<ContractRevisionEdge, 'node'> & { node: ResolversTypes['ContractRevision'] }>;
  CreateContractInput: CreateContractInput;
  UpdateContractInput: UpdateContractInput;
  DeleteContractInput: DeleteContractInput;
  CreateContractResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateContractResult']>;
  UpdateContractResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateContractResult']>;
  DeleteContractResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteContractResult']>;
  ContractSaved: ResolverTypeWrapper<Omit<ContractSaved, 'contract' | 'rollout'> & { contract: ResolversTypes['Contract'], rollout: ResolversTypes['Rollout'] }>;
  ContractDeleted: ResolverTypeWrapper<Omit<ContractDeleted, 'revision' | 'rollout'> & { revision: ResolversTypes['ContractRevision'], rollout: ResolversTypes['Rollout'] }>;
  ContractRefusal: ContractRefusal;
  ContractRefused: ResolverTypeWrapper<ContractRefused>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  Query: Record<PropertyKey, never>;
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  Agency: Agency;
  AppRegistration: AppRegistrationModel;
  OperationUsage: OperationUsageModel;
  Float: Scalars['Float']['output'];
  Subgraph: SubgraphModel;
  SchemaVersion: SchemaVersionModel;
  SchemaVersionConnection: Omit<SchemaVersionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SchemaVersionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['SchemaVersion']> };
  SchemaVersionEdge: Omit<SchemaVersionEdge, 'node'> & { node: ResolversParentTypes['SchemaVersion'] };
  SubgraphConnection: Omit<SubgraphConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SubgraphEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Subgraph']> };
  SubgraphEdge: Omit<SubgraphEdge, 'node'> & { node: ResolversParentTypes['Subgraph'] };
  SupergraphVersion: SupergraphVersionModel;
  SupergraphVersionConnection: Omit<SupergraphVersionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SupergraphVersionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['SupergraphVersion']> };
  SupergraphVersionEdge: Omit<SupergraphVersionEdge, 'node'> & { node: ResolversParentTypes['SupergraphVersion'] };
  Rollout: RolloutModel;
  GatewayHealth: GatewayHealthModel;
  GatewayHealthConnection: Omit<GatewayHealthConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['GatewayHealthEdge']>, nodes: ReadonlyArray<ResolversParentTypes['GatewayHealth']> };
  GatewayHealthEdge: Omit<GatewayHealthEdge, 'node'> & { node: ResolversParentTypes['GatewayHealth'] };
  Change: ChangeModel;
  ChangeConnection: Omit<ChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ChangeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Change']> };
  ChangeEdge: Omit<ChangeEdge, 'node'> & { node: ResolversParentTypes['Change'] };
  RolloutConnection: Omit<RolloutConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RolloutEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Rollout']> };
  RolloutEdge: Omit<RolloutEdge, 'node'> & { node: ResolversParentTypes['Rollout'] };
  SchemaCheck: SchemaCheckModel;
  SchemaCheckConnection: Omit<SchemaCheckConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SchemaCheckEdge']>, nodes: ReadonlyArray<ResolversParentTypes['SchemaCheck']> };
  SchemaCheckEdge: Omit<SchemaCheckEdge, 'node'> & { node: ResolversParentTypes['SchemaCheck'] };
  SchemaProblem: SchemaProblemModel;
  AccessChange: AccessChangeModel;
  AccessChangeConnection: Omit<AccessChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AccessChangeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AccessChange']> };
  AccessChangeEdge: Omit<AccessChangeEdge, 'node'> & { node: ResolversParentTypes['AccessChange'] };
  FieldUsage: FieldUsageModel;
  ErrorUsage: ErrorUsageModel;
  FieldUsageConnection: Omit<FieldUsageConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['FieldUsageEdge']>, nodes: ReadonlyArray<ResolversParentTypes['FieldUsage']> };
  FieldUsageEdge: Omit<FieldUsageEdge, 'node'> & { node: ResolversParentTypes['FieldUsage'] };
  CheckSubgraphInput: CheckSubgraphInput;
  PublishSubgraphInput: PublishSubgraphInput;
  ApprovePublishInput: ApprovePublishInput;
  RollbackSubgraphInput: RollbackSubgraphInput;
  RollbackSupergraphInput: RollbackSupergraphInput;
  RegisterChangeWebhookInput: RegisterChangeWebhookInput;
  RegisterChangeWebhookResult: ResolversUnionTypes<ResolversParentTypes>['RegisterChangeWebhookResult'];
  CheckSubgraphResult: ResolversUnionTypes<ResolversParentTypes>['CheckSubgraphResult'];
  PublishSubgraphResult: ResolversUnionTypes<ResolversParentTypes>['PublishSubgraphResult'];
  ApprovePublishResult: ResolversUnionTypes<ResolversParentTypes>['ApprovePublishResult'];
  RollbackSubgraphResult: ResolversUnionTypes<ResolversParentTypes>['RollbackSubgraphResult'];
  RollbackSupergraphResult: ResolversUnionTypes<ResolversParentTypes>['RollbackSupergraphResult'];
  SubgraphChecked: Omit<SubgraphChecked, 'check'> & { check?: Maybe<ResolversParentTypes['SchemaCheck']> };
  SubgraphPublished: Omit<SubgraphPublished, 'version' | 'rollout'> & { version: ResolversParentTypes['SchemaVersion'], rollout: ResolversParentTypes['Rollout'] };
  PublishAwaitsApproval: Omit<PublishAwaitsApproval, 'check'> & { check?: Maybe<ResolversParentTypes['SchemaCheck']> };
  CheckRunning: CheckRunning;
  PublishRefused: Omit<PublishRefused, 'check'> & { check?: Maybe<ResolversParentTypes['SchemaCheck']> };
  SupergraphRolledBack: Omit<SupergraphRolledBack, 'rollout'> & { rollout: ResolversParentTypes['Rollout'] };
  RollbackRefused: RollbackRefused;
  ChangeWebhook: ChangeWebhookModel;
  ChangeDelivery: ChangeDeliveryModel;
  ChangeDeliveryConnection: Omit<ChangeDeliveryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ChangeDeliveryEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ChangeDelivery']> };
  ChangeDeliveryEdge: Omit<ChangeDeliveryEdge, 'node'> & { node: ResolversParentTypes['ChangeDelivery'] };
  ChangeWebhookRegistered: Omit<ChangeWebhookRegistered, 'webhook'> & { webhook: ResolversParentTypes['ChangeWebhook'] };
  ChangeWebhookRefused: ChangeWebhookRefused;
  Proposal: ProposalModel;
  ProposalConnection: Omit<ProposalConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProposalEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Proposal']> };
  ProposalEdge: Omit<ProposalEdge, 'node'> & { node: ResolversParentTypes['Proposal'] };
  ProposalCheck: ProposalCheckModel;
  ProposalDecision: ProposalDecisionModel;
  ProposalComment: ProposalCommentModel;
  ProposalCommentConnection: Omit<ProposalCommentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProposalCommentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProposalComment']> };
  ProposalCommentEdge: Omit<ProposalCommentEdge, 'node'> & { node: ResolversParentTypes['ProposalComment'] };
  ProposeSubgraphInput: ProposeSubgraphInput;
  CommentProposalInput: CommentProposalInput;
  DecideProposalInput: DecideProposalInput;
  ProposeSubgraphResult: ResolversUnionTypes<ResolversParentTypes>['ProposeSubgraphResult'];
  CommentProposalResult: ResolversUnionTypes<ResolversParentTypes>['CommentProposalResult'];
  DecideProposalResult: ResolversUnionTypes<ResolversParentTypes>['DecideProposalResult'];
  SubgraphProposed: Omit<SubgraphProposed, 'proposal'> & { proposal?: Maybe<ResolversParentTypes['Proposal']> };
  ProposalCommented: Omit<ProposalCommented, 'comment'> & { comment?: Maybe<ResolversParentTypes['ProposalComment']> };
  ProposalDecided: Omit<ProposalDecided, 'proposal'> & { proposal?: Maybe<ResolversParentTypes['Proposal']> };
  ProposalRefused: ProposalRefused;
  Contract: ContractModel;
  ContractRevision: ContractRevisionModel;
  ContractRevisionConnection: Omit<ContractRevisionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ContractRevisionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ContractRevision']> };
  ContractRevisionEdge: Omit<ContractRevisionEdge, 'node'> & { node: ResolversParentTypes['ContractRevision'] };
  CreateContractInput: CreateContractInput;
  UpdateContractInput: UpdateContractInput;
  DeleteContractInput: DeleteContractInput;
  CreateContractResult: ResolversUnionTypes<ResolversParentTypes>['CreateContractResult'];
  UpdateContractResult: ResolversUnionTypes<ResolversParentTypes>['UpdateContractResult'];
  DeleteContractResult: ResolversUnionTypes<ResolversParentTypes>['DeleteContractResult'];
  ContractSaved: Omit<ContractSaved, 'contract' | 'rollout'> & { contract: ResolversParentTypes['Contract'], rollout: ResolversParentTypes['Rollout'] };
  ContractDeleted: Omit<ContractDeleted, 'revision' | 'rollout'> & { revision: ResolversParentTypes['ContractRevision'], rollout: ResolversParentTypes['Rollout'] };
  ContractRefused: ContractRefused;
};

export type DataClassDirectiveArgs = {
  class: DataClass;
};

export type DataClassDirectiveResolver<Result, Parent, ContextType = SubgraphContext, Args = DataClassDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  subgraphs?: Resolver<ResolversTypes['SubgraphConnection'], ParentType, ContextType, RequireFields<QuerySubgraphsArgs, 'first'>>;
  subgraph?: Resolver<Maybe<ResolversTypes['Subgraph']>, ParentType, ContextType, RequireFields<QuerySubgraphArgs, 'name'>>;
  supergraphVersions?: Resolver<ResolversTypes['SupergraphVersionConnection'], ParentType, ContextType, RequireFields<QuerySupergraphVersionsArgs, 'first'>>;
  rollouts?: Resolver<ResolversTypes['RolloutConnection'], ParentType, ContextType, RequireFields<QueryRolloutsArgs, 'first'>>;
  changelog?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<QueryChangelogArgs, 'first'>>;
  proposals?: Resolver<Maybe<ResolversTypes['ProposalConnection']>, ParentType, ContextType, RequireFields<QueryProposalsArgs, 'first'>>;
  proposal?: Resolver<Maybe<ResolversTypes['Proposal']>, ParentType, ContextType, RequireFields<QueryProposalArgs, 'id'>>;
  changeWebhooks?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChangeWebhook']>>, ParentType, ContextType>;
  contracts?: Resolver<ReadonlyArray<ResolversTypes['Contract']>, ParentType, ContextType>;
  contract?: Resolver<Maybe<ResolversTypes['Contract']>, ParentType, ContextType, RequireFields<QueryContractArgs, 'name'>>;
  schemaCheck?: Resolver<Maybe<ResolversTypes['SchemaCheck']>, ParentType, ContextType, RequireFields<QuerySchemaCheckArgs, 'id'>>;
  fieldUsage?: Resolver<Maybe<ResolversTypes['FieldUsageConnection']>, ParentType, ContextType, RequireFields<QueryFieldUsageArgs, 'coordinate' | 'days' | 'first'>>;
  waitingPublishes?: Resolver<Maybe<ResolversTypes['SchemaCheckConnection']>, ParentType, ContextType, RequireFields<QueryWaitingPublishesArgs, 'first'>>;
};

export type MutationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  checkSubgraph?: Resolver<Maybe<ResolversTypes['CheckSubgraphResult']>, ParentType, ContextType, RequireFields<MutationCheckSubgraphArgs, 'input'>>;
  publishSubgraph?: Resolver<Maybe<ResolversTypes['PublishSubgraphResult']>, ParentType, ContextType, RequireFields<MutationPublishSubgraphArgs, 'input'>>;
  approvePublish?: Resolver<Maybe<ResolversTypes['ApprovePublishResult']>, ParentType, ContextType, RequireFields<MutationApprovePublishArgs, 'input'>>;
  rollbackSubgraph?: Resolver<Maybe<ResolversTypes['RollbackSubgraphResult']>, ParentType, ContextType, RequireFields<MutationRollbackSubgraphArgs, 'input'>>;
  proposeSubgraph?: Resolver<Maybe<ResolversTypes['ProposeSubgraphResult']>, ParentType, ContextType, RequireFields<MutationProposeSubgraphArgs, 'input'>>;
  commentProposal?: Resolver<Maybe<ResolversTypes['CommentProposalResult']>, ParentType, ContextType, RequireFields<MutationCommentProposalArgs, 'input'>>;
  decideProposal?: Resolver<Maybe<ResolversTypes['DecideProposalResult']>, ParentType, ContextType, RequireFields<MutationDecideProposalArgs, 'input'>>;
  registerChangeWebhook?: Resolver<Maybe<ResolversTypes['RegisterChangeWebhookResult']>, ParentType, ContextType, RequireFields<MutationRegisterChangeWebhookArgs, 'input'>>;
  removeChangeWebhook?: Resolver<Maybe<ResolversTypes['ChangeWebhook']>, ParentType, ContextType, RequireFields<MutationRemoveChangeWebhookArgs, 'id'>>;
  createContract?: Resolver<Maybe<ResolversTypes['CreateContractResult']>, ParentType, ContextType, RequireFields<MutationCreateContractArgs, 'input'>>;
  updateContract?: Resolver<Maybe<ResolversTypes['UpdateContractResult']>, ParentType, ContextType, RequireFields<MutationUpdateContractArgs, 'input'>>;
  deleteContract?: Resolver<Maybe<ResolversTypes['DeleteContractResult']>, ParentType, ContextType, RequireFields<MutationDeleteContractArgs, 'input'>>;
  rollbackSupergraph?: Resolver<Maybe<ResolversTypes['RollbackSupergraphResult']>, ParentType, ContextType, RequireFields<MutationRollbackSupergraphArgs, 'input'>>;
};

export type AgencyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Agency'] = ResolversParentTypes['Agency']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AppRegistrationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppRegistration'] = ResolversParentTypes['AppRegistration'], FederationReferenceType extends FederationReferenceTypes['AppRegistration'] = FederationReferenceTypes['AppRegistration']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['AppRegistration']> | FederationReferenceType, FederationReferenceType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  operationUsage?: Resolver<Maybe<ReadonlyArray<ResolversTypes['OperationUsage']>>, ParentType, ContextType, RequireFields<AppRegistrationOperationUsageArgs, 'days'>>;
};

export type OperationUsageResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OperationUsage'] = ResolversParentTypes['OperationUsage']> = {
  operation?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  operationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['UsageKind'], ParentType, ContextType>;
  calls?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  failedCalls?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['ErrorUsage']>, ParentType, ContextType>;
  p50Ms?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  p95Ms?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lastSeen?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type SubgraphResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Subgraph'] = ResolversParentTypes['Subgraph'], FederationReferenceType extends FederationReferenceTypes['Subgraph'] = FederationReferenceTypes['Subgraph']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Subgraph']> | FederationReferenceType, FederationReferenceType, ContextType>;
  name?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  admittedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<Maybe<ResolversTypes['SchemaVersion']>, ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['SchemaVersionConnection'], ParentType, ContextType, RequireFields<SubgraphVersionsArgs, 'first'>>;
};

export type SchemaVersionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SchemaVersion'] = ResolversParentTypes['SchemaVersion']> = {
  version?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subgraph?: Resolver<ResolversTypes['Subgraph'], ParentType, ContextType>;
  schema?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policyCases?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  manifest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  publishedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type SchemaVersionConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SchemaVersionConnection'] = ResolversParentTypes['SchemaVersionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SchemaVersionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SchemaVersion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SchemaVersionEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SchemaVersionEdge'] = ResolversParentTypes['SchemaVersionEdge']> = {
  node?: Resolver<ResolversTypes['SchemaVersion'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubgraphConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SubgraphConnection'] = ResolversParentTypes['SubgraphConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SubgraphEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Subgraph']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SubgraphEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SubgraphEdge'] = ResolversParentTypes['SubgraphEdge']> = {
  node?: Resolver<ResolversTypes['Subgraph'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SupergraphVersionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SupergraphVersion'] = ResolversParentTypes['SupergraphVersion']> = {
  version?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  composedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  releases?: Resolver<ReadonlyArray<ResolversTypes['SchemaVersion']>, ParentType, ContextType>;
  sdl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SupergraphVersionConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SupergraphVersionConnection'] = ResolversParentTypes['SupergraphVersionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SupergraphVersionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SupergraphVersion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SupergraphVersionEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SupergraphVersionEdge'] = ResolversParentTypes['SupergraphVersionEdge']> = {
  node?: Resolver<ResolversTypes['SupergraphVersion'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RolloutResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Rollout'] = ResolversParentTypes['Rollout']> = {
  sequence?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cause?: Resolver<ResolversTypes['RolloutCause'], ParentType, ContextType>;
  supergraph?: Resolver<ResolversTypes['SupergraphVersion'], ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['SupergraphVersion']>, ParentType, ContextType>;
  canaryPercent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changeCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<RolloutChangesArgs, 'first'>>;
  state?: Resolver<ResolversTypes['RolloutState'], ParentType, ContextType>;
  startedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gateways?: Resolver<Maybe<ResolversTypes['GatewayHealthConnection']>, ParentType, ContextType, RequireFields<RolloutGatewaysArgs, 'first'>>;
};

export type GatewayHealthResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['GatewayHealth'] = ResolversParentTypes['GatewayHealth']> = {
  gateway?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  getsRollout?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  requests?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failedRequests?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstReportAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastReportAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type GatewayHealthConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['GatewayHealthConnection'] = ResolversParentTypes['GatewayHealthConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['GatewayHealthEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['GatewayHealth']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type GatewayHealthEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['GatewayHealthEdge'] = ResolversParentTypes['GatewayHealthEdge']> = {
  node?: Resolver<ResolversTypes['GatewayHealth'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ChangeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Change'] = ResolversParentTypes['Change']> = {
  kind?: Resolver<ResolversTypes['ChangeKind'], ParentType, ContextType>;
  coordinate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dataClass?: Resolver<Maybe<ResolversTypes['DataClass']>, ParentType, ContextType>;
  sunsetOn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subgraphs?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  rollout?: Resolver<Maybe<ResolversTypes['Rollout']>, ParentType, ContextType>;
};

export type ChangeConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ChangeConnection'] = ResolversParentTypes['ChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Change']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ChangeEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ChangeEdge'] = ResolversParentTypes['ChangeEdge']> = {
  node?: Resolver<ResolversTypes['Change'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RolloutConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RolloutConnection'] = ResolversParentTypes['RolloutConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RolloutEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Rollout']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RolloutEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RolloutEdge'] = ResolversParentTypes['RolloutEdge']> = {
  node?: Resolver<ResolversTypes['Rollout'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SchemaCheckResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SchemaCheck'] = ResolversParentTypes['SchemaCheck']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subgraph?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  base?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SchemaCheckState'], ParentType, ContextType>;
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['SchemaProblem']>, ParentType, ContextType>;
  accessChanges?: Resolver<ResolversTypes['AccessChangeConnection'], ParentType, ContextType, RequireFields<SchemaCheckAccessChangesArgs, 'first'>>;
  changes?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<SchemaCheckChangesArgs, 'first'>>;
  needs?: Resolver<ReadonlyArray<ResolversTypes['ApprovalNeed']>, ParentType, ContextType>;
  requestedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  requestReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  approvedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  approvalReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SchemaCheckConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SchemaCheckConnection'] = ResolversParentTypes['SchemaCheckConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SchemaCheckEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SchemaCheck']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SchemaCheckEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SchemaCheckEdge'] = ResolversParentTypes['SchemaCheckEdge']> = {
  node?: Resolver<ResolversTypes['SchemaCheck'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SchemaProblemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SchemaProblem'] = ResolversParentTypes['SchemaProblem']> = {
  severity?: Resolver<ResolversTypes['ProblemSeverity'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subgraph?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  column?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  fixedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccessChangeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessChange'] = ResolversParentTypes['AccessChange']> = {
  kind?: Resolver<ResolversTypes['AccessChangeKind'], ParentType, ContextType>;
  coordinate?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dataClass?: Resolver<ResolversTypes['DataClass'], ParentType, ContextType>;
  callers?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  affectedCitizens?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccessChangeConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessChangeConnection'] = ResolversParentTypes['AccessChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccessChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AccessChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AccessChangeEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessChangeEdge'] = ResolversParentTypes['AccessChangeEdge']> = {
  node?: Resolver<ResolversTypes['AccessChange'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FieldUsageResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FieldUsage'] = ResolversParentTypes['FieldUsage']> = {
  app?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  operationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['UsageKind'], ParentType, ContextType>;
  calls?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  failedCalls?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['ErrorUsage']>, ParentType, ContextType>;
  p50Ms?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  p95Ms?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lastSeen?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ErrorUsageResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ErrorUsage'] = ResolversParentTypes['ErrorUsage']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  calls?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type FieldUsageConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FieldUsageConnection'] = ResolversParentTypes['FieldUsageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FieldUsageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['FieldUsage']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  countedSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type FieldUsageEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FieldUsageEdge'] = ResolversParentTypes['FieldUsageEdge']> = {
  node?: Resolver<ResolversTypes['FieldUsage'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RegisterChangeWebhookResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegisterChangeWebhookResult'] = ResolversParentTypes['RegisterChangeWebhookResult']> = {
  __resolveType: TypeResolveFn<'ChangeWebhookRegistered' | 'ChangeWebhookRefused', ParentType, ContextType>;
};

export type CheckSubgraphResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CheckSubgraphResult'] = ResolversParentTypes['CheckSubgraphResult']> = {
  __resolveType: TypeResolveFn<'SubgraphChecked' | 'CheckRunning' | 'PublishRefused', ParentType, ContextType>;
};

export type PublishSubgraphResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PublishSubgraphResult'] = ResolversParentTypes['PublishSubgraphResult']> = {
  __resolveType: TypeResolveFn<'SubgraphPublished' | 'PublishAwaitsApproval' | 'CheckRunning' | 'PublishRefused', ParentType, ContextType>;
};

export type ApprovePublishResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ApprovePublishResult'] = ResolversParentTypes['ApprovePublishResult']> = {
  __resolveType: TypeResolveFn<'SubgraphPublished' | 'PublishAwaitsApproval' | 'CheckRunning' | 'PublishRefused', ParentType, ContextType>;
};

export type RollbackSubgraphResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RollbackSubgraphResult'] = ResolversParentTypes['RollbackSubgraphResult']> = {
  __resolveType: TypeResolveFn<'SubgraphPublished' | 'PublishAwaitsApproval' | 'CheckRunning' | 'PublishRefused', ParentType, ContextType>;
};

export type RollbackSupergraphResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RollbackSupergraphResult'] = ResolversParentTypes['RollbackSupergraphResult']> = {
  __resolveType: TypeResolveFn<'SupergraphRolledBack' | 'RollbackRefused', ParentType, ContextType>;
};

export type SubgraphCheckedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SubgraphChecked'] = ResolversParentTypes['SubgraphChecked']> = {
  check?: Resolver<Maybe<ResolversTypes['SchemaCheck']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubgraphPublishedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SubgraphPublished'] = ResolversParentTypes['SubgraphPublished']> = {
  version?: Resolver<ResolversTypes['SchemaVersion'], ParentType, ContextType>;
  rollout?: Resolver<ResolversTypes['Rollout'], ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishAwaitsApprovalResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PublishAwaitsApproval'] = ResolversParentTypes['PublishAwaitsApproval']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  needs?: Resolver<ReadonlyArray<ResolversTypes['ApprovalNeed']>, ParentType, ContextType>;
  check?: Resolver<Maybe<ResolversTypes['SchemaCheck']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckRunningResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CheckRunning'] = ResolversParentTypes['CheckRunning']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishRefusedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PublishRefused'] = ResolversParentTypes['PublishRefused']> = {
  reason?: Resolver<ResolversTypes['PublishRefusal'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  check?: Resolver<Maybe<ResolversTypes['SchemaCheck']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SupergraphRolledBackResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SupergraphRolledBack'] = ResolversParentTypes['SupergraphRolledBack']> = {
  rollout?: Resolver<ResolversTypes['Rollout'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RollbackRefusedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RollbackRefused'] = ResolversParentTypes['RollbackRefused']> = {
  reason?: Resolver<ResolversTypes['RollbackRefusal'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeWebhookResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ChangeWebhook'] = ResolversParentTypes['ChangeWebhook']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ChangeWebhookState'], ParentType, ContextType>;
  subgraphs?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deliveries?: Resolver<ResolversTypes['ChangeDeliveryConnection'], ParentType, ContextType, RequireFields<ChangeWebhookDeliveriesArgs, 'first'>>;
};

export type ChangeDeliveryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ChangeDelivery'] = ResolversParentTypes['ChangeDelivery']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rollout?: Resolver<Maybe<ResolversTypes['Rollout']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ChangeDeliveryState'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastStatus?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lastProblem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ChangeDeliveryConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ChangeDeliveryConnection'] = ResolversParentTypes['ChangeDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChangeDeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ChangeDelivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ChangeDeliveryEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ChangeDeliveryEdge'] = ResolversParentTypes['ChangeDeliveryEdge']> = {
  node?: Resolver<ResolversTypes['ChangeDelivery'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ChangeWebhookRegisteredResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ChangeWebhookRegistered'] = ResolversParentTypes['ChangeWebhookRegistered']> = {
  webhook?: Resolver<ResolversTypes['ChangeWebhook'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeWebhookRefusedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ChangeWebhookRefused'] = ResolversParentTypes['ChangeWebhookRefused']> = {
  reason?: Resolver<ResolversTypes['ChangeWebhookRefusal'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProposalResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Proposal'] = ResolversParentTypes['Proposal']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subgraph?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  schema?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policyCases?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ProposalState'], ParentType, ContextType>;
  proposedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  authorRole?: Resolver<ResolversTypes['ProposalRole'], ParentType, ContextType>;
  authorAgency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  check?: Resolver<Maybe<ResolversTypes['ProposalCheck']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['ProposalDecision']>, ParentType, ContextType>;
  published?: Resolver<Maybe<ResolversTypes['SchemaVersion']>, ParentType, ContextType>;
  comments?: Resolver<ResolversTypes['ProposalCommentConnection'], ParentType, ContextType, RequireFields<ProposalCommentsArgs, 'first'>>;
};

export type ProposalConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposalConnection'] = ResolversParentTypes['ProposalConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProposalEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Proposal']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProposalEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposalEdge'] = ResolversParentTypes['ProposalEdge']> = {
  node?: Resolver<ResolversTypes['Proposal'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProposalCheckResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposalCheck'] = ResolversParentTypes['ProposalCheck']> = {
  passed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['SchemaProblem']>, ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<ProposalCheckChangesArgs, 'first'>>;
};

export type ProposalDecisionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposalDecision'] = ResolversParentTypes['ProposalDecision']> = {
  outcome?: Resolver<ResolversTypes['ProposalState'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  decidedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decidedByRole?: Resolver<ResolversTypes['ProposalRole'], ParentType, ContextType>;
  isOwn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ProposalCommentResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposalComment'] = ResolversParentTypes['ProposalComment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  writtenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  authorRole?: Resolver<ResolversTypes['ProposalRole'], ParentType, ContextType>;
  authorAgency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ProposalCommentConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposalCommentConnection'] = ResolversParentTypes['ProposalCommentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProposalCommentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProposalComment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProposalCommentEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposalCommentEdge'] = ResolversParentTypes['ProposalCommentEdge']> = {
  node?: Resolver<ResolversTypes['ProposalComment'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProposeSubgraphResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposeSubgraphResult'] = ResolversParentTypes['ProposeSubgraphResult']> = {
  __resolveType: TypeResolveFn<'SubgraphProposed' | 'CheckRunning' | 'ProposalRefused', ParentType, ContextType>;
};

export type CommentProposalResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CommentProposalResult'] = ResolversParentTypes['CommentProposalResult']> = {
  __resolveType: TypeResolveFn<'ProposalCommented' | 'ProposalRefused', ParentType, ContextType>;
};

export type DecideProposalResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DecideProposalResult'] = ResolversParentTypes['DecideProposalResult']> = {
  __resolveType: TypeResolveFn<'ProposalDecided' | 'ProposalRefused', ParentType, ContextType>;
};

export type SubgraphProposedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SubgraphProposed'] = ResolversParentTypes['SubgraphProposed']> = {
  proposal?: Resolver<Maybe<ResolversTypes['Proposal']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProposalCommentedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposalCommented'] = ResolversParentTypes['ProposalCommented']> = {
  comment?: Resolver<Maybe<ResolversTypes['ProposalComment']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProposalDecidedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposalDecided'] = ResolversParentTypes['ProposalDecided']> = {
  proposal?: Resolver<Maybe<ResolversTypes['Proposal']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProposalRefusedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposalRefused'] = ResolversParentTypes['ProposalRefused']> = {
  reason?: Resolver<ResolversTypes['ProposalRefusal'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContractResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Contract'] = ResolversParentTypes['Contract']> = {
  name?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['ContractRevision'], ParentType, ContextType>;
  revisions?: Resolver<ResolversTypes['ContractRevisionConnection'], ParentType, ContextType, RequireFields<ContractRevisionsArgs, 'first'>>;
  schema?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ContractRevisionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ContractRevision'] = ResolversParentTypes['ContractRevision']> = {
  number?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  includeTags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  excludeTags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  hidesUnreachableTypes?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ContractRevisionConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ContractRevisionConnection'] = ResolversParentTypes['ContractRevisionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ContractRevisionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ContractRevision']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ContractRevisionEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ContractRevisionEdge'] = ResolversParentTypes['ContractRevisionEdge']> = {
  node?: Resolver<ResolversTypes['ContractRevision'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreateContractResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CreateContractResult'] = ResolversParentTypes['CreateContractResult']> = {
  __resolveType: TypeResolveFn<'ContractSaved' | 'CheckRunning' | 'ContractRefused', ParentType, ContextType>;
};

export type UpdateContractResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['UpdateContractResult'] = ResolversParentTypes['UpdateContractResult']> = {
  __resolveType: TypeResolveFn<'ContractSaved' | 'CheckRunning' | 'ContractRefused', ParentType, ContextType>;
};

export type DeleteContractResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DeleteContractResult'] = ResolversParentTypes['DeleteContractResult']> = {
  __resolveType: TypeResolveFn<'ContractDeleted' | 'ContractRefused', ParentType, ContextType>;
};

export type ContractSavedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ContractSaved'] = ResolversParentTypes['ContractSaved']> = {
  contract?: Resolver<ResolversTypes['Contract'], ParentType, ContextType>;
  rollout?: Resolver<ResolversTypes['Rollout'], ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContractDeletedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ContractDeleted'] = ResolversParentTypes['ContractDeleted']> = {
  revision?: Resolver<ResolversTypes['ContractRevision'], ParentType, ContextType>;
  rollout?: Resolver<ResolversTypes['Rollout'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContractRefusedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ContractRefused'] = ResolversParentTypes['ContractRefused']> = {
  reason?: Resolver<ResolversTypes['ContractRefusal'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  DateTime?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Agency?: AgencyResolvers<ContextType>;
  AppRegistration?: AppRegistrationResolvers<ContextType>;
  OperationUsage?: OperationUsageResolvers<ContextType>;
  Subgraph?: SubgraphResolvers<ContextType>;
  SchemaVersion?: SchemaVersionResolvers<ContextType>;
  SchemaVersionConnection?: SchemaVersionConnectionResolvers<ContextType>;
  SchemaVersionEdge?: SchemaVersionEdgeResolvers<ContextType>;
  SubgraphConnection?: SubgraphConnectionResolvers<ContextType>;
  SubgraphEdge?: SubgraphEdgeResolvers<ContextType>;
  SupergraphVersion?: SupergraphVersionResolvers<ContextType>;
  SupergraphVersionConnection?: SupergraphVersionConnectionResolvers<ContextType>;
  SupergraphVersionEdge?: SupergraphVersionEdgeResolvers<ContextType>;
  Rollout?: RolloutResolvers<ContextType>;
  GatewayHealth?: GatewayHealthResolvers<ContextType>;
  GatewayHealthConnection?: GatewayHealthConnectionResolvers<ContextType>;
  GatewayHealthEdge?: GatewayHealthEdgeResolvers<ContextType>;
  Change?: ChangeResolvers<ContextType>;
  ChangeConnection?: ChangeConnectionResolvers<ContextType>;
  ChangeEdge?: ChangeEdgeResolvers<ContextType>;
  RolloutConnection?: RolloutConnectionResolvers<ContextType>;
  RolloutEdge?: RolloutEdgeResolvers<ContextType>;
  SchemaCheck?: SchemaCheckResolvers<ContextType>;
  SchemaCheckConnection?: SchemaCheckConnectionResolvers<ContextType>;
  SchemaCheckEdge?: SchemaCheckEdgeResolvers<ContextType>;
  SchemaProblem?: SchemaProblemResolvers<ContextType>;
  AccessChange?: AccessChangeResolvers<ContextType>;
  AccessChangeConnection?: AccessChangeConnectionResolvers<ContextType>;
  AccessChangeEdge?: AccessChangeEdgeResolvers<ContextType>;
  FieldUsage?: FieldUsageResolvers<ContextType>;
  ErrorUsage?: ErrorUsageResolvers<ContextType>;
  FieldUsageConnection?: FieldUsageConnectionResolvers<ContextType>;
  FieldUsageEdge?: FieldUsageEdgeResolvers<ContextType>;
  RegisterChangeWebhookResult?: RegisterChangeWebhookResultResolvers<ContextType>;
  CheckSubgraphResult?: CheckSubgraphResultResolvers<ContextType>;
  PublishSubgraphResult?: PublishSubgraphResultResolvers<ContextType>;
  ApprovePublishResult?: ApprovePublishResultResolvers<ContextType>;
  RollbackSubgraphResult?: RollbackSubgraphResultResolvers<ContextType>;
  RollbackSupergraphResult?: RollbackSupergraphResultResolvers<ContextType>;
  SubgraphChecked?: SubgraphCheckedResolvers<ContextType>;
  SubgraphPublished?: SubgraphPublishedResolvers<ContextType>;
  PublishAwaitsApproval?: PublishAwaitsApprovalResolvers<ContextType>;
  CheckRunning?: CheckRunningResolvers<ContextType>;
  PublishRefused?: PublishRefusedResolvers<ContextType>;
  SupergraphRolledBack?: SupergraphRolledBackResolvers<ContextType>;
  RollbackRefused?: RollbackRefusedResolvers<ContextType>;
  ChangeWebhook?: ChangeWebhookResolvers<ContextType>;
  ChangeDelivery?: ChangeDeliveryResolvers<ContextType>;
  ChangeDeliveryConnection?: ChangeDeliveryConnectionResolvers<ContextType>;
  ChangeDeliveryEdge?: ChangeDeliveryEdgeResolvers<ContextType>;
  ChangeWebhookRegistered?: ChangeWebhookRegisteredResolvers<ContextType>;
  ChangeWebhookRefused?: ChangeWebhookRefusedResolvers<ContextType>;
  Proposal?: ProposalResolvers<ContextType>;
  ProposalConnection?: ProposalConnectionResolvers<ContextType>;
  ProposalEdge?: ProposalEdgeResolvers<ContextType>;
  ProposalCheck?: ProposalCheckResolvers<ContextType>;
  ProposalDecision?: ProposalDecisionResolvers<ContextType>;
  ProposalComment?: ProposalCommentResolvers<ContextType>;
  ProposalCommentConnection?: ProposalCommentConnectionResolvers<ContextType>;
  ProposalCommentEdge?: ProposalCommentEdgeResolvers<ContextType>;
  ProposeSubgraphResult?: ProposeSubgraphResultResolvers<ContextType>;
  CommentProposalResult?: CommentProposalResultResolvers<ContextType>;
  DecideProposalResult?: DecideProposalResultResolvers<ContextType>;
  SubgraphProposed?: SubgraphProposedResolvers<ContextType>;
  ProposalCommented?: ProposalCommentedResolvers<ContextType>;
  ProposalDecided?: ProposalDecidedResolvers<ContextType>;
  ProposalRefused?: ProposalRefusedResolvers<ContextType>;
  Contract?: ContractResolvers<ContextType>;
  ContractRevision?: ContractRevisionResolvers<ContextType>;
  ContractRevisionConnection?: ContractRevisionConnectionResolvers<ContextType>;
  ContractRevisionEdge?: ContractRevisionEdgeResolvers<ContextType>;
  CreateContractResult?: CreateContractResultResolvers<ContextType>;
  UpdateContractResult?: UpdateContractResultResolvers<ContextType>;
  DeleteContractResult?: DeleteContractResultResolvers<ContextType>;
  ContractSaved?: ContractSavedResolvers<ContextType>;
  ContractDeleted?: ContractDeletedResolvers<ContextType>;
  ContractRefused?: ContractRefusedResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = SubgraphContext> = {
  dataClass?: DataClassDirectiveResolver<any, any, ContextType>;
};
