// Made from schema.graphql by `npm run codegen`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CitizenModel, LinkedIdentityModel, AccessRecordModel, AgencyAccessModel, AgencyAccessTotalModel, AccessQuestionModel, AccessCountModel, AccessChainModel, ProfilingAlertModel, ProfileModel, PersonalTextModel, SensitiveDateModel, SensitiveAddressModel, ConsentModel, PurposeModel, AgencyModel, MachineClientModel, PlatformAccountModel, DeveloperAccountModel, AccountInvitationModel, PartnerAppModel, AppChangeModel, AccessRequestModel, RequestedOperationModel, SafelistedOperationModel, RequestedFieldModel, AccessRequestPartModel, AppRegistrationModel, PurposeStatementModel, AppTransitionModel, DataScopeModel } from './mappers.ts';
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
  /** A civil date, YYYY-MM-DD, without a time zone. */
  Date: { input: string; output: string; }
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

/** Scope of a cached answer. */
export type CacheControlScope =
  /** The same for every caller. */
  | 'PUBLIC'
  /** Specific to one caller; the gateway never caches it. */
  | 'PRIVATE';

/** Language of the platform's texts. */
export type Language =
  /** Simplified Chinese, the official wording. */
  | 'ZH'
  /** English. */
  | 'EN';

export type Query = {
  readonly __typename?: 'Query';
  /** The citizen on whose behalf the app calls; null if an app calls for itself or an official calls. */
  readonly me?: Maybe<Citizen>;
  /** The agencies that publish on this platform, in the city's order of precedence. */
  readonly agencies: AgencyConnection;
  /** An agency; null if there is none with this id. */
  readonly agency?: Maybe<Agency>;
  /** The apps that have been approved to call this platform. */
  readonly partnerApps: PartnerAppConnection;
  /** A partner app; null if there is none with this client id. */
  readonly partnerApp?: Maybe<PartnerApp>;
  /** What apps may use data for, as citizens read it: every purpose of the platform, at most 100. */
  readonly purposes: ReadonlyArray<Purpose>;
  /**
   * Registrations of apps, by registration time. Developers see only their own, agencies those that concern
   * them, the platform's admin all.
   */
  readonly appRegistrations?: Maybe<AppRegistrationConnection>;
  /** A registration; null if there is none with this client id that the caller may see. */
  readonly appRegistration?: Maybe<AppRegistration>;
  /**
   * How often each app has read personal fields of each agency, and how many people these were about. For the
   * platform's admin.
   */
  readonly accessCounts?: Maybe<ReadonlyArray<AccessCount>>;
  /**
   * The chain of access records of each gateway, up to the last entry that this service has verified, by name;
   * `/access-witness` signs it for auditors. For the platform's admin.
   */
  readonly accessChains?: Maybe<ReadonlyArray<AccessChain>>;
  /** The calling developer's own account. */
  readonly developerAccount?: Maybe<DeveloperAccount>;
  /**
   * Accounts of officials, admins and developers, with how they can sign in. Officials see those of their agency, the
   * platform's admin all; at most 1,000.
   */
  readonly platformAccounts?: Maybe<ReadonlyArray<PlatformAccount>>;
  /**
   * Requests for one-time links, newest first, with those that have ended; at most 100. Officials see those of their agency,
   * the platform's admin all.
   */
  readonly accountInvitations?: Maybe<ReadonlyArray<AccountInvitation>>;
  /** Reads in the access records that look like profiling, newest first. For the platform's admin. */
  readonly profilingAlerts?: Maybe<ProfilingAlertConnection>;
};


export type QueryAgenciesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryAgencyArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPartnerAppsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPartnerAppArgs = {
  clientId: Scalars['ID']['input'];
};


export type QueryAppRegistrationsArgs = {
  state?: InputMaybe<AppState>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryAppRegistrationArgs = {
  clientId: Scalars['ID']['input'];
};


export type QueryAccessCountsArgs = {
  from: Scalars['DateTime']['input'];
  until: Scalars['DateTime']['input'];
};


export type QueryProfilingAlertsArgs = {
  acknowledged?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Acknowledges an alert as the platform's admin. The next one of its kind about this reader is raised only at twice its
   * count.
   */
  readonly acknowledgeProfilingAlert?: Maybe<AcknowledgeProfilingAlertResult>;
  /**
   * Answers a citizen's question about an access, once. The citizen reads the answer in the access log. For officials of the
   * agency that was asked.
   */
  readonly answerAccessQuestion?: Maybe<AnswerAccessQuestionResult>;
  /**
   * Registers an app of the calling developer. In a demo it is an OAuth client immediately and may use the
   * sandbox; in production it becomes a client once an agency has approved part of a request.
   */
  readonly registerApp?: Maybe<RegisterAppResult>;
  /** Gives an app of the calling developer a new secret. The old one is refused immediately, unless the input keeps it. */
  readonly replaceAppSecret?: Maybe<ReplaceAppSecretResult>;
  /**
   * Changes an app of the calling developer. Contact and keys change immediately. For a reviewed app, new
   * redirect URIs and purposes wait in `pendingChange` and replace an earlier proposal.
   */
  readonly changeApp?: Maybe<ChangeAppResult>;
  /**
   * Decides on a developer's proposed change. The platform's admin approves or rejects it; an agency concerned
   * may reject it.
   */
  readonly reviewAppChange?: Maybe<ReviewAppChangeResult>;
  /**
   * Derives what operations need: fields, data classes, scopes, and agencies that have to approve. The result
   * replaces the app's draft; no agency receives it yet.
   */
  readonly draftAccess?: Maybe<DraftAccessResult>;
  /** Submits an app's draft to the agencies. It replaces an earlier request. */
  readonly submitAccess?: Maybe<SubmitAccessResult>;
  /**
   * Issues a token for a synthetic citizen, with every scope of the app's newest draft or request, approved or
   * not. Only in a demo.
   */
  readonly issueSandboxToken?: Maybe<IssueSandboxTokenResult>;
  /** Approves or refuses the part of a request that belongs to the calling official's agency. */
  readonly decideAccess?: Maybe<DecideAccessResult>;
  /**
   * Enforces an app's safelist, or stops enforcing it. Within two seconds every gateway refuses operations that
   * are not on it. For the app's developer, an agency concerned, and the platform's admin; what an official
   * enforces, only that agency or the admin can end.
   */
  readonly holdToSafelist?: Maybe<HoldToSafelistResult>;
  /**
   * Requests a one-time link with which a new official, admin or developer registers a passkey. Somebody else has to approve
   * it, and gets the link; the caller gets the code. The person needs both. An official can invite only to the official's
   * agency, and grant only roles and scopes that the official has. Only the admin invites developers, without an approval.
   */
  readonly inviteAccount?: Maybe<AccountInvitationResult>;
  /**
   * Requests a one-time link for somebody who has lost every passkey, or never had one, or whose account is locked; not for
   * oneself. Somebody else has to approve it. Once it is used, earlier passkeys, sessions and tokens of the account end.
   */
  readonly recoverAccount?: Maybe<AccountInvitationResult>;
  /**
   * Approves a link that somebody else has requested, for somebody else, and returns it once. Check with the person first. A
   * new person is in the directory from now on.
   */
  readonly approveAccountInvitation?: Maybe<ApproveAccountInvitationResult>;
  /** Withdraws a request for a link, or the link: it does not work any more. */
  readonly withdrawAccountInvitation?: Maybe<WithdrawAccountInvitationResult>;
  /**
   * Records that an admin has verified the organisation of a developer who signed up. For the platform's admin, who uses
   * `lockAccount` if the organisation is not genuine.
   */
  readonly verifyDeveloper?: Maybe<VerifyDeveloperResult>;
  /**
   * Locks an account: it cannot sign in, and its sessions and tokens end; gateways refuse them within two seconds. Only a
   * recovery opens it again. For officials of the agency and the platform's admin, not for oneself.
   */
  readonly lockAccount?: Maybe<LockAccountResult>;
  /**
   * Registers a program, such as a CI system, that may check and publish one subgraph of the caller's agency and nothing else:
   * it approves nothing and reads no personal data. It authenticates with `private_key_jwt` (RFC 7523). For officials of the
   * agency.
   */
  readonly registerMachineClient?: Maybe<RegisterMachineClientResult>;
  /**
   * Removes a program: it gets no more tokens, and every gateway refuses its existing ones within two seconds. For officials of
   * the agency and the platform's admin.
   */
  readonly removeMachineClient?: Maybe<RemoveMachineClientResult>;
  /**
   * Suspends an app: nobody can sign in at it, it gets no tokens, and every gateway refuses its existing tokens
   * within two seconds. For the platform's admin, and for an agency whose data the app may read or requests.
   */
  readonly suspendApp?: Maybe<SuspendAppResult>;
  /** Restores a suspended app to its earlier state. For the admin, or the agency that suspended it. */
  readonly reinstateApp?: Maybe<ReinstateAppResult>;
  /**
   * Permanently deletes an app of the calling developer: nobody can sign in to it, its approvals and operations end, and
   * every gateway refuses its tokens within two seconds. Its name and history stay. A suspended app cannot be deleted.
   */
  readonly deleteApp?: Maybe<DeleteAppResult>;
  /**
   * Keeps some of the scopes of one of the citizen's consents, for any app, and withdraws the others. Tokens
   * that rest on the consent are refused from then on; the app has to refresh them.
   */
  readonly narrowConsent?: Maybe<NarrowConsentResult>;
  /** Withdraws one of the citizen's consents, for any app. Tokens that rest on it are refused from then on. */
  readonly withdrawConsent?: Maybe<WithdrawConsentResult>;
  /**
   * Unlinks one of the citizen's accounts at sign-in providers: nobody can sign in with it any more, and every session
   * and token that came from it ends, at every app.
   */
  readonly unlinkIdentity?: Maybe<UnlinkIdentityResult>;
  /** Lets an account that the citizen has unlinked sign in again. Sessions and tokens that ended stay ended. */
  readonly relinkIdentity?: Maybe<RelinkIdentityResult>;
};


export type MutationAcknowledgeProfilingAlertArgs = {
  input: AcknowledgeProfilingAlertInput;
};


export type MutationAnswerAccessQuestionArgs = {
  input: AnswerAccessQuestionInput;
};


export type MutationRegisterAppArgs = {
  input: RegisterAppInput;
};


export type MutationReplaceAppSecretArgs = {
  input: ReplaceAppSecretInput;
};


export type MutationChangeAppArgs = {
  input: ChangeAppInput;
};


export type MutationReviewAppChangeArgs = {
  input: ReviewAppChangeInput;
};


export type MutationDraftAccessArgs = {
  input: DraftAccessInput;
};


export type MutationSubmitAccessArgs = {
  input: SubmitAccessInput;
};


export type MutationIssueSandboxTokenArgs = {
  input: IssueSandboxTokenInput;
};


export type MutationDecideAccessArgs = {
  input: DecideAccessInput;
};


export type MutationHoldToSafelistArgs = {
  input: HoldToSafelistInput;
};


export type MutationInviteAccountArgs = {
  input: InviteAccountInput;
};


export type MutationRecoverAccountArgs = {
  input: RecoverAccountInput;
};


export type MutationApproveAccountInvitationArgs = {
  input: ApproveAccountInvitationInput;
};


export type MutationWithdrawAccountInvitationArgs = {
  input: WithdrawAccountInvitationInput;
};


export type MutationVerifyDeveloperArgs = {
  input: VerifyDeveloperInput;
};


export type MutationLockAccountArgs = {
  input: LockAccountInput;
};


export type MutationRegisterMachineClientArgs = {
  input: RegisterMachineClientInput;
};


export type MutationRemoveMachineClientArgs = {
  input: RemoveMachineClientInput;
};


export type MutationSuspendAppArgs = {
  input: SuspendAppInput;
};


export type MutationReinstateAppArgs = {
  input: ReinstateAppInput;
};


export type MutationDeleteAppArgs = {
  input: DeleteAppInput;
};


export type MutationNarrowConsentArgs = {
  input: NarrowConsentInput;
};


export type MutationWithdrawConsentArgs = {
  input: WithdrawConsentInput;
};


export type MutationUnlinkIdentityArgs = {
  input: UnlinkIdentityInput;
};


export type MutationRelinkIdentityArgs = {
  input: RelinkIdentityInput;
};

/** The alert that the admin has seen. */
export type AcknowledgeProfilingAlertInput = {
  /** Id of the alert. */
  readonly alert: Scalars['ID']['input'];
};

/** Result of `acknowledgeProfilingAlert`. */
export type AcknowledgeProfilingAlertResult = ProfilingAlertAcknowledged | ProfilingAlertNotFound;

/** The alert is acknowledged; the first acknowledgement is kept. */
export type ProfilingAlertAcknowledged = {
  readonly __typename?: 'ProfilingAlertAcknowledged';
  /** The alert. */
  readonly alert: ProfilingAlert;
};

/** There is no alert with this id. */
export type ProfilingAlertNotFound = {
  readonly __typename?: 'ProfilingAlertNotFound';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The answer of an agency. */
export type AnswerAccessQuestionInput = {
  /** Id of the question. */
  readonly question: Scalars['ID']['input'];
  /** The answer, of at most 1000 characters; control characters other than line breaks are removed. */
  readonly answer: Scalars['String']['input'];
};

/** Result of `answerAccessQuestion`. */
export type AnswerAccessQuestionResult = AccessQuestionAnswered | AccessQuestionNotFound | AccessQuestionAlreadyAnswered | AnswerMissing;

/** The question is answered. */
export type AccessQuestionAnswered = {
  readonly __typename?: 'AccessQuestionAnswered';
  /** The question. */
  readonly question: AccessQuestion;
};

/** There is no question with this id to the official's agency. */
export type AccessQuestionNotFound = {
  readonly __typename?: 'AccessQuestionNotFound';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The agency has answered before; the first answer is kept. */
export type AccessQuestionAlreadyAnswered = {
  readonly __typename?: 'AccessQuestionAlreadyAnswered';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The answer is empty or too long. */
export type AnswerMissing = {
  readonly __typename?: 'AnswerMissing';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The part of a consent that the citizen keeps. */
export type NarrowConsentInput = {
  /** Id of any revision of the consent. */
  readonly consent: Scalars['ID']['input'];
  /** Scopes to keep, such as `identity:basic`; at least one. */
  readonly keep: ReadonlyArray<Scalars['ID']['input']>;
};

/** The consent that the citizen withdraws. */
export type WithdrawConsentInput = {
  /** Id of any revision of the consent. */
  readonly consent: Scalars['ID']['input'];
};

/** Result of `narrowConsent`. */
export type NarrowConsentResult = ConsentNarrowed | ConsentNotFound | ConsentNotInForce | ScopesNotConsented;

/** The account to unlink. */
export type UnlinkIdentityInput = {
  /** Id of the linked account. */
  readonly identity: Scalars['ID']['input'];
};

/** Result of `unlinkIdentity`. */
export type UnlinkIdentityResult = IdentityUnlinked | LinkedIdentityNotFound;

/** The account is unlinked; the time of the first unlinking is kept. */
export type IdentityUnlinked = {
  readonly __typename?: 'IdentityUnlinked';
  /** The account. */
  readonly identity: LinkedIdentity;
};

/** The account to link again. */
export type RelinkIdentityInput = {
  /** Id of the unlinked account. */
  readonly identity: Scalars['ID']['input'];
};

/** Result of `relinkIdentity`. */
export type RelinkIdentityResult = IdentityRelinked | LinkedIdentityNotFound;

/** The account can sign in again. */
export type IdentityRelinked = {
  readonly __typename?: 'IdentityRelinked';
  /** The account. */
  readonly identity: LinkedIdentity;
};

/** The citizen has no account with this id. */
export type LinkedIdentityNotFound = {
  readonly __typename?: 'LinkedIdentityNotFound';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** Result of `withdrawConsent`. */
export type WithdrawConsentResult = ConsentWithdrawn | ConsentNotFound;

/** The consent now covers only the scopes to keep. */
export type ConsentNarrowed = {
  readonly __typename?: 'ConsentNarrowed';
  /** The revision in force. */
  readonly consent: Consent;
};

/** The consent is withdrawn. */
export type ConsentWithdrawn = {
  readonly __typename?: 'ConsentWithdrawn';
  /** The revision that records the withdrawal. */
  readonly consent: Consent;
};

/** A problem with a consent that the user of the app can fix. */
export type ConsentProblem = {
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The citizen has given no consent with this id. */
export type ConsentNotFound = ConsentProblem & {
  readonly __typename?: 'ConsentNotFound';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The consent has been withdrawn or has expired. */
export type ConsentNotInForce = ConsentProblem & {
  readonly __typename?: 'ConsentNotInForce';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** Some of the scopes to keep are not in the consent. */
export type ScopesNotConsented = ConsentProblem & {
  readonly __typename?: 'ScopesNotConsented';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The scopes that are not in the consent. */
  readonly scopes: ReadonlyArray<Scalars['ID']['output']>;
};

/** A person in the civil registry, as seen by one app. */
export type Citizen = {
  readonly __typename?: 'Citizen';
  /** Internal key that joins the agencies' records. It never leaves gateway and subgraphs. */
  readonly uin: Scalars['ID']['output'];
  /**
   * The citizen's identifier for the calling app, equal to `sub` in its tokens. Each app sees a different one,
   * so that apps cannot compare their users.
   */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** Level of identification at the citizen's sign-in. */
  readonly assuranceLevel?: Maybe<AssuranceLevel>;
  /**
   * Whether the citizen has reached an age. Prefer it to `Profile.birthDate` if the answer suffices; at most three
   * ages per operation.
   */
  readonly ageOver?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Whether the citizen's registered home lies in a province or prefecture. Prefer it to `Profile.address` if the
   * answer suffices; at most three regions per operation.
   */
  readonly residesIn?: Maybe<Scalars['Boolean']['output']>;
  /** What the registry holds about the citizen, each fact with its source, class and date. */
  readonly profile?: Maybe<Profile>;
  /** The citizen's consents, newest first. */
  readonly consents?: Maybe<ConsentConnection>;
  /**
   * Who has read which of the citizen's personal fields, newest first. A record appears within seconds of the
   * answer.
   */
  readonly accessLog?: Maybe<AccessRecordConnection>;
  /** The citizen's accounts at sign-in providers, also those that were unlinked; oldest first, at most 100. */
  readonly linkedIdentities?: Maybe<ReadonlyArray<LinkedIdentity>>;
};


/** A person in the civil registry, as seen by one app. */
export type CitizenAgeOverArgs = {
  years: Scalars['Int']['input'];
};


/** A person in the civil registry, as seen by one app. */
export type CitizenResidesInArgs = {
  region: Scalars['ID']['input'];
};


/** A person in the civil registry, as seen by one app. */
export type CitizenConsentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A person in the civil registry, as seen by one app. */
export type CitizenAccessLogArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** An account at a sign-in provider with which the citizen signs in. The account's own name is not stored. */
export type LinkedIdentity = {
  readonly __typename?: 'LinkedIdentity';
  /** Identifier of the link. */
  readonly id: Scalars['ID']['output'];
  /** Identifier of the provider, as the operator has configured it. */
  readonly provider: Scalars['ID']['output'];
  /** The provider's name; its identifier if it is not configured any more. */
  readonly providerName: Scalars['String']['output'];
  /** When the account was linked, or last linked again. */
  readonly linkedAt: Scalars['DateTime']['output'];
  /** When the citizen last signed in with it. */
  readonly lastUsedAt: Scalars['DateTime']['output'];
  /** When it was unlinked; null for one that can sign in. */
  readonly unlinkedAt?: Maybe<Scalars['DateTime']['output']>;
};


/** An account at a sign-in provider with which the citizen signs in. The account's own name is not stored. */
export type LinkedIdentityProviderNameArgs = {
  language?: Language;
};

/** A page of access records. */
export type AccessRecordConnection = {
  readonly __typename?: 'AccessRecordConnection';
  /** The records with their cursors. */
  readonly edges: ReadonlyArray<AccessRecordEdge>;
  /** The records without cursors. */
  readonly nodes: ReadonlyArray<AccessRecord>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** An access record in a page. */
export type AccessRecordEdge = {
  readonly __typename?: 'AccessRecordEdge';
  /** Pass it as `after` to continue after this record. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: AccessRecord;
};

/** A disclosure of personal fields of the citizen in one answer: the fields, never their values. */
export type AccessRecord = {
  readonly __typename?: 'AccessRecord';
  /** Identifier of the record: its hash in the journal of the gateway that wrote it. */
  readonly id: Scalars['ID']['output'];
  /** When the answer was sent. */
  readonly time: Scalars['DateTime']['output'];
  /** The requesting app; null for an official in the Studio. */
  readonly app?: Maybe<PartnerApp>;
  /** Capacity in which the data was read. */
  readonly readBy: DataReader;
  /** Whether, according to the record, a developer tested the app with a synthetic citizen. */
  readonly isTest: Scalars['Boolean']['output'];
  /** The agency of the requesting official; null if there is none. */
  readonly officialOf?: Maybe<Agency>;
  /** Purpose of the access; null for an official. */
  readonly purpose?: Maybe<Purpose>;
  /** Data groups that were read, as named on the consent page. */
  readonly dataGroups: ReadonlyArray<DataScope>;
  /** Fields that were read, as schema coordinates such as `Profile.name`. */
  readonly fields: ReadonlyArray<Scalars['String']['output']>;
  /** The agencies whose fields were read. */
  readonly agencies: ReadonlyArray<Agency>;
};

/** Capacity in which personal data was read. */
export type DataReader =
  /** An app, at the citizen's own request. */
  | 'APP_FOR_CITIZEN'
  /** An app by itself. */
  | 'APP'
  /** An official of an agency, or of the platform. */
  | 'OFFICIAL';

/** A page of accesses to an agency's fields. */
export type AgencyAccessConnection = {
  readonly __typename?: 'AgencyAccessConnection';
  /** The accesses with their cursors. */
  readonly edges: ReadonlyArray<AgencyAccessEdge>;
  /** The accesses without cursors. */
  readonly nodes: ReadonlyArray<AgencyAccess>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** An access in a page. */
export type AgencyAccessEdge = {
  readonly __typename?: 'AgencyAccessEdge';
  /** Pass it as `after` to continue after this access. */
  readonly cursor: Scalars['String']['output'];
  /** The access. */
  readonly node: AgencyAccess;
};

/** A disclosure of personal fields of an agency in one answer. Only the citizen sees whose fields they were. */
export type AgencyAccess = {
  readonly __typename?: 'AgencyAccess';
  /** Identifier of the record: its hash in the journal of the gateway that wrote it. */
  readonly id: Scalars['ID']['output'];
  /** When the answer was sent. */
  readonly time: Scalars['DateTime']['output'];
  /** The requesting app; null for an official in the Studio. */
  readonly app?: Maybe<PartnerApp>;
  /** Capacity in which the data was read. */
  readonly readBy: DataReader;
  /** Whether, according to the record, a developer tested the app with a synthetic citizen. */
  readonly isTest: Scalars['Boolean']['output'];
  /** Purpose of the access; null for an official. */
  readonly purpose?: Maybe<Purpose>;
  /** The agency's fields that were read, as schema coordinates; those of other agencies are left out. */
  readonly fields: ReadonlyArray<Scalars['String']['output']>;
};

/** How often one reader has read personal fields of an agency on one day, for one purpose. It names no person. */
export type AgencyAccessTotal = {
  readonly __typename?: 'AgencyAccessTotal';
  /** The day, in the city's time zone. */
  readonly day: Scalars['Date']['output'];
  /** The reading app; null for officials in the Studio. */
  readonly app?: Maybe<PartnerApp>;
  /** Capacity in which the data was read. */
  readonly readBy: DataReader;
  /** Whether, according to the record, a developer tested the app with a synthetic citizen. */
  readonly isTest: Scalars['Boolean']['output'];
  /** Purpose of the reads; null for officials. */
  readonly purpose?: Maybe<Purpose>;
  /** The agency's fields that were read, as schema coordinates, in alphabetical order. */
  readonly fields: ReadonlyArray<Scalars['String']['output']>;
  /** Number of answers, counted once for each person in them. */
  readonly records: Scalars['Int']['output'];
  /** When the last of these answers was sent. */
  readonly lastReadAt: Scalars['DateTime']['output'];
};

/** A page of questions to an agency. */
export type AccessQuestionConnection = {
  readonly __typename?: 'AccessQuestionConnection';
  /** The questions with their cursors. */
  readonly edges: ReadonlyArray<AccessQuestionEdge>;
  /** The questions without cursors. */
  readonly nodes: ReadonlyArray<AccessQuestion>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A question in a page. */
export type AccessQuestionEdge = {
  readonly __typename?: 'AccessQuestionEdge';
  /** Pass it as `after` to continue after this question. */
  readonly cursor: Scalars['String']['output'];
  /** The question. */
  readonly node: AccessQuestion;
};

/** A citizen's question to an agency about an access. It names the citizen only if the text does. */
export type AccessQuestion = {
  readonly __typename?: 'AccessQuestion';
  /** Identifier of the question. */
  readonly id: Scalars['ID']['output'];
  /** The access, with the agency's own fields, or with all fields if the agency's own official read them. */
  readonly access: AgencyAccess;
  /** What the citizen asks, in their own words. */
  readonly text: Scalars['String']['output'];
  /** When it was asked. */
  readonly askedAt: Scalars['DateTime']['output'];
  /** Last day for the answer, in the city's time zone. */
  readonly answerDueOn: Scalars['Date']['output'];
  /** The answer; null while there is none. */
  readonly answer?: Maybe<Scalars['String']['output']>;
  /** When it was answered. */
  readonly answeredAt?: Maybe<Scalars['DateTime']['output']>;
};

/** How often an app has read personal fields of an agency. */
export type AccessCount = {
  readonly __typename?: 'AccessCount';
  /** The app; null for officials in the Studio. */
  readonly app?: Maybe<PartnerApp>;
  /** The agency; null if the subgraph has no known agency. */
  readonly agency?: Maybe<Agency>;
  /** Number of answers, counted once for each person in them. */
  readonly records: Scalars['Int']['output'];
  /** Number of different people. */
  readonly people: Scalars['Int']['output'];
};

/** A gateway's chain of access records, each verified when it arrived. */
export type AccessChain = {
  readonly __typename?: 'AccessChain';
  /** Name of the chain in the gateway's journal. */
  readonly id: Scalars['ID']['output'];
  /** Number of entries received. */
  readonly entries: Scalars['Float']['output'];
  /** Number of entries under the last verified checkpoint; 0 before the first. */
  readonly checkpointEntries: Scalars['Float']['output'];
  /** When the gateway signed that checkpoint; null before the first. */
  readonly checkpointAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether a signed receipt contradicts the stored entries, because some were changed or removed here. */
  readonly isContradicted: Scalars['Boolean']['output'];
};

/** A page of alerts. */
export type ProfilingAlertConnection = {
  readonly __typename?: 'ProfilingAlertConnection';
  /** The alerts with their cursors. */
  readonly edges: ReadonlyArray<ProfilingAlertEdge>;
  /** The alerts without cursors. */
  readonly nodes: ReadonlyArray<ProfilingAlert>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** An alert in a page. */
export type ProfilingAlertEdge = {
  readonly __typename?: 'ProfilingAlertEdge';
  /** Pass it as `after` to continue after this alert. */
  readonly cursor: Scalars['String']['output'];
  /** The alert. */
  readonly node: ProfilingAlert;
};

/**
 * Reads of people's data that look like profiling, in one day or week. Raised once; its counts grow with the window, and
 * it says nothing about any single person.
 */
export type ProfilingAlert = {
  readonly __typename?: 'ProfilingAlert';
  /** Identifier of the alert. */
  readonly id: Scalars['ID']['output'];
  /** Kind of profiling. */
  readonly kind: ProfilingKind;
  /** The reading app; null for officials in the Studio. */
  readonly app?: Maybe<PartnerApp>;
  /** The agency of the reading officials; null for an app. */
  readonly officialOf?: Maybe<Agency>;
  /** Length of the window. */
  readonly period: ProfilingPeriod;
  /** First day of the window, in the city's time zone. */
  readonly from: Scalars['Date']['output'];
  /** Agencies whose fields were read; for a join, only those that were joined. */
  readonly agencies: ReadonlyArray<Agency>;
  /**
   * Number of different people whose data was read. An answer about a person whom the gateway could not identify
   * counts as one more.
   */
  readonly people: Scalars['Int']['output'];
  /** Number of people whose data counts as joined, because fields of enough agencies were read. */
  readonly joinedPeople: Scalars['Int']['output'];
  /** Highest number of agencies whose fields about one person were read. */
  readonly mostAgencies: Scalars['Int']['output'];
  /** Number of people in a usual window of this reader, when the alert was raised; null for its first. */
  readonly usualPeople?: Maybe<Scalars['Int']['output']>;
  /** Number of people in the registry when the alert was raised. */
  readonly population: Scalars['Int']['output'];
  /** When it was raised. */
  readonly raisedAt: Scalars['DateTime']['output'];
  /** When the platform's admin acknowledged it. */
  readonly acknowledgedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Kinds of profiling. */
export type ProfilingKind =
  /** Fields of several agencies about the same people were read. */
  | 'JOIN'
  /** Data of many more people was read than is usual for this reader, or of a large part of the population. */
  | 'SWEEP';

/** Length of the window of an alert. */
export type ProfilingPeriod =
  /** A day. */
  | 'DAY'
  /** A week, from Monday. */
  | 'WEEK';

/** Level of identification at sign-in. */
export type AssuranceLevel =
  /** Something the person knows or holds, such as a code sent to the registered phone. */
  | 'SUBSTANTIAL'
  /** As SUBSTANTIAL, and a comparison of the face with the identity document. */
  | 'HIGH';

/** The registry's facts about a citizen. */
export type Profile = {
  readonly __typename?: 'Profile';
  /** Full name, family name first. */
  readonly name?: Maybe<PersonalText>;
  /** Mobile number in the E.164 format. */
  readonly phone?: Maybe<PersonalText>;
  /** E-mail address. */
  readonly email?: Maybe<PersonalText>;
  /** Date of birth. Needs a sign-in at the high level. */
  readonly birthDate?: Maybe<SensitiveDate>;
  /** Registered home. Needs a sign-in at the high level. */
  readonly address?: Maybe<SensitiveAddress>;
};

/** A personal text with its provenance. */
export type PersonalText = {
  readonly __typename?: 'PersonalText';
  /** The text itself. */
  readonly value: Scalars['String']['output'];
  /** The agency that vouches for the value. */
  readonly source: Agency;
  /** The value's data class. */
  readonly classification: DataClass;
  /** When the source last confirmed or changed the value. */
  readonly lastUpdated: Scalars['DateTime']['output'];
};

/** A sensitive date with its provenance. */
export type SensitiveDate = {
  readonly __typename?: 'SensitiveDate';
  /** The date itself. */
  readonly value: Scalars['Date']['output'];
  /** The agency that vouches for the value. */
  readonly source: Agency;
  /** The value's data class. */
  readonly classification: DataClass;
  /** When the source last confirmed or changed the value. */
  readonly lastUpdated: Scalars['DateTime']['output'];
};

/** A home address with its provenance. */
export type SensitiveAddress = {
  readonly __typename?: 'SensitiveAddress';
  /** Street and house, as the registry writes them. */
  readonly value: Scalars['String']['output'];
  /** The district that the address lies in. */
  readonly region: Region;
  /** The agency that vouches for the value. */
  readonly source: Agency;
  /** The value's data class. */
  readonly classification: DataClass;
  /** When the source last confirmed or changed the value. */
  readonly lastUpdated: Scalars['DateTime']['output'];
};

/** An administrative region; its name and statistics come from the statistics agency. */
export type Region = {
  readonly __typename?: 'Region';
  /** Six-digit code of GB/T 2260. */
  readonly code: Scalars['ID']['output'];
};

/** A page of consents. */
export type ConsentConnection = {
  readonly __typename?: 'ConsentConnection';
  /** The consents with their cursors. */
  readonly edges: ReadonlyArray<ConsentEdge>;
  /** The consents without cursors. */
  readonly nodes: ReadonlyArray<Consent>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A consent in a page. */
export type ConsentEdge = {
  readonly __typename?: 'ConsentEdge';
  /** Pass it as `after` to continue after this consent. */
  readonly cursor: Scalars['String']['output'];
  /** The consent. */
  readonly node: Consent;
};

/**
 * One decision of a citizen about one app and one purpose (GovStack Consent: a revision of a consent record). Revisions are
 * only added, each with the hash of the one before.
 */
export type Consent = {
  readonly __typename?: 'Consent';
  /** Identifier of the record. */
  readonly id: Scalars['ID']['output'];
  /** The app that may use the data. */
  readonly app: PartnerApp;
  /** What the app may use the data for. */
  readonly purpose: Purpose;
  /** What the citizen decided with this revision. */
  readonly decision: ConsentDecision;
  /**
   * The data groups that the citizen has allowed, each with the class shown at the time. If the data of a group
   * has become more sensitive since, an app gets it only after a new consent.
   */
  readonly scopes: ReadonlyArray<DataScope>;
  /** The ground on which the data is used. */
  readonly lawfulBasis: LawfulBasis;
  /** Start of validity. */
  readonly validFrom: Scalars['DateTime']['output'];
  /** End of validity, unless it is withdrawn earlier. */
  readonly validUntil: Scalars['DateTime']['output'];
  /** Number of this decision about this app and purpose, from 1. */
  readonly revision: Scalars['Int']['output'];
  /** Whether the consent is in force. */
  readonly status: ConsentStatus;
  /** Fingerprint of this revision and of all earlier ones: SHA-256, base64url. */
  readonly hash: Scalars['String']['output'];
  /** The `hash` of the previous revision; null for the first. */
  readonly predecessorHash?: Maybe<Scalars['String']['output']>;
};

/** What a citizen decides about an app's use of data. */
export type ConsentDecision =
  /** To allow it. */
  | 'GIVEN'
  /** To allow less than before. */
  | 'NARROWED'
  /** To withdraw the consent. */
  | 'WITHDRAWN';

/** What data is used for. */
export type Purpose = {
  readonly __typename?: 'Purpose';
  /** Identifier, such as `city-services`. */
  readonly id: Scalars['ID']['output'];
  /** Name of the purpose. */
  readonly title: Scalars['String']['output'];
  /** The ground on which the data is used. */
  readonly lawfulBasis: LawfulBasis;
  /** Months after which a consent for it ends, unless it is withdrawn earlier. */
  readonly consentMonths: Scalars['Int']['output'];
};


/** What data is used for. */
export type PurposeTitleArgs = {
  language?: Language;
};

/** The ground on which personal data is used (Personal Information Protection Law, article 13). */
export type LawfulBasis =
  /** The person consented. */
  | 'CONSENT'
  /** A statutory duty of the agency. */
  | 'STATUTORY_DUTY';

/** Whether a consent is in force. */
export type ConsentStatus =
  /** It is in force. */
  | 'ACTIVE'
  /** Its validity has ended. */
  | 'EXPIRED'
  /** A later decision has replaced it. */
  | 'SUPERSEDED'
  /** The citizen has withdrawn it. */
  | 'WITHDRAWN';

/** A page of agencies. */
export type AgencyConnection = {
  readonly __typename?: 'AgencyConnection';
  /** The agencies with their cursors. */
  readonly edges: ReadonlyArray<AgencyEdge>;
  /** The agencies without cursors. */
  readonly nodes: ReadonlyArray<Agency>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** An agency in a page. */
export type AgencyEdge = {
  readonly __typename?: 'AgencyEdge';
  /** Pass it as `after` to continue after this agency. */
  readonly cursor: Scalars['String']['output'];
  /** The agency. */
  readonly node: Agency;
};

/** A government body that owns a part of the graph, or is responsible for data in it. */
export type Agency = {
  readonly __typename?: 'Agency';
  /** Identifier, such as `transport`. */
  readonly id: Scalars['ID']['output'];
  /** The agency's name. */
  readonly name: Scalars['String']['output'];
  /** What the agency does. */
  readonly kind: AgencyKind;
  /** The agency's public web page. */
  readonly homepage: Scalars['String']['output'];
  /** The agency's public telephone line. */
  readonly phone: Scalars['String']['output'];
  /** Who has read personal fields of this agency, newest first. For its own officials. */
  readonly accesses?: Maybe<AgencyAccessConnection>;
  /**
   * How often personal fields of this agency were read in a period, by day, reader and purpose, latest day first; at most
   * 2,000. For its own officials.
   */
  readonly accessTotals?: Maybe<ReadonlyArray<AgencyAccessTotal>>;
  /** Reads of this agency's fields that look like profiling, newest first. For its own officials. */
  readonly profilingAlerts?: Maybe<ProfilingAlertConnection>;
  /**
   * Questions of citizens about accesses to this agency's fields or by its officials, oldest first. They name no citizen. For
   * its own officials.
   */
  readonly accessQuestions?: Maybe<AccessQuestionConnection>;
  /**
   * Programs that may publish a subgraph of this agency, newest first, with those that were removed. For its own officials and
   * the platform's admin.
   */
  readonly machineClients?: Maybe<ReadonlyArray<MachineClient>>;
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencyNameArgs = {
  language?: Language;
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencyAccessesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencyAccessTotalsArgs = {
  from: Scalars['DateTime']['input'];
  until: Scalars['DateTime']['input'];
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencyProfilingAlertsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencyAccessQuestionsArgs = {
  answered?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A program of an agency, such as its CI, that may check and publish one subgraph, and nothing else. */
export type MachineClient = {
  readonly __typename?: 'MachineClient';
  /** The OAuth client id. */
  readonly id: Scalars['ID']['output'];
  /** Name of the subgraph that it may publish. */
  readonly subgraph: Scalars['ID']['output'];
  /** SHA-256 thumbprint of its public key (RFC 7638). */
  readonly keyThumbprint: Scalars['ID']['output'];
  /** When it was registered. */
  readonly registeredAt: Scalars['DateTime']['output'];
  /** Subject of the official who registered it, and who cannot approve what it publishes. */
  readonly registeredBy: Scalars['ID']['output'];
  /** When it was removed; null while it works. */
  readonly removedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Kinds of people who are not citizens. */
export type PlatformAccountKind =
  /** An official of an agency. */
  | 'OFFICIAL'
  /** An administrator of the platform. */
  | 'ADMIN'
  /** A developer of partner apps. */
  | 'DEVELOPER';

/** An account of an official, an admin or a developer. */
export type PlatformAccount = {
  readonly __typename?: 'PlatformAccount';
  /** The account id, with which the person signs in. */
  readonly id: Scalars['ID']['output'];
  /** What kind of person it is. */
  readonly kind: PlatformAccountKind;
  /** The person's name, or the office. */
  readonly name: Scalars['String']['output'];
  /** The official's agency; null for admins and developers. */
  readonly agency?: Maybe<Agency>;
  /** Roles in the rules of subgraphs. */
  readonly roles: ReadonlyArray<Scalars['String']['output']>;
  /** Scopes of the official's tokens. */
  readonly scopes: ReadonlyArray<Scalars['ID']['output']>;
  /** Number of passkeys with which the account can sign in. */
  readonly passkeyCount: Scalars['Int']['output'];
  /** When the person last signed in; null if not in the last half year. */
  readonly lastSignedInAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the account was locked; null for one that can sign in. */
  readonly lockedAt?: Maybe<Scalars['DateTime']['output']>;
  /** E-mail address that a developer gave at sign-up; null for others. */
  readonly contact?: Maybe<Scalars['String']['output']>;
  /** False for a developer who has signed up, until an admin verifies the organisation. */
  readonly verified: Scalars['Boolean']['output'];
};


/** An account of an official, an admin or a developer. */
export type PlatformAccountNameArgs = {
  language?: Language;
};

/** A developer's own account. */
export type DeveloperAccount = {
  readonly __typename?: 'DeveloperAccount';
  /** The account id, with which the developer signs in. */
  readonly id: Scalars['ID']['output'];
  /** The organisation's name. */
  readonly name: Scalars['String']['output'];
  /**
   * False for a developer who has signed up, until an admin verifies the organisation. Until then the developer can draft
   * requests, but not submit them.
   */
  readonly verified: Scalars['Boolean']['output'];
};


/** A developer's own account. */
export type DeveloperAccountNameArgs = {
  language?: Language;
};

/** The organisation that an admin has verified. */
export type VerifyDeveloperInput = {
  /** The account id of a developer. */
  readonly account: Scalars['ID']['input'];
};

/** Result of `verifyDeveloper`. */
export type VerifyDeveloperResult = DeveloperVerified | AccountInvitationRefused;

/** The developer can submit requests for access from now on. */
export type DeveloperVerified = {
  readonly __typename?: 'DeveloperVerified';
  /** The account id. */
  readonly account: Scalars['ID']['output'];
};

/** What a one-time link is for. */
export type AccountInvitationPurpose =
  /** The first passkey of a new person. */
  | 'FIRST'
  /** A passkey for somebody who cannot sign in any more, or not yet. */
  | 'RECOVERY';

/** State of a one-time link. */
export type AccountInvitationState =
  /** It is waiting for somebody else's approval. */
  | 'REQUESTED'
  /** Its link works. */
  | 'APPROVED'
  /** Its link was used. */
  | 'USED'
  /** It was withdrawn. */
  | 'WITHDRAWN'
  /** Too many wrong codes were entered with its link. */
  | 'WRONG_CODES'
  /** It was not approved or used in time. */
  | 'EXPIRED';

/** A request for a one-time link with which a person registers a passkey. */
export type AccountInvitation = {
  readonly __typename?: 'AccountInvitation';
  /** Identifier of the request. */
  readonly id: Scalars['ID']['output'];
  /** The account id of the person. */
  readonly account: Scalars['ID']['output'];
  /** What the link is for. */
  readonly purpose: AccountInvitationPurpose;
  /** Whether it is waiting for approval, valid, or has ended. */
  readonly state: AccountInvitationState;
  /** The person's agency; null for admins and developers. */
  readonly agency?: Maybe<Agency>;
  /** Name of a new person; null for one who has an account. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Roles of a new person. */
  readonly roles: ReadonlyArray<Scalars['String']['output']>;
  /** Scopes of a new person. */
  readonly scopes: ReadonlyArray<Scalars['ID']['output']>;
  /** When it was requested. */
  readonly requestedAt: Scalars['DateTime']['output'];
  /** Subject of the official or admin who requested it, and who cannot approve it; `operator` for the command line. */
  readonly requestedBy: Scalars['ID']['output'];
  /** When it was approved; null before. */
  readonly approvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Subject of the official or admin who approved it; null before. */
  readonly approvedBy?: Maybe<Scalars['ID']['output']>;
  /** Until when it can be approved, or its link used. */
  readonly expiresAt: Scalars['DateTime']['output'];
};


/** A request for a one-time link with which a person registers a passkey. */
export type AccountInvitationNameArgs = {
  language?: Language;
};

/** Fields of government. */
export type AgencyKind =
  /** Civil registry, welfare. */
  | 'CIVIL_AFFAIRS'
  /** Public transport and roads. */
  | 'TRANSPORT'
  /** Treasury and non-tax revenue. */
  | 'FINANCE'
  /** Official statistics. */
  | 'STATISTICS'
  /** Police and traffic enforcement. */
  | 'PUBLIC_SECURITY'
  /** Schools and universities. */
  | 'EDUCATION'
  /** Libraries, museums, sports. */
  | 'CULTURE'
  /** Hospitals and public health. */
  | 'HEALTH'
  /** Housing and land. */
  | 'HOUSING'
  /** Employment and social insurance. */
  | 'LABOUR'
  /** Environment and water. */
  | 'ENVIRONMENT'
  /** None of these. */
  | 'OTHER';

/** A page of partner apps. */
export type PartnerAppConnection = {
  readonly __typename?: 'PartnerAppConnection';
  /** The apps with their cursors. */
  readonly edges: ReadonlyArray<PartnerAppEdge>;
  /** The apps without cursors. */
  readonly nodes: ReadonlyArray<PartnerApp>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A partner app in a page. */
export type PartnerAppEdge = {
  readonly __typename?: 'PartnerAppEdge';
  /** Pass it as `after` to continue after this app. */
  readonly cursor: Scalars['String']['output'];
  /** The app. */
  readonly node: PartnerApp;
};

/** An app of a partner platform that serves citizens through this graph. Its approvals are public. */
export type PartnerApp = {
  readonly __typename?: 'PartnerApp';
  /** OAuth client id, such as `wechat-city`. */
  readonly clientId: Scalars['ID']['output'];
  /** The app's name. */
  readonly name: Scalars['String']['output'];
  /** The platform that the app runs on. */
  readonly platform: Scalars['String']['output'];
  /** The app's public web page. */
  readonly homepage: Scalars['String']['output'];
  /** The data groups that the app may request from citizens. */
  readonly approvedScopes: ReadonlyArray<DataScope>;
  /** The purposes that the app may request. */
  readonly purposes: ReadonlyArray<Purpose>;
  /** The app's reads that look like profiling, newest first. For its own developer. */
  readonly profilingAlerts?: Maybe<ProfilingAlertConnection>;
};


/** An app of a partner platform that serves citizens through this graph. Its approvals are public. */
export type PartnerAppNameArgs = {
  language?: Language;
};


/** An app of a partner platform that serves citizens through this graph. Its approvals are public. */
export type PartnerAppProfilingAlertsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Description of an app that a developer registers. */
export type RegisterAppInput = {
  /**
   * The app's name in simplified Chinese, as citizens read it on the consent page; it must not look like another
   * name in use.
   */
  readonly nameZh: Scalars['String']['input'];
  /** The app's name in English; it must not look like another name in use. */
  readonly nameEn: Scalars['String']['input'];
  /**
   * The platform that the app runs on: WeChat, Alipay, Weibo, Douyin, Baidu, UnionPay, DingTalk, WeCom,
   * HarmonyOS, Android, iOS, Windows, macOS, Linux or Web.
   */
  readonly platform: Scalars['String']['input'];
  /** The app's public web page. */
  readonly homepage: Scalars['String']['input'];
  /** Contact e-mail address of the developer's organisation. */
  readonly contact: Scalars['String']['input'];
  /**
   * Where citizens return after the sign-in: 1 to 10 https addresses of one host, compared character by
   * character.
   */
  readonly redirectUris: ReadonlyArray<Scalars['String']['input']>;
  /** What the data is used for: 1 to 10 purposes of the platform, each with the developer's own words. */
  readonly purposes: ReadonlyArray<PurposeStatementInput>;
  /** How the app authenticates at the token endpoint. */
  readonly authMethod?: ClientAuthMethod;
  /** For PRIVATE_KEY_JWT: the app's public keys, a JWK Set (RFC 7517) as JSON. */
  readonly jwks?: InputMaybe<Scalars['String']['input']>;
  /** For PRIVATE_KEY_JWT, instead of `jwks`: where the app publishes its public keys. */
  readonly jwksUri?: InputMaybe<Scalars['String']['input']>;
  /** Whether the app gets only tokens that are bound to one of its keys (RFC 9449). */
  readonly dpopBoundAccessTokens?: Scalars['Boolean']['input'];
  /** URL for logout notifications, after a sign-out or a withdrawn consent (OpenID Connect Back-Channel Logout 1.0). */
  readonly backchannelLogoutUri?: InputMaybe<Scalars['String']['input']>;
};

/** A purpose, and what the app does for it. */
export type PurposeStatementInput = {
  /** Id of the purpose, such as `city-services`. */
  readonly purpose: Scalars['ID']['input'];
  /** What the app uses the data for, in one line. */
  readonly statement: Scalars['String']['input'];
};

/** The app that gets a new secret. */
export type ReplaceAppSecretInput = {
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['input'];
  /** Hours for which the old secret still works, 0 to 168. Leave it at 0 if somebody else may know the secret. */
  readonly keepOldHours?: Scalars['Int']['input'];
};

/** Changes to an app. Absent or null fields stay unchanged. */
export type ChangeAppInput = {
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['input'];
  /** Contact e-mail address of the developer's organisation. */
  readonly contact?: InputMaybe<Scalars['String']['input']>;
  /** All redirect URIs, as at the registration. */
  readonly redirectUris?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** All purposes, as at the registration. */
  readonly purposes?: InputMaybe<ReadonlyArray<PurposeStatementInput>>;
  /**
   * The app's public keys, a JWK Set (RFC 7517) as JSON. To change a key without a failed call, register the old
   * and the new one, switch over, then register the new one alone.
   */
  readonly jwks?: InputMaybe<Scalars['String']['input']>;
  /** Instead of `jwks`: where the app publishes its public keys. */
  readonly jwksUri?: InputMaybe<Scalars['String']['input']>;
  /** Whether the app gets only tokens that are bound to one of its keys (RFC 9449). */
  readonly dpopBoundAccessTokens?: InputMaybe<Scalars['Boolean']['input']>;
  /** URL for logout notifications; empty for none. */
  readonly backchannelLogoutUri?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `changeApp`. */
export type ChangeAppResult = AppChanged | AppNotFound | RegistrationInvalid | TransitionNotPossible;

/** Immediate changes are in force; the others wait for a review. */
export type AppChanged = {
  readonly __typename?: 'AppChanged';
  /** The app as it is now. */
  readonly registration: AppRegistration;
};

/** Decision on a proposal. */
export type ReviewAppChangeInput = {
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['input'];
  /** Time of the reviewed proposal. The decision does not apply to a newer one. */
  readonly proposedAt: Scalars['DateTime']['input'];
  /** The decision. */
  readonly decision: AppChangeDecision;
  /** Reason, in one line; the app's developer and every agency concerned can read it. */
  readonly reason: Scalars['String']['input'];
};

/** Possible decisions on a proposal. */
export type AppChangeDecision =
  /** It is in force from now on. */
  | 'APPROVE'
  /** The app stays as it is. */
  | 'REFUSE';

/** Result of `reviewAppChange`. */
export type ReviewAppChangeResult = AppChangeReviewed | NothingProposed | AppNotFound | TransitionNotPossible | ReasonMissing;

/** The proposal is in force, or rejected. */
export type AppChangeReviewed = {
  readonly __typename?: 'AppChangeReviewed';
  /** The app as it is now. */
  readonly registration: AppRegistration;
};

/** No such change is waiting for review: there is no proposal, or a newer one. */
export type NothingProposed = PartnerProblem & {
  readonly __typename?: 'NothingProposed';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** A developer's proposed change to an app that agencies have reviewed. */
export type AppChange = {
  readonly __typename?: 'AppChange';
  /** When it was proposed. */
  readonly proposedAt: Scalars['DateTime']['output'];
  /** Proposed redirect URIs; null if unchanged. */
  readonly redirectUris?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Proposed purposes; null if unchanged. */
  readonly purposeStatements?: Maybe<ReadonlyArray<PurposeStatement>>;
};

/** What can be changed about an app. */
export type AppDetail =
  /** Contact of the developer's organisation. */
  | 'CONTACT'
  /** Where citizens return after the sign-in. */
  | 'REDIRECT_URIS'
  /** What the data is used for. */
  | 'PURPOSES'
  /** The app's public keys. */
  | 'KEYS'
  /** The app's secret. */
  | 'SECRET'
  /** Whether tokens are bound to a key. */
  | 'TOKEN_BINDING'
  /** URL for logout notifications. */
  | 'LOGOUT_URI';

/** Operations that an app will run. */
export type DraftAccessInput = {
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['input'];
  /** 1 to 50 documents, each with one operation, exactly as the app will send them. */
  readonly operations: ReadonlyArray<Scalars['String']['input']>;
};

/** The draft to submit. */
export type SubmitAccessInput = {
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['input'];
};

/** An agency's decision on its part of a request. */
export type DecideAccessInput = {
  /** Id of the request. */
  readonly request: Scalars['ID']['input'];
  /** Decision on the part. */
  readonly decision: AccessDecision;
  /** Reason, in one line; the app's developer and every agency concerned can read it. */
  readonly reason: Scalars['String']['input'];
  /**
   * With APPROVE: fields of the part that the app may not read, each with the reason. The app gets no data group that only
   * declined fields need. Its safelist is enforced, so that it runs only operations without declined fields.
   */
  readonly declined?: ReadonlyArray<DeclinedFieldInput>;
};

/** A field that an agency declines while it approves the rest of its part. */
export type DeclinedFieldInput = {
  /** Object type and field, such as `Citizen.profile`; it is among the fields of the part. */
  readonly coordinate: Scalars['ID']['input'];
  /** Reason, in one line; the app's developer and every agency concerned can read it. */
  readonly reason: Scalars['String']['input'];
};

/** Possible decisions of an agency. */
export type AccessDecision =
  /** The app may request it from citizens. */
  | 'APPROVE'
  /** The app may not request it. */
  | 'REFUSE';

/** What an agency has decided. */
export type AccessDecisionMade =
  /** The app may request it from citizens. */
  | 'APPROVED'
  /** The app may not request it. */
  | 'REFUSED';

/** App and citizen of a sandbox token. */
export type IssueSandboxTokenInput = {
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['input'];
  /** Login name of a synthetic citizen: `lin`, `zhao`, or `citizen-0002` to `citizen-0999`. */
  readonly citizen: Scalars['String']['input'];
};

/** Result of `draftAccess`. */
export type DraftAccessResult = AccessDrafted | AppNotFound | OperationsNotValid | FieldsNotForApps | ScopesNotDefined | PurposesNotAllowed;

/** Result of `submitAccess`. */
export type SubmitAccessResult = AccessSubmitted | OrganisationUnverified | AppNotFound | NothingDrafted | AccessRequestOutdated | TransitionNotPossible;

/** Result of `decideAccess`. */
export type DecideAccessResult = AccessDecided | AccessRequestNotFound | AlreadyDecided | DeclinedFieldsInvalid | AccessRequestOutdated | TransitionNotPossible | ReasonMissing;

/** Result of `issueSandboxToken`. */
export type IssueSandboxTokenResult = SandboxTokenIssued | AppNotFound | SandboxClosed | NoSyntheticCitizen;

/** The needs of the operations are drafted. */
export type AccessDrafted = {
  readonly __typename?: 'AccessDrafted';
  /** The draft. */
  readonly request: AccessRequest;
};

/** The request is submitted to the agencies. */
export type AccessSubmitted = {
  readonly __typename?: 'AccessSubmitted';
  /** The submitted request. */
  readonly request: AccessRequest;
};

/** The agency's decision is recorded. */
export type AccessDecided = {
  readonly __typename?: 'AccessDecided';
  /** The request with the decision. */
  readonly request: AccessRequest;
};

/** A token for a synthetic citizen. */
export type SandboxTokenIssued = {
  readonly __typename?: 'SandboxTokenIssued';
  /** Access token, as after a sign-in; send it as `Authorization: Bearer`. */
  readonly accessToken: Scalars['String']['output'];
  /** Seconds until it expires. */
  readonly expiresIn: Scalars['Int']['output'];
  /** The scopes in it. */
  readonly scopes: ReadonlyArray<Scalars['ID']['output']>;
};

/** Some of the operations are invalid. */
export type OperationsNotValid = PartnerProblem & {
  readonly __typename?: 'OperationsNotValid';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The problem of each invalid operation. */
  readonly problems: ReadonlyArray<OperationProblem>;
};

/** A problem with an operation. */
export type OperationProblem = {
  readonly __typename?: 'OperationProblem';
  /** Position in the submitted list, from 0. */
  readonly index: Scalars['Int']['output'];
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** Some of the fields are only for officials. */
export type FieldsNotForApps = PartnerProblem & {
  readonly __typename?: 'FieldsNotForApps';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** Coordinates of the fields. */
  readonly fields: ReadonlyArray<Scalars['ID']['output']>;
};

/** Some of the fields require scopes that no agency's manifest defines, so that nobody can be asked for them. */
export type ScopesNotDefined = PartnerProblem & {
  readonly __typename?: 'ScopesNotDefined';
  /** What is wrong, in words. */
  readonly message: Scalars['String']['output'];
  /** The scopes. */
  readonly scopes: ReadonlyArray<Scalars['ID']['output']>;
  /** Coordinates of the fields that require them. */
  readonly fields: ReadonlyArray<Scalars['ID']['output']>;
};

/** Some of the scopes are for none of the app's purposes, as their agency has it. */
export type PurposesNotAllowed = PartnerProblem & {
  readonly __typename?: 'PurposesNotAllowed';
  /** What is wrong, in words. */
  readonly message: Scalars['String']['output'];
  /** The scopes. */
  readonly scopes: ReadonlyArray<Scalars['ID']['output']>;
  /** Ids of the purposes for which apps may have them. */
  readonly purposes: ReadonlyArray<Scalars['ID']['output']>;
};

/** Agencies have changed their manifests since the draft, so that it no longer asks the right ones for the right scopes. */
export type AccessRequestOutdated = PartnerProblem & {
  readonly __typename?: 'AccessRequestOutdated';
  /** What is wrong, in words. */
  readonly message: Scalars['String']['output'];
  /** The scopes that it is about. */
  readonly scopes: ReadonlyArray<Scalars['ID']['output']>;
};

/** An admin of the platform has not verified the developer's organisation yet, so nothing can be submitted. */
export type OrganisationUnverified = PartnerProblem & {
  readonly __typename?: 'OrganisationUnverified';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The app has no draft to submit. */
export type NothingDrafted = PartnerProblem & {
  readonly __typename?: 'NothingDrafted';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** There is no such request for this agency, or a newer one has replaced it. */
export type AccessRequestNotFound = PartnerProblem & {
  readonly __typename?: 'AccessRequestNotFound';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The agency has already decided on this request. */
export type AlreadyDecided = PartnerProblem & {
  readonly __typename?: 'AlreadyDecided';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** A declined field is not in the part or is named twice, all fields are declined, or the part is refused. */
export type DeclinedFieldsInvalid = PartnerProblem & {
  readonly __typename?: 'DeclinedFieldsInvalid';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** This deployment has no sandbox, or the app is suspended. */
export type SandboxClosed = PartnerProblem & {
  readonly __typename?: 'SandboxClosed';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** There is no synthetic citizen with this name. */
export type NoSyntheticCitizen = PartnerProblem & {
  readonly __typename?: 'NoSyntheticCitizen';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** A page of requests for access. */
export type AccessRequestConnection = {
  readonly __typename?: 'AccessRequestConnection';
  /** The requests with their cursors. */
  readonly edges: ReadonlyArray<AccessRequestEdge>;
  /** The requests without cursors. */
  readonly nodes: ReadonlyArray<AccessRequest>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A request in a page. */
export type AccessRequestEdge = {
  readonly __typename?: 'AccessRequestEdge';
  /** Pass it as `after` to continue after this request. */
  readonly cursor: Scalars['String']['output'];
  /** The request. */
  readonly node: AccessRequest;
};

/** A request for access: operations, and what they need as derived by the platform. */
export type AccessRequest = {
  readonly __typename?: 'AccessRequest';
  /** Identifier of the request. */
  readonly id: Scalars['ID']['output'];
  /** The requesting app. */
  readonly app: PartnerApp;
  /** When its needs were derived. */
  readonly draftedAt: Scalars['DateTime']['output'];
  /** When it was submitted to the agencies; null while it is a draft. */
  readonly submittedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Operations that the app will run. */
  readonly operations: ReadonlyArray<RequestedOperation>;
  /** Every field that the operations read, with its requirements. */
  readonly fields: ReadonlyArray<RequestedField>;
  /** The data groups that the app would request from citizens. */
  readonly scopes: ReadonlyArray<DataScope>;
  /** Parts that agencies have to approve; empty if every app may read everything requested. */
  readonly parts: ReadonlyArray<AccessRequestPart>;
};

/** An operation that an app will run. */
export type RequestedOperation = {
  readonly __typename?: 'RequestedOperation';
  /** SHA-256 of the text, in hex: the hash under which clients send persisted operations. */
  readonly hash: Scalars['ID']['output'];
  /** Its name; null if it has none. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Kind of operation. */
  readonly kind: OperationKind;
  /** The document, as submitted. */
  readonly text: Scalars['String']['output'];
  /** The scopes that it needs. */
  readonly scopes: ReadonlyArray<Scalars['ID']['output']>;
};

/** An operation that an app may run. */
export type SafelistedOperation = {
  readonly __typename?: 'SafelistedOperation';
  /** SHA-256 of the text, in hex: the hash under which clients send persisted operations. */
  readonly hash: Scalars['ID']['output'];
  /** Its name; null if it has none. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Kind of operation. */
  readonly kind: OperationKind;
  /** The document, as submitted. */
  readonly text: Scalars['String']['output'];
  /** When everything that it needs was approved. */
  readonly approvedAt: Scalars['DateTime']['output'];
};

/** Kinds of operations. */
export type OperationKind =
  /** It reads. */
  | 'QUERY'
  /** It changes something. */
  | 'MUTATION'
  /** It receives events. */
  | 'SUBSCRIPTION';

/** A field that an app's operations read. */
export type RequestedField = {
  readonly __typename?: 'RequestedField';
  /** Object type and field, such as `Citizen.profile`. */
  readonly coordinate: Scalars['ID']['output'];
  /** What it contains, as its agency describes it; null without a description. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** The field's data class. */
  readonly dataClass?: Maybe<DataClass>;
  /** Less sensitive fields that the agency recommends if their answer suffices. */
  readonly alternatives: ReadonlyArray<FieldAlternative>;
  /** Agencies that own the field; empty for the gateway's own. */
  readonly agencies: ReadonlyArray<Agency>;
  /** Required scopes. */
  readonly scopes: ReadonlyArray<Scalars['ID']['output']>;
  /** Required policies beside the scopes, as written in the schemas. */
  readonly policies: ReadonlyArray<Scalars['String']['output']>;
};

/** A field that reveals less than another one. */
export type FieldAlternative = {
  readonly __typename?: 'FieldAlternative';
  /** Object type and field, such as `Citizen.hasDueNotices`. */
  readonly coordinate: Scalars['ID']['output'];
  /** What it contains, as its agency describes it. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Its data class. */
  readonly dataClass?: Maybe<DataClass>;
};

/** The part of a request that one agency decides on. */
export type AccessRequestPart = {
  readonly __typename?: 'AccessRequestPart';
  /** The agency. */
  readonly agency: Agency;
  /** The fields that need something that the agency decides on. */
  readonly fields: ReadonlyArray<RequestedField>;
  /** The data groups that the agency has to approve. */
  readonly scopes: ReadonlyArray<DataScope>;
  /** The agency's decision; null before it. */
  readonly decision?: Maybe<AccessDecisionMade>;
  /** Reason for the decision. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Time of the decision. */
  readonly decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Fields that the agency has declined, although it approved the rest. */
  readonly declined: ReadonlyArray<DeclinedField>;
};

/** A field that an agency declines while it approves the rest of its part. */
export type DeclinedField = {
  readonly __typename?: 'DeclinedField';
  /** Object type and field, such as `Citizen.profile`. */
  readonly coordinate: Scalars['ID']['output'];
  /** Reason of the agency. */
  readonly reason: Scalars['String']['output'];
};

/** Enforcement of an app's safelist. */
export type HoldToSafelistInput = {
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['input'];
  /** Whether the safelist is enforced from now on. */
  readonly hold: Scalars['Boolean']['input'];
  /** Reason, in one line; the app's developer and every agency concerned can read it. */
  readonly reason: Scalars['String']['input'];
};

/** A program that is registered to publish a subgraph. */
export type RegisterMachineClientInput = {
  /** Name of a subgraph of the caller's agency. */
  readonly subgraph: Scalars['ID']['input'];
  /** Its public key as a JWK (RFC 7517): P-256, Ed25519, or RSA of at least 2048 bits. The private key stays with the program. */
  readonly publicKey: Scalars['String']['input'];
};

/** Result of `registerMachineClient`. */
export type RegisterMachineClientResult = MachineClientRegistered | MachineClientInvalid;

/** The program can get tokens from now on. */
export type MachineClientRegistered = {
  readonly __typename?: 'MachineClientRegistered';
  /** The program. */
  readonly client: MachineClient;
};

/** The program was not registered. */
export type MachineClientInvalid = {
  readonly __typename?: 'MachineClientInvalid';
  /** The member that is wrong. */
  readonly field: Scalars['String']['output'];
  /** What is wrong, and what to do. */
  readonly message: Scalars['String']['output'];
};

/** A program that may publish no longer. */
export type RemoveMachineClientInput = {
  /** The OAuth client id. */
  readonly id: Scalars['ID']['input'];
};

/** Result of `removeMachineClient`. */
export type RemoveMachineClientResult = MachineClientRemoved | MachineClientNotFound;

/** The program gets no tokens, and gateways refuse those that it has. */
export type MachineClientRemoved = {
  readonly __typename?: 'MachineClientRemoved';
  /** The program. */
  readonly client: MachineClient;
};

/** There is no such program, or it is another agency's. */
export type MachineClientNotFound = {
  readonly __typename?: 'MachineClientNotFound';
  /** What to do. */
  readonly message: Scalars['String']['output'];
};

/** A new official, admin or developer. */
export type InviteAccountInput = {
  /** What kind of person it is. */
  readonly kind: PlatformAccountKind;
  /** The account id: 2 to 40 lower-case letters, digits and hyphens. */
  readonly id: Scalars['ID']['input'];
  /** The person's name or the office, in Chinese. */
  readonly nameZh: Scalars['String']['input'];
  /** The person's name or the office, in English. */
  readonly nameEn: Scalars['String']['input'];
  /** The agency of an official; left out for admins and developers. */
  readonly agency?: InputMaybe<Scalars['ID']['input']>;
  /** Roles of an official. */
  readonly roles?: ReadonlyArray<Scalars['String']['input']>;
  /** Scopes of an official, of subgraphs of the agency. */
  readonly scopes?: ReadonlyArray<Scalars['ID']['input']>;
};

/** Somebody who gets a new link. */
export type RecoverAccountInput = {
  /** The account id. */
  readonly account: Scalars['ID']['input'];
};

/** Result of `inviteAccount` and `recoverAccount`. */
export type AccountInvitationResult = AccountInvitationRequested | AccountInvitationRefused;

/** The link is requested. */
export type AccountInvitationRequested = {
  readonly __typename?: 'AccountInvitationRequested';
  /** The request. */
  readonly invitation: AccountInvitation;
  /** The code that the person needs with the link, shown once; null for a new developer. */
  readonly code?: Maybe<Scalars['String']['output']>;
  /** The link of a new developer, shown once; null where somebody else has to approve first. */
  readonly link?: Maybe<Scalars['String']['output']>;
};

/** Nothing was requested or changed. */
export type AccountInvitationRefused = {
  readonly __typename?: 'AccountInvitationRefused';
  /** The member that is wrong. */
  readonly field: Scalars['String']['output'];
  /** What is wrong, and what to do. */
  readonly message: Scalars['String']['output'];
};

/** A request that the caller approves. */
export type ApproveAccountInvitationInput = {
  /** Identifier of the request. */
  readonly invitation: Scalars['ID']['input'];
};

/** Result of `approveAccountInvitation`. */
export type ApproveAccountInvitationResult = AccountInvitationApproved | AccountInvitationRefused;

/** The link works for three days. */
export type AccountInvitationApproved = {
  readonly __typename?: 'AccountInvitationApproved';
  /** The request. */
  readonly invitation: AccountInvitation;
  /** The link, shown once. Give it to the person yourself. */
  readonly link: Scalars['String']['output'];
};

/** A request or link that no longer works. */
export type WithdrawAccountInvitationInput = {
  /** Identifier of the request. */
  readonly invitation: Scalars['ID']['input'];
};

/** Result of `withdrawAccountInvitation`. */
export type WithdrawAccountInvitationResult = AccountInvitationWithdrawn | AccountInvitationRefused;

/** The link does not work any more. */
export type AccountInvitationWithdrawn = {
  readonly __typename?: 'AccountInvitationWithdrawn';
  /** The request. */
  readonly invitation: AccountInvitation;
};

/** An account that cannot sign in from now on. */
export type LockAccountInput = {
  /** The account id. */
  readonly account: Scalars['ID']['input'];
  /** Reason, in one line of at most 200 characters; the person can read it. */
  readonly reason: Scalars['String']['input'];
};

/** Result of `lockAccount`. */
export type LockAccountResult = AccountLocked | AccountInvitationRefused;

/** The account is locked. */
export type AccountLocked = {
  readonly __typename?: 'AccountLocked';
  /** The account id. */
  readonly account: Scalars['ID']['output'];
};

/** Result of `holdToSafelist`. */
export type HoldToSafelistResult = SafelistHoldChanged | AppNotFound | TransitionNotPossible | ReasonMissing;

/** Enforcement of the app's safelist has changed. */
export type SafelistHoldChanged = {
  readonly __typename?: 'SafelistHoldChanged';
  /** The app as it is now. */
  readonly registration: AppRegistration;
};

/** Suspension of an app. */
export type SuspendAppInput = {
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['input'];
  /** Reason, in one line; the app's developer and every agency concerned can read it. */
  readonly reason: Scalars['String']['input'];
};

/** Reinstatement of an app. */
export type ReinstateAppInput = {
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['input'];
  /** Reason, in one line; the app's developer and every agency concerned can read it. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `deleteApp`. */
export type DeleteAppInput = {
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['input'];
  /** Reason, in one line; every agency concerned can read it. */
  readonly reason: Scalars['String']['input'];
};

/** Result of `deleteApp`. */
export type DeleteAppResult = AppDeleted | AppNotFound | TransitionNotPossible | ReasonMissing;

/** The app is deleted. */
export type AppDeleted = {
  readonly __typename?: 'AppDeleted';
  /** The app as it is now. */
  readonly registration: AppRegistration;
};

/** Result of `suspendApp`. */
export type SuspendAppResult = AppSuspended | AppNotFound | TransitionNotPossible | ReasonMissing;

/** Result of `reinstateApp`. */
export type ReinstateAppResult = AppReinstated | AppNotFound | TransitionNotPossible | ReasonMissing;

/** The app is suspended. */
export type AppSuspended = {
  readonly __typename?: 'AppSuspended';
  /** The app as it is now. */
  readonly registration: AppRegistration;
};

/** The app is reinstated. */
export type AppReinstated = {
  readonly __typename?: 'AppReinstated';
  /** The app as it is now. */
  readonly registration: AppRegistration;
};

/** The life cycle does not allow this in the app's state, or not by the caller. */
export type TransitionNotPossible = PartnerProblem & {
  readonly __typename?: 'TransitionNotPossible';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The app's state. */
  readonly state: AppState;
};

/** A decision needs a reason. */
export type ReasonMissing = PartnerProblem & {
  readonly __typename?: 'ReasonMissing';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** Result of `registerApp`. */
export type RegisterAppResult = AppRegistered | RegistrationInvalid | AppNameTaken | TooManyApps;

/** Result of `replaceAppSecret`. */
export type ReplaceAppSecretResult = AppSecretReplaced | AppNotFound | TransitionNotPossible;

/** The app is registered. */
export type AppRegistered = {
  readonly __typename?: 'AppRegistered';
  /** What was registered. */
  readonly registration: AppRegistration;
  /** The app's new OAuth client id. */
  readonly clientId: Scalars['ID']['output'];
  /** The client secret. It is shown only now, and stored as a digest. Null for PRIVATE_KEY_JWT. */
  readonly clientSecret?: Maybe<Scalars['String']['output']>;
};

/** The app has a new secret. */
export type AppSecretReplaced = {
  readonly __typename?: 'AppSecretReplaced';
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['output'];
  /** The client secret. It is shown only now, and stored as a digest. */
  readonly clientSecret: Scalars['String']['output'];
  /** When the old secret stops working; null if it has. */
  readonly oldSecretValidUntil?: Maybe<Scalars['DateTime']['output']>;
};

/** A problem with an app or its access that the caller can fix. */
export type PartnerProblem = {
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** A field of the input is invalid. */
export type RegistrationInvalid = PartnerProblem & {
  readonly __typename?: 'RegistrationInvalid';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /**
   * The field of the input, such as `redirectUris.0`; `client` if the fields together make no valid OAuth
   * client.
   */
  readonly field: Scalars['String']['output'];
};

/** Another app has this name. */
export type AppNameTaken = PartnerProblem & {
  readonly __typename?: 'AppNameTaken';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The account has reached its limit of apps. */
export type TooManyApps = PartnerProblem & {
  readonly __typename?: 'TooManyApps';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** There is no such app, or it belongs to someone else. */
export type AppNotFound = PartnerProblem & {
  readonly __typename?: 'AppNotFound';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** How an app authenticates at the token endpoint (OpenID Connect Core, section 9). */
export type ClientAuthMethod =
  /** With a secret, by HTTP Basic. */
  | 'CLIENT_SECRET_BASIC'
  /** With a signature by a private key whose public key the platform knows. */
  | 'PRIVATE_KEY_JWT';

/** State of an app's approval. */
export type AppState =
  /** Registered; access is not requested yet. */
  | 'DRAFT'
  /** Access is requested; no agency has approved a part yet. */
  | 'SUBMITTED'
  /** Some agencies have approved their part of the request; others have not decided, or have refused. */
  | 'APPROVED_IN_PART'
  /** Everything requested is approved. */
  | 'APPROVED'
  /** Every agency has refused its part of the request. */
  | 'REFUSED'
  /** Suspended: no sign-in, no tokens, and its existing tokens are refused. */
  | 'SUSPENDED'
  /** Permanently deleted by its developer. */
  | 'DELETED';

/** What happened to an app. */
export type AppEvent =
  /** Its developer registered it. */
  | 'REGISTER'
  /** Its developer requested access. */
  | 'SUBMIT'
  /** An agency approved its part of the request. */
  | 'APPROVE_PART'
  /** The last part of the request was approved, and all others before. */
  | 'APPROVE_ALL'
  /** An agency refused its part of the request. */
  | 'REFUSE_PART'
  /** The last part of the request was refused; none is approved. */
  | 'REFUSE_ALL'
  /** Its developer changed something about it. */
  | 'CHANGE'
  /** Its developer proposed a change. */
  | 'PROPOSE_CHANGE'
  /** The proposed change was accepted. */
  | 'ACCEPT_CHANGE'
  /** The proposed change was declined. */
  | 'DECLINE_CHANGE'
  /** Its safelist is enforced at every gateway. */
  | 'HOLD'
  /** Its safelist is no longer enforced. */
  | 'RELEASE'
  /** It was suspended. */
  | 'SUSPEND'
  /** It was reinstated in its earlier state. */
  | 'REINSTATE'
  /** Its developer deleted it. */
  | 'DELETE';

/** Who causes events of apps. */
export type AppActor =
  /** The app's developer. */
  | 'DEVELOPER'
  /** An official of an agency. */
  | 'AGENCY'
  /** The platform's admin. */
  | 'ADMIN'
  /** The platform's own rules. */
  | 'PLATFORM';

/** A page of registrations. */
export type AppRegistrationConnection = {
  readonly __typename?: 'AppRegistrationConnection';
  /** The registrations with their cursors. */
  readonly edges: ReadonlyArray<AppRegistrationEdge>;
  /** The registrations without cursors. */
  readonly nodes: ReadonlyArray<AppRegistration>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A registration in a page. */
export type AppRegistrationEdge = {
  readonly __typename?: 'AppRegistrationEdge';
  /** Pass it as `after` to continue after this registration. */
  readonly cursor: Scalars['String']['output'];
  /** The registration. */
  readonly node: AppRegistration;
};

/** An app as its developer, the agencies and the admin see it. */
export type AppRegistration = {
  readonly __typename?: 'AppRegistration';
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['output'];
  /** The app as the public sees it, once it is approved. */
  readonly app: PartnerApp;
  /** State of the app's approval. */
  readonly state: AppState;
  /** Contact e-mail address of the developer's organisation; null for apps that the city itself has set up. */
  readonly contact?: Maybe<Scalars['String']['output']>;
  /** Where citizens return after the sign-in. */
  readonly redirectUris: ReadonlyArray<Scalars['String']['output']>;
  /** How the app authenticates at the token endpoint. */
  readonly authMethod: ClientAuthMethod;
  /** When a replaced secret stops working; null if only the present one works. */
  readonly oldSecretValidUntil?: Maybe<Scalars['DateTime']['output']>;
  /** The developer's stated use of the data. */
  readonly purposeStatements: ReadonlyArray<PurposeStatement>;
  /** Whether the app gets only tokens that are bound to one of its keys (RFC 9449). */
  readonly dpopBoundAccessTokens: Scalars['Boolean']['output'];
  /** URL for logout notifications; null for none. */
  readonly backchannelLogoutUri?: Maybe<Scalars['String']['output']>;
  /** Proposed change that waits for a decision; null for none. */
  readonly pendingChange?: Maybe<AppChange>;
  /** Requests for access, newest first; only the developer and the admin see a draft. */
  readonly accessRequests: AccessRequestConnection;
  /** The app's safelist: operations whose needs are approved. */
  readonly operations: ReadonlyArray<SafelistedOperation>;
  /** Whether every gateway enforces the safelist. If false, the configuration of a gateway may still enforce it. */
  readonly heldToSafelist: Scalars['Boolean']['output'];
  /** Fields that agencies have declined, and not approved since. While there are any, every gateway enforces the safelist. */
  readonly declinedFields: ReadonlyArray<Scalars['ID']['output']>;
  /** History of the app since its registration; append-only. */
  readonly transitions: AppTransitionConnection;
};


/** An app as its developer, the agencies and the admin see it. */
export type AppRegistrationAccessRequestsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** An app as its developer, the agencies and the admin see it. */
export type AppRegistrationTransitionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A purpose, and what the app does for it. */
export type PurposeStatement = {
  readonly __typename?: 'PurposeStatement';
  /** The purpose, as citizens read it. */
  readonly purpose: Purpose;
  /** What the app uses the data for, in the developer's words. */
  readonly statement: Scalars['String']['output'];
};

/** A page of an app's history. */
export type AppTransitionConnection = {
  readonly __typename?: 'AppTransitionConnection';
  /** The transitions with their cursors. */
  readonly edges: ReadonlyArray<AppTransitionEdge>;
  /** The transitions without cursors. */
  readonly nodes: ReadonlyArray<AppTransition>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A transition in a page. */
export type AppTransitionEdge = {
  readonly __typename?: 'AppTransitionEdge';
  /** Pass it as `after` to continue after this transition. */
  readonly cursor: Scalars['String']['output'];
  /** The transition. */
  readonly node: AppTransition;
};

/** An event in the life cycle of an app. */
export type AppTransition = {
  readonly __typename?: 'AppTransition';
  /** What happened. */
  readonly event: AppEvent;
  /** The state before; null for the registration. */
  readonly from?: Maybe<AppState>;
  /** The state after. */
  readonly to: AppState;
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** Capacity of the actor. */
  readonly by: AppActor;
  /** The actor's pairwise subject at the platform's own clients; null for the platform itself. */
  readonly actor?: Maybe<Scalars['ID']['output']>;
  /** The agency of the actor; null if there is none. */
  readonly agency?: Maybe<Agency>;
  /** Details of the app that it changed or proposed to change; empty if it concerned only the approval. */
  readonly changed: ReadonlyArray<AppDetail>;
  /** Reason, in the actor's words; null if none was required. */
  readonly reason?: Maybe<Scalars['String']['output']>;
};

/** A group of data that an app may be approved for and a citizen consents to: an OAuth scope. */
export type DataScope = {
  readonly __typename?: 'DataScope';
  /** The scope as written in tokens, such as `identity:profile`. */
  readonly id: Scalars['ID']['output'];
  /** The highest class of data in the group. */
  readonly classification: DataClass;
  /** The group's name, as on the consent page. */
  readonly title: Scalars['String']['output'];
  /** What the group contains, as on the consent page. */
  readonly description: Scalars['String']['output'];
};


/** A group of data that an app may be approved for and a citizen consents to: an OAuth scope. */
export type DataScopeTitleArgs = {
  language?: Language;
};


/** A group of data that an app may be approved for and a citizen consents to: an OAuth scope. */
export type DataScopeDescriptionArgs = {
  language?: Language;
};

/** Position of a page in its list (Relay). */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Whether there is a next page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is a previous page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of this page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** Cursor of the last item of this page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
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
  Citizen: Citizen;
  Agency: Agency;
  PartnerApp: PartnerApp;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Citizen:
    ( { __typename: 'Citizen' }
    & GraphQLRecursivePick<FederationTypes['Citizen'], {"uin":true}> );
  Agency:
    ( { __typename: 'Agency' }
    & GraphQLRecursivePick<FederationTypes['Agency'], {"id":true}> );
  PartnerApp:
    ( { __typename: 'PartnerApp' }
    & GraphQLRecursivePick<FederationTypes['PartnerApp'], {"clientId":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AcknowledgeProfilingAlertResult:
    | ( Omit<ProfilingAlertAcknowledged, 'alert'> & { alert: _RefType['ProfilingAlert'] } )
    | ( ProfilingAlertNotFound )
  ;
  AnswerAccessQuestionResult:
    | ( Omit<AccessQuestionAnswered, 'question'> & { question: _RefType['AccessQuestion'] } )
    | ( AccessQuestionNotFound )
    | ( AccessQuestionAlreadyAnswered )
    | ( AnswerMissing )
  ;
  NarrowConsentResult:
    | ( Omit<ConsentNarrowed, 'consent'> & { consent: _RefType['Consent'] } )
    | ( ConsentNotFound )
    | ( ConsentNotInForce )
    | ( ScopesNotConsented )
  ;
  UnlinkIdentityResult:
    | ( Omit<IdentityUnlinked, 'identity'> & { identity: _RefType['LinkedIdentity'] } )
    | ( LinkedIdentityNotFound )
  ;
  RelinkIdentityResult:
    | ( Omit<IdentityRelinked, 'identity'> & { identity: _RefType['LinkedIdentity'] } )
    | ( LinkedIdentityNotFound )
  ;
  WithdrawConsentResult:
    | ( Omit<ConsentWithdrawn, 'consent'> & { consent: _RefType['Consent'] } )
    | ( ConsentNotFound )
  ;
  VerifyDeveloperResult:
    | ( DeveloperVerified )
    | ( AccountInvitationRefused )
  ;
  ChangeAppResult:
    | ( Omit<AppChanged, 'registration'> & { registration: _RefType['AppRegistration'] } )
    | ( AppNotFound )
    | ( RegistrationInvalid )
    | ( TransitionNotPossible )
  ;
  ReviewAppChangeResult:
    | ( Omit<AppChangeReviewed, 'registration'> & { registration: _RefType['AppRegistration'] } )
    | ( NothingProposed )
    | ( AppNotFound )
    | ( TransitionNotPossible )
    | ( ReasonMissing )
  ;
  DraftAccessResult:
    | ( Omit<AccessDrafted, 'request'> & { request: _RefType['AccessRequest'] } )
    | ( AppNotFound )
    | ( OperationsNotValid )
    | ( FieldsNotForApps )
    | ( ScopesNotDefined )
    | ( PurposesNotAllowed )
  ;
  SubmitAccessResult:
    | ( Omit<AccessSubmitted, 'request'> & { request: _RefType['AccessRequest'] } )
    | ( OrganisationUnverified )
    | ( AppNotFound )
    | ( NothingDrafted )
    | ( AccessRequestOutdated )
    | ( TransitionNotPossible )
  ;
  DecideAccessResult:
    | ( Omit<AccessDecided, 'request'> & { request: _RefType['AccessRequest'] } )
    | ( AccessRequestNotFound )
    | ( AlreadyDecided )
    | ( DeclinedFieldsInvalid )
    | ( AccessRequestOutdated )
    | ( TransitionNotPossible )
    | ( ReasonMissing )
  ;
  IssueSandboxTokenResult:
    | ( SandboxTokenIssued )
    | ( AppNotFound )
    | ( SandboxClosed )
    | ( NoSyntheticCitizen )
  ;
  RegisterMachineClientResult:
    | ( Omit<MachineClientRegistered, 'client'> & { client: _RefType['MachineClient'] } )
    | ( MachineClientInvalid )
  ;
  RemoveMachineClientResult:
    | ( Omit<MachineClientRemoved, 'client'> & { client: _RefType['MachineClient'] } )
    | ( MachineClientNotFound )
  ;
  AccountInvitationResult:
    | ( Omit<AccountInvitationRequested, 'invitation'> & { invitation: _RefType['AccountInvitation'] } )
    | ( AccountInvitationRefused )
  ;
  ApproveAccountInvitationResult:
    | ( Omit<AccountInvitationApproved, 'invitation'> & { invitation: _RefType['AccountInvitation'] } )
    | ( AccountInvitationRefused )
  ;
  WithdrawAccountInvitationResult:
    | ( Omit<AccountInvitationWithdrawn, 'invitation'> & { invitation: _RefType['AccountInvitation'] } )
    | ( AccountInvitationRefused )
  ;
  LockAccountResult:
    | ( AccountLocked )
    | ( AccountInvitationRefused )
  ;
  HoldToSafelistResult:
    | ( Omit<SafelistHoldChanged, 'registration'> & { registration: _RefType['AppRegistration'] } )
    | ( AppNotFound )
    | ( TransitionNotPossible )
    | ( ReasonMissing )
  ;
  DeleteAppResult:
    | ( Omit<AppDeleted, 'registration'> & { registration: _RefType['AppRegistration'] } )
    | ( AppNotFound )
    | ( TransitionNotPossible )
    | ( ReasonMissing )
  ;
  SuspendAppResult:
    | ( Omit<AppSuspended, 'registration'> & { registration: _RefType['AppRegistration'] } )
    | ( AppNotFound )
    | ( TransitionNotPossible )
    | ( ReasonMissing )
  ;
  ReinstateAppResult:
    | ( Omit<AppReinstated, 'registration'> & { registration: _RefType['AppRegistration'] } )
    | ( AppNotFound )
    | ( TransitionNotPossible )
    | ( ReasonMissing )
  ;
  RegisterAppResult:
    | ( Omit<AppRegistered, 'registration'> & { registration: _RefType['AppRegistration'] } )
    | ( RegistrationInvalid )
    | ( AppNameTaken )
    | ( TooManyApps )
  ;
  ReplaceAppSecretResult:
    | ( AppSecretReplaced )
    | ( AppNotFound )
    | ( TransitionNotPossible )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  ConsentProblem:
    | ( ConsentNotFound )
    | ( ConsentNotInForce )
    | ( ScopesNotConsented )
  ;
  PartnerProblem:
    | ( NothingProposed )
    | ( OperationsNotValid )
    | ( FieldsNotForApps )
    | ( ScopesNotDefined )
    | ( PurposesNotAllowed )
    | ( AccessRequestOutdated )
    | ( OrganisationUnverified )
    | ( NothingDrafted )
    | ( AccessRequestNotFound )
    | ( AlreadyDecided )
    | ( DeclinedFieldsInvalid )
    | ( SandboxClosed )
    | ( NoSyntheticCitizen )
    | ( TransitionNotPossible )
    | ( ReasonMissing )
    | ( RegistrationInvalid )
    | ( AppNameTaken )
    | ( TooManyApps )
    | ( AppNotFound )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DataClass: DataClass;
  CacheControlScope: CacheControlScope;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Language: Language;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  AcknowledgeProfilingAlertInput: AcknowledgeProfilingAlertInput;
  AcknowledgeProfilingAlertResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AcknowledgeProfilingAlertResult']>;
  ProfilingAlertAcknowledged: ResolverTypeWrapper<Omit<ProfilingAlertAcknowledged, 'alert'> & { alert: ResolversTypes['ProfilingAlert'] }>;
  ProfilingAlertNotFound: ResolverTypeWrapper<ProfilingAlertNotFound>;
  AnswerAccessQuestionInput: AnswerAccessQuestionInput;
  AnswerAccessQuestionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AnswerAccessQuestionResult']>;
  AccessQuestionAnswered: ResolverTypeWrapper<Omit<AccessQuestionAnswered, 'question'> & { question: ResolversTypes['AccessQuestion'] }>;
  AccessQuestionNotFound: ResolverTypeWrapper<AccessQuestionNotFound>;
  AccessQuestionAlreadyAnswered: ResolverTypeWrapper<AccessQuestionAlreadyAnswered>;
  AnswerMissing: ResolverTypeWrapper<AnswerMissing>;
  NarrowConsentInput: NarrowConsentInput;
  WithdrawConsentInput: WithdrawConsentInput;
  NarrowConsentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['NarrowConsentResult']>;
  UnlinkIdentityInput: UnlinkIdentityInput;
  UnlinkIdentityResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnlinkIdentityResult']>;
  IdentityUnlinked: ResolverTypeWrapper<Omit<IdentityUnlinked, 'identity'> & { identity: ResolversTypes['LinkedIdentity'] }>;
  RelinkIdentityInput: RelinkIdentityInput;
  RelinkIdentityResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RelinkIdentityResult']>;
  IdentityRelinked: ResolverTypeWrapper<Omit<IdentityRelinked, 'identity'> & { identity: ResolversTypes['LinkedIdentity'] }>;
  LinkedIdentityNotFound: ResolverTypeWrapper<LinkedIdentityNotFound>;
  WithdrawConsentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawConsentResult']>;
  ConsentNarrowed: ResolverTypeWrapper<Omit<ConsentNarrowed, 'consent'> & { consent: ResolversTypes['Consent'] }>;
  ConsentWithdrawn: ResolverTypeWrapper<Omit<ConsentWithdrawn, 'consent'> & { consent: ResolversTypes['Consent'] }>;
  ConsentProblem: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['ConsentProblem']>;
  ConsentNotFound: ResolverTypeWrapper<ConsentNotFound>;
  ConsentNotInForce: ResolverTypeWrapper<ConsentNotInForce>;
  ScopesNotConsented: ResolverTypeWrapper<ScopesNotConsented>;
  Citizen: ResolverTypeWrapper<CitizenModel>;
  LinkedIdentity: ResolverTypeWrapper<LinkedIdentityModel>;
  AccessRecordConnection: ResolverTypeWrapper<Omit<AccessRecordConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AccessRecordEdge']>, nodes: ReadonlyArray<ResolversTypes['AccessRecord']> }>;
  AccessRecordEdge: ResolverTypeWrapper<Omit<AccessRecordEdge, 'node'> & { node: ResolversTypes['AccessRecord'] }>;
  AccessRecord: ResolverTypeWrapper<AccessRecordModel>;
  DataReader: DataReader;
  AgencyAccessConnection: ResolverTypeWrapper<Omit<AgencyAccessConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AgencyAccessEdge']>, nodes: ReadonlyArray<ResolversTypes['AgencyAccess']> }>;
  AgencyAccessEdge: ResolverTypeWrapper<Omit<AgencyAccessEdge, 'node'> & { node: ResolversTypes['AgencyAccess'] }>;
  AgencyAccess: ResolverTypeWrapper<AgencyAccessModel>;
  AgencyAccessTotal: ResolverTypeWrapper<AgencyAccessTotalModel>;
  AccessQuestionConnection: ResolverTypeWrapper<Omit<AccessQuestionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AccessQuestionEdge']>, nodes: ReadonlyArray<ResolversTypes['AccessQuestion']> }>;
  AccessQuestionEdge: ResolverTypeWrapper<Omit<AccessQuestionEdge, 'node'> & { node: ResolversTypes['AccessQuestion'] }>;
  AccessQuestion: ResolverTypeWrapper<AccessQuestionModel>;
  AccessCount: ResolverTypeWrapper<AccessCountModel>;
  AccessChain: ResolverTypeWrapper<AccessChainModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ProfilingAlertConnection: ResolverTypeWrapper<Omit<ProfilingAlertConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProfilingAlertEdge']>, nodes: ReadonlyArray<ResolversTypes['ProfilingAlert']> }>;
  ProfilingAlertEdge: ResolverTypeWrapper<Omit<ProfilingAlertEdge, 'node'> & { node: ResolversTypes['ProfilingAlert'] }>;
  ProfilingAlert: ResolverTypeWrapper<ProfilingAlertModel>;
  ProfilingKind: ProfilingKind;
  ProfilingPeriod: ProfilingPeriod;
  AssuranceLevel: AssuranceLevel;
  Profile: ResolverTypeWrapper<ProfileModel>;
  PersonalText: ResolverTypeWrapper<PersonalTextModel>;
  SensitiveDate: ResolverTypeWrapper<SensitiveDateModel>;
  SensitiveAddress: ResolverTypeWrapper<SensitiveAddressModel>;
  Region: ResolverTypeWrapper<Region>;
  ConsentConnection: ResolverTypeWrapper<Omit<ConsentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ConsentEdge']>, nodes: ReadonlyArray<ResolversTypes['Consent']> }>;
  ConsentEdge: ResolverTypeWrapper<Omit<ConsentEdge, 'node'> & { node: ResolversTypes['Consent'] }>;
  Consent: ResolverTypeWrapper<ConsentModel>;
  ConsentDecision: ConsentDecision;
  Purpose: ResolverTypeWrapper<PurposeModel>;
  LawfulBasis: LawfulBasis;
  ConsentStatus: ConsentStatus;
  AgencyConnection: ResolverTypeWrapper<Omit<AgencyConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AgencyEdge']>, nodes: ReadonlyArray<ResolversTypes['Agency']> }>;
  AgencyEdge: ResolverTypeWrapper<Omit<AgencyEdge, 'node'> & { node: ResolversTypes['Agency'] }>;
  Agency: ResolverTypeWrapper<AgencyModel>;
  MachineClient: ResolverTypeWrapper<MachineClientModel>;
  PlatformAccountKind: PlatformAccountKind;
  PlatformAccount: ResolverTypeWrapper<PlatformAccountModel>;
  DeveloperAccount: ResolverTypeWrapper<DeveloperAccountModel>;
  VerifyDeveloperInput: VerifyDeveloperInput;
  VerifyDeveloperResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyDeveloperResult']>;
  DeveloperVerified: ResolverTypeWrapper<DeveloperVerified>;
  AccountInvitationPurpose: AccountInvitationPurpose;
  AccountInvitationState: AccountInvitationState;
  AccountInvitation: ResolverTypeWrapper<AccountInvitationModel>;
  AgencyKind: AgencyKind;
  PartnerAppConnection: ResolverTypeWrapper<Omit<PartnerAppConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PartnerAppEdge']>, nodes: ReadonlyArray<ResolversTypes['PartnerApp']> }>;
  PartnerAppEdge: ResolverTypeWrapper<Omit<PartnerAppEdge, 'node'> & { node: ResolversTypes['PartnerApp'] }>;
  PartnerApp: ResolverTypeWrapper<PartnerAppModel>;
  RegisterAppInput: RegisterAppInput;
  PurposeStatementInput: PurposeStatementInput;
  ReplaceAppSecretInput: ReplaceAppSecretInput;
  ChangeAppInput: ChangeAppInput;
  ChangeAppResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeAppResult']>;
  AppChanged: ResolverTypeWrapper<Omit<AppChanged, 'registration'> & { registration: ResolversTypes['AppRegistration'] }>;
  ReviewAppChangeInput: ReviewAppChangeInput;
  AppChangeDecision: AppChangeDecision;
  ReviewAppChangeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReviewAppChangeResult']>;
  AppChangeReviewed: ResolverTypeWrapper<Omit<AppChangeReviewed, 'registration'> & { registration: ResolversTypes['AppRegistration'] }>;
  NothingProposed: ResolverTypeWrapper<NothingProposed>;
  AppChange: ResolverTypeWrapper<AppChangeModel>;
  AppDetail: AppDetail;
  DraftAccessInput: DraftAccessInput;
  SubmitAccessInput: SubmitAccessInput;
  DecideAccessInput: DecideAccessInput;
  DeclinedFieldInput: DeclinedFieldInput;
  AccessDecision: AccessDecision;
  AccessDecisionMade: AccessDecisionMade;
  IssueSandboxTokenInput: IssueSandboxTokenInput;
  DraftAccessResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DraftAccessResult']>;
  SubmitAccessResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubmitAccessResult']>;
  DecideAccessResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DecideAccessResult']>;
  IssueSandboxTokenResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['IssueSandboxTokenResult']>;
  AccessDrafted: ResolverTypeWrapper<Omit<AccessDrafted, 'request'> & { request: ResolversTypes['AccessRequest'] }>;
  AccessSubmitted: ResolverTypeWrapper<Omit<AccessSubmitted, 'request'> & { request: ResolversTypes['AccessRequest'] }>;
  AccessDecided: ResolverTypeWrapper<Omit<AccessDecided, 'request'> & { request: ResolversTypes['AccessRequest'] }>;
  SandboxTokenIssued: ResolverTypeWrapper<SandboxTokenIssued>;
  OperationsNotValid: ResolverTypeWrapper<OperationsNotValid>;
  OperationProblem: ResolverTypeWrapper<OperationProblem>;
  FieldsNotForApps: ResolverTypeWrapper<FieldsNotForApps>;
  ScopesNotDefined: ResolverTypeWrapper<ScopesNotDefined>;
  PurposesNotAllowed: ResolverTypeWrapper<PurposesNotAllowed>;
  AccessRequestOutdated: ResolverTypeWrapper<AccessRequestOutdated>;
  OrganisationUnverified: ResolverTypeWrapper<OrganisationUnverified>;
  NothingDrafted: ResolverTypeWrapper<NothingDrafted>;
  AccessRequestNotFound: ResolverTypeWrapper<AccessRequestNotFound>;
  AlreadyDecided: ResolverTypeWrapper<AlreadyDecided>;
  DeclinedFieldsInvalid: ResolverTypeWrapper<DeclinedFieldsInvalid>;
  SandboxClosed: ResolverTypeWrapper<SandboxClosed>;
  NoSyntheticCitizen: ResolverTypeWrapper<NoSyntheticCitizen>;
  AccessRequestConnection: ResolverTypeWrapper<Omit<AccessRequestConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AccessRequestEdge']>, nodes: ReadonlyArray<ResolversTypes['AccessRequest']> }>;
  AccessRequestEdge: ResolverTypeWrapper<Omit<AccessRequestEdge, 'node'> & { node: ResolversTypes['AccessRequest'] }>;
  AccessRequest: ResolverTypeWrapper<AccessRequestModel>;
  RequestedOperation: ResolverTypeWrapper<RequestedOperationModel>;
  SafelistedOperation: ResolverTypeWrapper<SafelistedOperationModel>;
  OperationKind: OperationKind;
  RequestedField: ResolverTypeWrapper<RequestedFieldModel>;
  FieldAlternative: ResolverTypeWrapper<FieldAlternative>;
  AccessRequestPart: ResolverTypeWrapper<AccessRequestPartModel>;
  DeclinedField: ResolverTypeWrapper<DeclinedField>;
  HoldToSafelistInput: HoldToSafelistInput;
  RegisterMachineClientInput: RegisterMachineClientInput;
  RegisterMachineClientResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterMachineClientResult']>;
  MachineClientRegistered: ResolverTypeWrapper<Omit<MachineClientRegistered, 'client'> & { client: ResolversTypes['MachineClient'] }>;
  MachineClientInvalid: ResolverTypeWrapper<MachineClientInvalid>;
  RemoveMachineClientInput: RemoveMachineClientInput;
  RemoveMachineClientResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveMachineClientResult']>;
  MachineClientRemoved: ResolverTypeWrapper<Omit<MachineClientRemoved, 'client'> & { client: ResolversTypes['MachineClient'] }>;
  MachineClientNotFound: ResolverTypeWrapper<MachineClientNotFound>;
  InviteAccountInput: InviteAccountInput;
  RecoverAccountInput: RecoverAccountInput;
  AccountInvitationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AccountInvitationResult']>;
  AccountInvitationRequested: ResolverTypeWrapper<Omit<AccountInvitationRequested, 'invitation'> & { invitation: ResolversTypes['AccountInvitation'] }>;
  AccountInvitationRefused: ResolverTypeWrapper<AccountInvitationRefused>;
  ApproveAccountInvitationInput: ApproveAccountInvitationInput;
  ApproveAccountInvitationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ApproveAccountInvitationResult']>;
  AccountInvitationApproved: ResolverTypeWrapper<Omit<AccountInvitationApproved, 'invitation'> & { invitation: ResolversTypes['AccountInvitation'] }>;
  WithdrawAccountInvitationInput: WithdrawAccountInvitationInput;
  WithdrawAccountInvitationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawAccountInvitationResult']>;
  AccountInvitationWithdrawn: ResolverTypeWrapper<Omit<AccountInvitationWithdrawn, 'invitation'> & { invitation: ResolversTypes['AccountInvitation'] }>;
  LockAccountInput: LockAccountInput;
  LockAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LockAccountResult']>;
  AccountLocked: ResolverTypeWrapper<AccountLocked>;
  HoldToSafelistResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['HoldToSafelistResult']>;
  SafelistHoldChanged: ResolverTypeWrapper<Omit<SafelistHoldChanged, 'registration'> & { registration: ResolversTypes['AppRegistration'] }>;
  SuspendAppInput: SuspendAppInput;
  ReinstateAppInput: ReinstateAppInput;
  DeleteAppInput: DeleteAppInput;
  DeleteAppResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteAppResult']>;
  AppDeleted: ResolverTypeWrapper<Omit<AppDeleted, 'registration'> & { registration: ResolversTypes['AppRegistration'] }>;
  SuspendAppResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SuspendAppResult']>;
  ReinstateAppResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReinstateAppResult']>;
  AppSuspended: ResolverTypeWrapper<Omit<AppSuspended, 'registration'> & { registration: ResolversTypes['AppRegistration'] }>;
  AppReinstated: ResolverTypeWrapper<Omit<AppReinstated, 'registration'> & { registration: ResolversTypes['AppRegistration'] }>;
  TransitionNotPossible: ResolverTypeWrapper<TransitionNotPossible>;
  ReasonMissing: ResolverTypeWrapper<ReasonMissing>;
  RegisterAppResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterAppResult']>;
  ReplaceAppSecretResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplaceAppSecretResult']>;
  AppRegistered: ResolverTypeWrapper<Omit<AppRegistered, 'registration'> & { registration: ResolversTypes['AppRegistration'] }>;
  AppSecretReplaced: ResolverTypeWrapper<AppSecretReplaced>;
  PartnerProblem: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['PartnerProblem']>;
  RegistrationInvalid: ResolverTypeWrapper<RegistrationInvalid>;
  AppNameTaken: ResolverTypeWrapper<AppNameTaken>;
  TooManyApps: ResolverTypeWrapper<TooManyApps>;
  AppNotFound: ResolverTypeWrapper<AppNotFound>;
  ClientAuthMethod: ClientAuthMethod;
  AppState: AppState;
  AppEvent: AppEvent;
  AppActor: AppActor;
  AppRegistrationConnection: ResolverTypeWrapper<Omit<AppRegistrationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AppRegistrationEdge']>, nodes: ReadonlyArray<ResolversTypes['AppRegistration']> }>;
  AppRegistrationEdge: ResolverTypeWrapper<Omit<AppRegistrationEdge, 'node'> & { node: ResolversTypes['AppRegistration'] }>;
  AppRegistration: ResolverTypeWrapper<AppRegistrationModel>;
  PurposeStatement: ResolverTypeWrapper<PurposeStatementModel>;
  AppTransitionConnection: ResolverTypeWrapper<Omit<AppTransitionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AppTransitionEdge']>, nodes: ReadonlyArray<ResolversTypes['AppTransition']> }>;
  AppTransitionEdge: ResolverTypeWrapper<Omit<AppTransitionEdge, 'node'> & { node: ResolversTypes['AppTransition'] }>;
  AppTransition: ResolverTypeWrapper<AppTransitionModel>;
  DataScope: ResolverTypeWrapper<DataScopeModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Query: Record<PropertyKey, never>;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  AcknowledgeProfilingAlertInput: AcknowledgeProfilingAlertInput;
  AcknowledgeProfilingAlertResult: ResolversUnionTypes<ResolversParentTypes>['AcknowledgeProfilingAlertResult'];
  ProfilingAlertAcknowledged: Omit<ProfilingAlertAcknowledged, 'alert'> & { alert: ResolversParentTypes['ProfilingAlert'] };
  ProfilingAlertNotFound: ProfilingAlertNotFound;
  AnswerAccessQuestionInput: AnswerAccessQuestionInput;
  AnswerAccessQuestionResult: ResolversUnionTypes<ResolversParentTypes>['AnswerAccessQuestionResult'];
  AccessQuestionAnswered: Omit<AccessQuestionAnswered, 'question'> & { question: ResolversParentTypes['AccessQuestion'] };
  AccessQuestionNotFound: AccessQuestionNotFound;
  AccessQuestionAlreadyAnswered: AccessQuestionAlreadyAnswered;
  AnswerMissing: AnswerMissing;
  NarrowConsentInput: NarrowConsentInput;
  WithdrawConsentInput: WithdrawConsentInput;
  NarrowConsentResult: ResolversUnionTypes<ResolversParentTypes>['NarrowConsentResult'];
  UnlinkIdentityInput: UnlinkIdentityInput;
  UnlinkIdentityResult: ResolversUnionTypes<ResolversParentTypes>['UnlinkIdentityResult'];
  IdentityUnlinked: Omit<IdentityUnlinked, 'identity'> & { identity: ResolversParentTypes['LinkedIdentity'] };
  RelinkIdentityInput: RelinkIdentityInput;
  RelinkIdentityResult: ResolversUnionTypes<ResolversParentTypes>['RelinkIdentityResult'];
  IdentityRelinked: Omit<IdentityRelinked, 'identity'> & { identity: ResolversParentTypes['LinkedIdentity'] };
  LinkedIdentityNotFound: LinkedIdentityNotFound;
  WithdrawConsentResult: ResolversUnionTypes<ResolversParentTypes>['WithdrawConsentResult'];
  ConsentNarrowed: Omit<ConsentNarrowed, 'consent'> & { consent: ResolversParentTypes['Consent'] };
  ConsentWithdrawn: Omit<ConsentWithdrawn, 'consent'> & { consent: ResolversParentTypes['Consent'] };
  ConsentProblem: ResolversInterfaceTypes<ResolversParentTypes>['ConsentProblem'];
  ConsentNotFound: ConsentNotFound;
  ConsentNotInForce: ConsentNotInForce;
  ScopesNotConsented: ScopesNotConsented;
  Citizen: CitizenModel;
  LinkedIdentity: LinkedIdentityModel;
  AccessRecordConnection: Omit<AccessRecordConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AccessRecordEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AccessRecord']> };
  AccessRecordEdge: Omit<AccessRecordEdge, 'node'> & { node: ResolversParentTypes['AccessRecord'] };
  AccessRecord: AccessRecordModel;
  AgencyAccessConnection: Omit<AgencyAccessConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AgencyAccessEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AgencyAccess']> };
  AgencyAccessEdge: Omit<AgencyAccessEdge, 'node'> & { node: ResolversParentTypes['AgencyAccess'] };
  AgencyAccess: AgencyAccessModel;
  AgencyAccessTotal: AgencyAccessTotalModel;
  AccessQuestionConnection: Omit<AccessQuestionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AccessQuestionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AccessQuestion']> };
  AccessQuestionEdge: Omit<AccessQuestionEdge, 'node'> & { node: ResolversParentTypes['AccessQuestion'] };
  AccessQuestion: AccessQuestionModel;
  AccessCount: AccessCountModel;
  AccessChain: AccessChainModel;
  Float: Scalars['Float']['output'];
  ProfilingAlertConnection: Omit<ProfilingAlertConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProfilingAlertEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProfilingAlert']> };
  ProfilingAlertEdge: Omit<ProfilingAlertEdge, 'node'> & { node: ResolversParentTypes['ProfilingAlert'] };
  ProfilingAlert: ProfilingAlertModel;
  Profile: ProfileModel;
  PersonalText: PersonalTextModel;
  SensitiveDate: SensitiveDateModel;
  SensitiveAddress: SensitiveAddressModel;
  Region: Region;
  ConsentConnection: Omit<ConsentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ConsentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Consent']> };
  ConsentEdge: Omit<ConsentEdge, 'node'> & { node: ResolversParentTypes['Consent'] };
  Consent: ConsentModel;
  Purpose: PurposeModel;
  AgencyConnection: Omit<AgencyConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AgencyEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Agency']> };
  AgencyEdge: Omit<AgencyEdge, 'node'> & { node: ResolversParentTypes['Agency'] };
  Agency: AgencyModel;
  MachineClient: MachineClientModel;
  PlatformAccount: PlatformAccountModel;
  DeveloperAccount: DeveloperAccountModel;
  VerifyDeveloperInput: VerifyDeveloperInput;
  VerifyDeveloperResult: ResolversUnionTypes<ResolversParentTypes>['VerifyDeveloperResult'];
  DeveloperVerified: DeveloperVerified;
  AccountInvitation: AccountInvitationModel;
  PartnerAppConnection: Omit<PartnerAppConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PartnerAppEdge']>, nodes: ReadonlyArray<ResolversParentTypes['PartnerApp']> };
  PartnerAppEdge: Omit<PartnerAppEdge, 'node'> & { node: ResolversParentTypes['PartnerApp'] };
  PartnerApp: PartnerAppModel;
  RegisterAppInput: RegisterAppInput;
  PurposeStatementInput: PurposeStatementInput;
  ReplaceAppSecretInput: ReplaceAppSecretInput;
  ChangeAppInput: ChangeAppInput;
  ChangeAppResult: ResolversUnionTypes<ResolversParentTypes>['ChangeAppResult'];
  AppChanged: Omit<AppChanged, 'registration'> & { registration: ResolversParentTypes['AppRegistration'] };
  ReviewAppChangeInput: ReviewAppChangeInput;
  ReviewAppChangeResult: ResolversUnionTypes<ResolversParentTypes>['ReviewAppChangeResult'];
  AppChangeReviewed: Omit<AppChangeReviewed, 'registration'> & { registration: ResolversParentTypes['AppRegistration'] };
  NothingProposed: NothingProposed;
  AppChange: AppChangeModel;
  DraftAccessInput: DraftAccessInput;
  SubmitAccessInput: SubmitAccessInput;
  DecideAccessInput: DecideAccessInput;
  DeclinedFieldInput: DeclinedFieldInput;
  IssueSandboxTokenInput: IssueSandboxTokenInput;
  DraftAccessResult: ResolversUnionTypes<ResolversParentTypes>['DraftAccessResult'];
  SubmitAccessResult: ResolversUnionTypes<ResolversParentTypes>['SubmitAccessResult'];
  DecideAccessResult: ResolversUnionTypes<ResolversParentTypes>['DecideAccessResult'];
  IssueSandboxTokenResult: ResolversUnionTypes<ResolversParentTypes>['IssueSandboxTokenResult'];
  AccessDrafted: Omit<AccessDrafted, 'request'> & { request: ResolversParentTypes['AccessRequest'] };
  AccessSubmitted: Omit<AccessSubmitted, 'request'> & { request: ResolversParentTypes['AccessRequest'] };
  AccessDecided: Omit<AccessDecided, 'request'> & { request: ResolversParentTypes['AccessRequest'] };
  SandboxTokenIssued: SandboxTokenIssued;
  OperationsNotValid: OperationsNotValid;
  OperationProblem: OperationProblem;
  FieldsNotForApps: FieldsNotForApps;
  ScopesNotDefined: ScopesNotDefined;
  PurposesNotAllowed: PurposesNotAllowed;
  AccessRequestOutdated: AccessRequestOutdated;
  OrganisationUnverified: OrganisationUnverified;
  NothingDrafted: NothingDrafted;
  AccessRequestNotFound: AccessRequestNotFound;
  AlreadyDecided: AlreadyDecided;
  DeclinedFieldsInvalid: DeclinedFieldsInvalid;
  SandboxClosed: SandboxClosed;
  NoSyntheticCitizen: NoSyntheticCitizen;
  AccessRequestConnection: Omit<AccessRequestConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AccessRequestEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AccessRequest']> };
  AccessRequestEdge: Omit<AccessRequestEdge, 'node'> & { node: ResolversParentTypes['AccessRequest'] };
  AccessRequest: AccessRequestModel;
  RequestedOperation: RequestedOperationModel;
  SafelistedOperation: SafelistedOperationModel;
  RequestedField: RequestedFieldModel;
  FieldAlternative: FieldAlternative;
  AccessRequestPart: AccessRequestPartModel;
  DeclinedField: DeclinedField;
  HoldToSafelistInput: HoldToSafelistInput;
  RegisterMachineClientInput: RegisterMachineClientInput;
  RegisterMachineClientResult: ResolversUnionTypes<ResolversParentTypes>['RegisterMachineClientResult'];
  MachineClientRegistered: Omit<MachineClientRegistered, 'client'> & { client: ResolversParentTypes['MachineClient'] };
  MachineClientInvalid: MachineClientInvalid;
  RemoveMachineClientInput: RemoveMachineClientInput;
  RemoveMachineClientResult: ResolversUnionTypes<ResolversParentTypes>['RemoveMachineClientResult'];
  MachineClientRemoved: Omit<MachineClientRemoved, 'client'> & { client: ResolversParentTypes['MachineClient'] };
  MachineClientNotFound: MachineClientNotFound;
  InviteAccountInput: InviteAccountInput;
  RecoverAccountInput: RecoverAccountInput;
  AccountInvitationResult: ResolversUnionTypes<ResolversParentTypes>['AccountInvitationResult'];
  AccountInvitationRequested: Omit<AccountInvitationRequested, 'invitation'> & { invitation: ResolversParentTypes['AccountInvitation'] };
  AccountInvitationRefused: AccountInvitationRefused;
  ApproveAccountInvitationInput: ApproveAccountInvitationInput;
  ApproveAccountInvitationResult: ResolversUnionTypes<ResolversParentTypes>['ApproveAccountInvitationResult'];
  AccountInvitationApproved: Omit<AccountInvitationApproved, 'invitation'> & { invitation: ResolversParentTypes['AccountInvitation'] };
  WithdrawAccountInvitationInput: WithdrawAccountInvitationInput;
  WithdrawAccountInvitationResult: ResolversUnionTypes<ResolversParentTypes>['WithdrawAccountInvitationResult'];
  AccountInvitationWithdrawn: Omit<AccountInvitationWithdrawn, 'invitation'> & { invitation: ResolversParentTypes['AccountInvitation'] };
  LockAccountInput: LockAccountInput;
  LockAccountResult: ResolversUnionTypes<ResolversParentTypes>['LockAccountResult'];
  AccountLocked: AccountLocked;
  HoldToSafelistResult: ResolversUnionTypes<ResolversParentTypes>['HoldToSafelistResult'];
  SafelistHoldChanged: Omit<SafelistHoldChanged, 'registration'> & { registration: ResolversParentTypes['AppRegistration'] };
  SuspendAppInput: SuspendAppInput;
  ReinstateAppInput: ReinstateAppInput;
  DeleteAppInput: DeleteAppInput;
  DeleteAppResult: ResolversUnionTypes<ResolversParentTypes>['DeleteAppResult'];
  AppDeleted: Omit<AppDeleted, 'registration'> & { registration: ResolversParentTypes['AppRegistration'] };
  SuspendAppResult: ResolversUnionTypes<ResolversParentTypes>['SuspendAppResult'];
  ReinstateAppResult: ResolversUnionTypes<ResolversParentTypes>['ReinstateAppResult'];
  AppSuspended: Omit<AppSuspended, 'registration'> & { registration: ResolversParentTypes['AppRegistration'] };
  AppReinstated: Omit<AppReinstated, 'registration'> & { registration: ResolversParentTypes['AppRegistration'] };
  TransitionNotPossible: TransitionNotPossible;
  ReasonMissing: ReasonMissing;
  RegisterAppResult: ResolversUnionTypes<ResolversParentTypes>['RegisterAppResult'];
  ReplaceAppSecretResult: ResolversUnionTypes<ResolversParentTypes>['ReplaceAppSecretResult'];
  AppRegistered: Omit<AppRegistered, 'registration'> & { registration: ResolversParentTypes['AppRegistration'] };
  AppSecretReplaced: AppSecretReplaced;
  PartnerProblem: ResolversInterfaceTypes<ResolversParentTypes>['PartnerProblem'];
  RegistrationInvalid: RegistrationInvalid;
  AppNameTaken: AppNameTaken;
  TooManyApps: TooManyApps;
  AppNotFound: AppNotFound;
  AppRegistrationConnection: Omit<AppRegistrationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AppRegistrationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AppRegistration']> };
  AppRegistrationEdge: Omit<AppRegistrationEdge, 'node'> & { node: ResolversParentTypes['AppRegistration'] };
  AppRegistration: AppRegistrationModel;
  PurposeStatement: PurposeStatementModel;
  AppTransitionConnection: Omit<AppTransitionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AppTransitionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AppTransition']> };
  AppTransitionEdge: Omit<AppTransitionEdge, 'node'> & { node: ResolversParentTypes['AppTransition'] };
  AppTransition: AppTransitionModel;
  DataScope: DataScopeModel;
  PageInfo: PageInfo;
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type DataClassDirectiveArgs = {
  class: DataClass;
};

export type DataClassDirectiveResolver<Result, Parent, ContextType = SubgraphContext, Args = DataClassDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CacheControlDirectiveArgs = {
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = SubgraphContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type QueryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['Citizen']>, ParentType, ContextType>;
  agencies?: Resolver<ResolversTypes['AgencyConnection'], ParentType, ContextType, RequireFields<QueryAgenciesArgs, 'first'>>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType, RequireFields<QueryAgencyArgs, 'id'>>;
  partnerApps?: Resolver<ResolversTypes['PartnerAppConnection'], ParentType, ContextType, RequireFields<QueryPartnerAppsArgs, 'first'>>;
  partnerApp?: Resolver<Maybe<ResolversTypes['PartnerApp']>, ParentType, ContextType, RequireFields<QueryPartnerAppArgs, 'clientId'>>;
  purposes?: Resolver<ReadonlyArray<ResolversTypes['Purpose']>, ParentType, ContextType>;
  appRegistrations?: Resolver<Maybe<ResolversTypes['AppRegistrationConnection']>, ParentType, ContextType, RequireFields<QueryAppRegistrationsArgs, 'first'>>;
  appRegistration?: Resolver<Maybe<ResolversTypes['AppRegistration']>, ParentType, ContextType, RequireFields<QueryAppRegistrationArgs, 'clientId'>>;
  accessCounts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AccessCount']>>, ParentType, ContextType, RequireFields<QueryAccessCountsArgs, 'from' | 'until'>>;
  accessChains?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AccessChain']>>, ParentType, ContextType>;
  developerAccount?: Resolver<Maybe<ResolversTypes['DeveloperAccount']>, ParentType, ContextType>;
  platformAccounts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PlatformAccount']>>, ParentType, ContextType>;
  accountInvitations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AccountInvitation']>>, ParentType, ContextType>;
  profilingAlerts?: Resolver<Maybe<ResolversTypes['ProfilingAlertConnection']>, ParentType, ContextType, RequireFields<QueryProfilingAlertsArgs, 'first'>>;
};

export type MutationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acknowledgeProfilingAlert?: Resolver<Maybe<ResolversTypes['AcknowledgeProfilingAlertResult']>, ParentType, ContextType, RequireFields<MutationAcknowledgeProfilingAlertArgs, 'input'>>;
  answerAccessQuestion?: Resolver<Maybe<ResolversTypes['AnswerAccessQuestionResult']>, ParentType, ContextType, RequireFields<MutationAnswerAccessQuestionArgs, 'input'>>;
  registerApp?: Resolver<Maybe<ResolversTypes['RegisterAppResult']>, ParentType, ContextType, RequireFields<MutationRegisterAppArgs, 'input'>>;
  replaceAppSecret?: Resolver<Maybe<ResolversTypes['ReplaceAppSecretResult']>, ParentType, ContextType, RequireFields<MutationReplaceAppSecretArgs, 'input'>>;
  changeApp?: Resolver<Maybe<ResolversTypes['ChangeAppResult']>, ParentType, ContextType, RequireFields<MutationChangeAppArgs, 'input'>>;
  reviewAppChange?: Resolver<Maybe<ResolversTypes['ReviewAppChangeResult']>, ParentType, ContextType, RequireFields<MutationReviewAppChangeArgs, 'input'>>;
  draftAccess?: Resolver<Maybe<ResolversTypes['DraftAccessResult']>, ParentType, ContextType, RequireFields<MutationDraftAccessArgs, 'input'>>;
  submitAccess?: Resolver<Maybe<ResolversTypes['SubmitAccessResult']>, ParentType, ContextType, RequireFields<MutationSubmitAccessArgs, 'input'>>;
  issueSandboxToken?: Resolver<Maybe<ResolversTypes['IssueSandboxTokenResult']>, ParentType, ContextType, RequireFields<MutationIssueSandboxTokenArgs, 'input'>>;
  decideAccess?: Resolver<Maybe<ResolversTypes['DecideAccessResult']>, ParentType, ContextType, RequireFields<MutationDecideAccessArgs, 'input'>>;
  holdToSafelist?: Resolver<Maybe<ResolversTypes['HoldToSafelistResult']>, ParentType, ContextType, RequireFields<MutationHoldToSafelistArgs, 'input'>>;
  inviteAccount?: Resolver<Maybe<ResolversTypes['AccountInvitationResult']>, ParentType, ContextType, RequireFields<MutationInviteAccountArgs, 'input'>>;
  recoverAccount?: Resolver<Maybe<ResolversTypes['AccountInvitationResult']>, ParentType, ContextType, RequireFields<MutationRecoverAccountArgs, 'input'>>;
  approveAccountInvitation?: Resolver<Maybe<ResolversTypes['ApproveAccountInvitationResult']>, ParentType, ContextType, RequireFields<MutationApproveAccountInvitationArgs, 'input'>>;
  withdrawAccountInvitation?: Resolver<Maybe<ResolversTypes['WithdrawAccountInvitationResult']>, ParentType, ContextType, RequireFields<MutationWithdrawAccountInvitationArgs, 'input'>>;
  verifyDeveloper?: Resolver<Maybe<ResolversTypes['VerifyDeveloperResult']>, ParentType, ContextType, RequireFields<MutationVerifyDeveloperArgs, 'input'>>;
  lockAccount?: Resolver<Maybe<ResolversTypes['LockAccountResult']>, ParentType, ContextType, RequireFields<MutationLockAccountArgs, 'input'>>;
  registerMachineClient?: Resolver<Maybe<ResolversTypes['RegisterMachineClientResult']>, ParentType, ContextType, RequireFields<MutationRegisterMachineClientArgs, 'input'>>;
  removeMachineClient?: Resolver<Maybe<ResolversTypes['RemoveMachineClientResult']>, ParentType, ContextType, RequireFields<MutationRemoveMachineClientArgs, 'input'>>;
  suspendApp?: Resolver<Maybe<ResolversTypes['SuspendAppResult']>, ParentType, ContextType, RequireFields<MutationSuspendAppArgs, 'input'>>;
  reinstateApp?: Resolver<Maybe<ResolversTypes['ReinstateAppResult']>, ParentType, ContextType, RequireFields<MutationReinstateAppArgs, 'input'>>;
  deleteApp?: Resolver<Maybe<ResolversTypes['DeleteAppResult']>, ParentType, ContextType, RequireFields<MutationDeleteAppArgs, 'input'>>;
  narrowConsent?: Resolver<Maybe<ResolversTypes['NarrowConsentResult']>, ParentType, ContextType, RequireFields<MutationNarrowConsentArgs, 'input'>>;
  withdrawConsent?: Resolver<Maybe<ResolversTypes['WithdrawConsentResult']>, ParentType, ContextType, RequireFields<MutationWithdrawConsentArgs, 'input'>>;
  unlinkIdentity?: Resolver<Maybe<ResolversTypes['UnlinkIdentityResult']>, ParentType, ContextType, RequireFields<MutationUnlinkIdentityArgs, 'input'>>;
  relinkIdentity?: Resolver<Maybe<ResolversTypes['RelinkIdentityResult']>, ParentType, ContextType, RequireFields<MutationRelinkIdentityArgs, 'input'>>;
};

export type AcknowledgeProfilingAlertResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AcknowledgeProfilingAlertResult'] = ResolversParentTypes['AcknowledgeProfilingAlertResult']> = {
  __resolveType: TypeResolveFn<'ProfilingAlertAcknowledged' | 'ProfilingAlertNotFound', ParentType, ContextType>;
};

export type ProfilingAlertAcknowledgedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProfilingAlertAcknowledged'] = ResolversParentTypes['ProfilingAlertAcknowledged']> = {
  alert?: Resolver<ResolversTypes['ProfilingAlert'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProfilingAlertNotFoundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProfilingAlertNotFound'] = ResolversParentTypes['ProfilingAlertNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AnswerAccessQuestionResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AnswerAccessQuestionResult'] = ResolversParentTypes['AnswerAccessQuestionResult']> = {
  __resolveType: TypeResolveFn<'AccessQuestionAnswered' | 'AccessQuestionNotFound' | 'AccessQuestionAlreadyAnswered' | 'AnswerMissing', ParentType, ContextType>;
};

export type AccessQuestionAnsweredResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessQuestionAnswered'] = ResolversParentTypes['AccessQuestionAnswered']> = {
  question?: Resolver<ResolversTypes['AccessQuestion'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccessQuestionNotFoundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessQuestionNotFound'] = ResolversParentTypes['AccessQuestionNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccessQuestionAlreadyAnsweredResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessQuestionAlreadyAnswered'] = ResolversParentTypes['AccessQuestionAlreadyAnswered']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AnswerMissingResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AnswerMissing'] = ResolversParentTypes['AnswerMissing']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NarrowConsentResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NarrowConsentResult'] = ResolversParentTypes['NarrowConsentResult']> = {
  __resolveType: TypeResolveFn<'ConsentNarrowed' | 'ConsentNotFound' | 'ConsentNotInForce' | 'ScopesNotConsented', ParentType, ContextType>;
};

export type UnlinkIdentityResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['UnlinkIdentityResult'] = ResolversParentTypes['UnlinkIdentityResult']> = {
  __resolveType: TypeResolveFn<'IdentityUnlinked' | 'LinkedIdentityNotFound', ParentType, ContextType>;
};

export type IdentityUnlinkedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['IdentityUnlinked'] = ResolversParentTypes['IdentityUnlinked']> = {
  identity?: Resolver<ResolversTypes['LinkedIdentity'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RelinkIdentityResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RelinkIdentityResult'] = ResolversParentTypes['RelinkIdentityResult']> = {
  __resolveType: TypeResolveFn<'IdentityRelinked' | 'LinkedIdentityNotFound', ParentType, ContextType>;
};

export type IdentityRelinkedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['IdentityRelinked'] = ResolversParentTypes['IdentityRelinked']> = {
  identity?: Resolver<ResolversTypes['LinkedIdentity'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LinkedIdentityNotFoundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['LinkedIdentityNotFound'] = ResolversParentTypes['LinkedIdentityNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawConsentResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WithdrawConsentResult'] = ResolversParentTypes['WithdrawConsentResult']> = {
  __resolveType: TypeResolveFn<'ConsentWithdrawn' | 'ConsentNotFound', ParentType, ContextType>;
};

export type ConsentNarrowedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConsentNarrowed'] = ResolversParentTypes['ConsentNarrowed']> = {
  consent?: Resolver<ResolversTypes['Consent'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConsentWithdrawnResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConsentWithdrawn'] = ResolversParentTypes['ConsentWithdrawn']> = {
  consent?: Resolver<ResolversTypes['Consent'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConsentProblemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConsentProblem'] = ResolversParentTypes['ConsentProblem']> = {
  __resolveType: TypeResolveFn<'ConsentNotFound' | 'ConsentNotInForce' | 'ScopesNotConsented', ParentType, ContextType>;
};

export type ConsentNotFoundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConsentNotFound'] = ResolversParentTypes['ConsentNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConsentNotInForceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConsentNotInForce'] = ResolversParentTypes['ConsentNotInForce']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ScopesNotConsentedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ScopesNotConsented'] = ResolversParentTypes['ScopesNotConsented']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CitizenResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Citizen'] = ResolversParentTypes['Citizen'], FederationReferenceType extends FederationReferenceTypes['Citizen'] = FederationReferenceTypes['Citizen']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Citizen']> | FederationReferenceType, FederationReferenceType, ContextType>;
  uin?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  assuranceLevel?: Resolver<Maybe<ResolversTypes['AssuranceLevel']>, ParentType, ContextType>;
  ageOver?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<CitizenAgeOverArgs, 'years'>>;
  residesIn?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<CitizenResidesInArgs, 'region'>>;
  profile?: Resolver<Maybe<ResolversTypes['Profile']>, ParentType, ContextType>;
  consents?: Resolver<Maybe<ResolversTypes['ConsentConnection']>, ParentType, ContextType, RequireFields<CitizenConsentsArgs, 'first'>>;
  accessLog?: Resolver<Maybe<ResolversTypes['AccessRecordConnection']>, ParentType, ContextType, RequireFields<CitizenAccessLogArgs, 'first'>>;
  linkedIdentities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LinkedIdentity']>>, ParentType, ContextType>;
};

export type LinkedIdentityResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['LinkedIdentity'] = ResolversParentTypes['LinkedIdentity']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  providerName?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<LinkedIdentityProviderNameArgs, 'language'>>;
  linkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  unlinkedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AccessRecordConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRecordConnection'] = ResolversParentTypes['AccessRecordConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccessRecordEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AccessRecord']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AccessRecordEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRecordEdge'] = ResolversParentTypes['AccessRecordEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AccessRecord'], ParentType, ContextType>;
};

export type AccessRecordResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRecord'] = ResolversParentTypes['AccessRecord']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  app?: Resolver<Maybe<ResolversTypes['PartnerApp']>, ParentType, ContextType>;
  readBy?: Resolver<ResolversTypes['DataReader'], ParentType, ContextType>;
  isTest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  officialOf?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['Purpose']>, ParentType, ContextType>;
  dataGroups?: Resolver<ReadonlyArray<ResolversTypes['DataScope']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  agencies?: Resolver<ReadonlyArray<ResolversTypes['Agency']>, ParentType, ContextType>;
};

export type AgencyAccessConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AgencyAccessConnection'] = ResolversParentTypes['AgencyAccessConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgencyAccessEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AgencyAccess']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AgencyAccessEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AgencyAccessEdge'] = ResolversParentTypes['AgencyAccessEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AgencyAccess'], ParentType, ContextType>;
};

export type AgencyAccessResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AgencyAccess'] = ResolversParentTypes['AgencyAccess']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  app?: Resolver<Maybe<ResolversTypes['PartnerApp']>, ParentType, ContextType>;
  readBy?: Resolver<ResolversTypes['DataReader'], ParentType, ContextType>;
  isTest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['Purpose']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AgencyAccessTotalResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AgencyAccessTotal'] = ResolversParentTypes['AgencyAccessTotal']> = {
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  app?: Resolver<Maybe<ResolversTypes['PartnerApp']>, ParentType, ContextType>;
  readBy?: Resolver<ResolversTypes['DataReader'], ParentType, ContextType>;
  isTest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['Purpose']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastReadAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AccessQuestionConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessQuestionConnection'] = ResolversParentTypes['AccessQuestionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccessQuestionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AccessQuestion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AccessQuestionEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessQuestionEdge'] = ResolversParentTypes['AccessQuestionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AccessQuestion'], ParentType, ContextType>;
};

export type AccessQuestionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessQuestion'] = ResolversParentTypes['AccessQuestion']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  access?: Resolver<ResolversTypes['AgencyAccess'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  askedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  answerDueOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  answer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  answeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AccessCountResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessCount'] = ResolversParentTypes['AccessCount']> = {
  app?: Resolver<Maybe<ResolversTypes['PartnerApp']>, ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  people?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccessChainResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessChain'] = ResolversParentTypes['AccessChain']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  checkpointEntries?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  checkpointAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isContradicted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProfilingAlertConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProfilingAlertConnection'] = ResolversParentTypes['ProfilingAlertConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProfilingAlertEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProfilingAlert']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProfilingAlertEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProfilingAlertEdge'] = ResolversParentTypes['ProfilingAlertEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProfilingAlert'], ParentType, ContextType>;
};

export type ProfilingAlertResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProfilingAlert'] = ResolversParentTypes['ProfilingAlert']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ProfilingKind'], ParentType, ContextType>;
  app?: Resolver<Maybe<ResolversTypes['PartnerApp']>, ParentType, ContextType>;
  officialOf?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['ProfilingPeriod'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  agencies?: Resolver<ReadonlyArray<ResolversTypes['Agency']>, ParentType, ContextType>;
  people?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  joinedPeople?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mostAgencies?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  usualPeople?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  population?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  raisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ProfileResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Profile'] = ResolversParentTypes['Profile']> = {
  name?: Resolver<Maybe<ResolversTypes['PersonalText']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['PersonalText']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['PersonalText']>, ParentType, ContextType>;
  birthDate?: Resolver<Maybe<ResolversTypes['SensitiveDate']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['SensitiveAddress']>, ParentType, ContextType>;
};

export type PersonalTextResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PersonalText'] = ResolversParentTypes['PersonalText']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Agency'], ParentType, ContextType>;
  classification?: Resolver<ResolversTypes['DataClass'], ParentType, ContextType>;
  lastUpdated?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SensitiveDateResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SensitiveDate'] = ResolversParentTypes['SensitiveDate']> = {
  value?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Agency'], ParentType, ContextType>;
  classification?: Resolver<ResolversTypes['DataClass'], ParentType, ContextType>;
  lastUpdated?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SensitiveAddressResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SensitiveAddress'] = ResolversParentTypes['SensitiveAddress']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['Region'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Agency'], ParentType, ContextType>;
  classification?: Resolver<ResolversTypes['DataClass'], ParentType, ContextType>;
  lastUpdated?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RegionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ConsentConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConsentConnection'] = ResolversParentTypes['ConsentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ConsentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Consent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ConsentEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConsentEdge'] = ResolversParentTypes['ConsentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Consent'], ParentType, ContextType>;
};

export type ConsentResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Consent'] = ResolversParentTypes['Consent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['PartnerApp'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['Purpose'], ParentType, ContextType>;
  decision?: Resolver<ResolversTypes['ConsentDecision'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['DataScope']>, ParentType, ContextType>;
  lawfulBasis?: Resolver<ResolversTypes['LawfulBasis'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validUntil?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ConsentStatus'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  predecessorHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PurposeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Purpose'] = ResolversParentTypes['Purpose']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<PurposeTitleArgs, 'language'>>;
  lawfulBasis?: Resolver<ResolversTypes['LawfulBasis'], ParentType, ContextType>;
  consentMonths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AgencyConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AgencyConnection'] = ResolversParentTypes['AgencyConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgencyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Agency']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AgencyEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AgencyEdge'] = ResolversParentTypes['AgencyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Agency'], ParentType, ContextType>;
};

export type AgencyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Agency'] = ResolversParentTypes['Agency'], FederationReferenceType extends FederationReferenceTypes['Agency'] = FederationReferenceTypes['Agency']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Agency']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<AgencyNameArgs, 'language'>>;
  kind?: Resolver<ResolversTypes['AgencyKind'], ParentType, ContextType>;
  homepage?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accesses?: Resolver<Maybe<ResolversTypes['AgencyAccessConnection']>, ParentType, ContextType, RequireFields<AgencyAccessesArgs, 'first'>>;
  accessTotals?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AgencyAccessTotal']>>, ParentType, ContextType, RequireFields<AgencyAccessTotalsArgs, 'from' | 'until'>>;
  profilingAlerts?: Resolver<Maybe<ResolversTypes['ProfilingAlertConnection']>, ParentType, ContextType, RequireFields<AgencyProfilingAlertsArgs, 'first'>>;
  accessQuestions?: Resolver<Maybe<ResolversTypes['AccessQuestionConnection']>, ParentType, ContextType, RequireFields<AgencyAccessQuestionsArgs, 'first'>>;
  machineClients?: Resolver<Maybe<ReadonlyArray<ResolversTypes['MachineClient']>>, ParentType, ContextType>;
};

export type MachineClientResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['MachineClient'] = ResolversParentTypes['MachineClient']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subgraph?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keyThumbprint?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  registeredBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  removedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PlatformAccountResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PlatformAccount'] = ResolversParentTypes['PlatformAccount']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PlatformAccountKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<PlatformAccountNameArgs, 'language'>>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  passkeyCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastSignedInAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lockedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  verified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type DeveloperAccountResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DeveloperAccount'] = ResolversParentTypes['DeveloperAccount']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<DeveloperAccountNameArgs, 'language'>>;
  verified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type VerifyDeveloperResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['VerifyDeveloperResult'] = ResolversParentTypes['VerifyDeveloperResult']> = {
  __resolveType: TypeResolveFn<'DeveloperVerified' | 'AccountInvitationRefused', ParentType, ContextType>;
};

export type DeveloperVerifiedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DeveloperVerified'] = ResolversParentTypes['DeveloperVerified']> = {
  account?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountInvitationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccountInvitation'] = ResolversParentTypes['AccountInvitation']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  account?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['AccountInvitationPurpose'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AccountInvitationState'], ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<AccountInvitationNameArgs, 'language'>>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  approvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  approvedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PartnerAppConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartnerAppConnection'] = ResolversParentTypes['PartnerAppConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PartnerAppEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['PartnerApp']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PartnerAppEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartnerAppEdge'] = ResolversParentTypes['PartnerAppEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PartnerApp'], ParentType, ContextType>;
};

export type PartnerAppResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartnerApp'] = ResolversParentTypes['PartnerApp'], FederationReferenceType extends FederationReferenceTypes['PartnerApp'] = FederationReferenceTypes['PartnerApp']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PartnerApp']> | FederationReferenceType, FederationReferenceType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<PartnerAppNameArgs, 'language'>>;
  platform?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  homepage?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  approvedScopes?: Resolver<ReadonlyArray<ResolversTypes['DataScope']>, ParentType, ContextType>;
  purposes?: Resolver<ReadonlyArray<ResolversTypes['Purpose']>, ParentType, ContextType>;
  profilingAlerts?: Resolver<Maybe<ResolversTypes['ProfilingAlertConnection']>, ParentType, ContextType, RequireFields<PartnerAppProfilingAlertsArgs, 'first'>>;
};

export type ChangeAppResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ChangeAppResult'] = ResolversParentTypes['ChangeAppResult']> = {
  __resolveType: TypeResolveFn<'AppChanged' | 'AppNotFound' | 'RegistrationInvalid' | 'TransitionNotPossible', ParentType, ContextType>;
};

export type AppChangedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppChanged'] = ResolversParentTypes['AppChanged']> = {
  registration?: Resolver<ResolversTypes['AppRegistration'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReviewAppChangeResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReviewAppChangeResult'] = ResolversParentTypes['ReviewAppChangeResult']> = {
  __resolveType: TypeResolveFn<'AppChangeReviewed' | 'NothingProposed' | 'AppNotFound' | 'TransitionNotPossible' | 'ReasonMissing', ParentType, ContextType>;
};

export type AppChangeReviewedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppChangeReviewed'] = ResolversParentTypes['AppChangeReviewed']> = {
  registration?: Resolver<ResolversTypes['AppRegistration'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NothingProposedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NothingProposed'] = ResolversParentTypes['NothingProposed']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppChangeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppChange'] = ResolversParentTypes['AppChange']> = {
  proposedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  redirectUris?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  purposeStatements?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PurposeStatement']>>, ParentType, ContextType>;
};

export type DraftAccessResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DraftAccessResult'] = ResolversParentTypes['DraftAccessResult']> = {
  __resolveType: TypeResolveFn<'AccessDrafted' | 'AppNotFound' | 'OperationsNotValid' | 'FieldsNotForApps' | 'ScopesNotDefined' | 'PurposesNotAllowed', ParentType, ContextType>;
};

export type SubmitAccessResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SubmitAccessResult'] = ResolversParentTypes['SubmitAccessResult']> = {
  __resolveType: TypeResolveFn<'AccessSubmitted' | 'OrganisationUnverified' | 'AppNotFound' | 'NothingDrafted' | 'AccessRequestOutdated' | 'TransitionNotPossible', ParentType, ContextType>;
};

export type DecideAccessResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DecideAccessResult'] = ResolversParentTypes['DecideAccessResult']> = {
  __resolveType: TypeResolveFn<'AccessDecided' | 'AccessRequestNotFound' | 'AlreadyDecided' | 'DeclinedFieldsInvalid' | 'AccessRequestOutdated' | 'TransitionNotPossible' | 'ReasonMissing', ParentType, ContextType>;
};

export type IssueSandboxTokenResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['IssueSandboxTokenResult'] = ResolversParentTypes['IssueSandboxTokenResult']> = {
  __resolveType: TypeResolveFn<'SandboxTokenIssued' | 'AppNotFound' | 'SandboxClosed' | 'NoSyntheticCitizen', ParentType, ContextType>;
};

export type AccessDraftedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessDrafted'] = ResolversParentTypes['AccessDrafted']> = {
  request?: Resolver<ResolversTypes['AccessRequest'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccessSubmittedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessSubmitted'] = ResolversParentTypes['AccessSubmitted']> = {
  request?: Resolver<ResolversTypes['AccessRequest'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccessDecidedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessDecided'] = ResolversParentTypes['AccessDecided']> = {
  request?: Resolver<ResolversTypes['AccessRequest'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SandboxTokenIssuedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SandboxTokenIssued'] = ResolversParentTypes['SandboxTokenIssued']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresIn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OperationsNotValidResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OperationsNotValid'] = ResolversParentTypes['OperationsNotValid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['OperationProblem']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OperationProblemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OperationProblem'] = ResolversParentTypes['OperationProblem']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FieldsNotForAppsResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FieldsNotForApps'] = ResolversParentTypes['FieldsNotForApps']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ScopesNotDefinedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ScopesNotDefined'] = ResolversParentTypes['ScopesNotDefined']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PurposesNotAllowedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PurposesNotAllowed'] = ResolversParentTypes['PurposesNotAllowed']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  purposes?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccessRequestOutdatedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRequestOutdated'] = ResolversParentTypes['AccessRequestOutdated']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrganisationUnverifiedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OrganisationUnverified'] = ResolversParentTypes['OrganisationUnverified']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NothingDraftedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NothingDrafted'] = ResolversParentTypes['NothingDrafted']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccessRequestNotFoundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRequestNotFound'] = ResolversParentTypes['AccessRequestNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlreadyDecidedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AlreadyDecided'] = ResolversParentTypes['AlreadyDecided']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeclinedFieldsInvalidResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DeclinedFieldsInvalid'] = ResolversParentTypes['DeclinedFieldsInvalid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SandboxClosedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SandboxClosed'] = ResolversParentTypes['SandboxClosed']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoSyntheticCitizenResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoSyntheticCitizen'] = ResolversParentTypes['NoSyntheticCitizen']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccessRequestConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRequestConnection'] = ResolversParentTypes['AccessRequestConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccessRequestEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AccessRequest']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AccessRequestEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRequestEdge'] = ResolversParentTypes['AccessRequestEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AccessRequest'], ParentType, ContextType>;
};

export type AccessRequestResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRequest'] = ResolversParentTypes['AccessRequest']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['PartnerApp'], ParentType, ContextType>;
  draftedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  submittedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  operations?: Resolver<ReadonlyArray<ResolversTypes['RequestedOperation']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['RequestedField']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['DataScope']>, ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['AccessRequestPart']>, ParentType, ContextType>;
};

export type RequestedOperationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RequestedOperation'] = ResolversParentTypes['RequestedOperation']> = {
  hash?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OperationKind'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type SafelistedOperationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SafelistedOperation'] = ResolversParentTypes['SafelistedOperation']> = {
  hash?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OperationKind'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  approvedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RequestedFieldResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RequestedField'] = ResolversParentTypes['RequestedField']> = {
  coordinate?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dataClass?: Resolver<Maybe<ResolversTypes['DataClass']>, ParentType, ContextType>;
  alternatives?: Resolver<ReadonlyArray<ResolversTypes['FieldAlternative']>, ParentType, ContextType>;
  agencies?: Resolver<ReadonlyArray<ResolversTypes['Agency']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  policies?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FieldAlternativeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FieldAlternative'] = ResolversParentTypes['FieldAlternative']> = {
  coordinate?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dataClass?: Resolver<Maybe<ResolversTypes['DataClass']>, ParentType, ContextType>;
};

export type AccessRequestPartResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRequestPart'] = ResolversParentTypes['AccessRequestPart']> = {
  agency?: Resolver<ResolversTypes['Agency'], ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['RequestedField']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['DataScope']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['AccessDecisionMade']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  declined?: Resolver<ReadonlyArray<ResolversTypes['DeclinedField']>, ParentType, ContextType>;
};

export type DeclinedFieldResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DeclinedField'] = ResolversParentTypes['DeclinedField']> = {
  coordinate?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RegisterMachineClientResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegisterMachineClientResult'] = ResolversParentTypes['RegisterMachineClientResult']> = {
  __resolveType: TypeResolveFn<'MachineClientRegistered' | 'MachineClientInvalid', ParentType, ContextType>;
};

export type MachineClientRegisteredResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['MachineClientRegistered'] = ResolversParentTypes['MachineClientRegistered']> = {
  client?: Resolver<ResolversTypes['MachineClient'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MachineClientInvalidResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['MachineClientInvalid'] = ResolversParentTypes['MachineClientInvalid']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveMachineClientResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RemoveMachineClientResult'] = ResolversParentTypes['RemoveMachineClientResult']> = {
  __resolveType: TypeResolveFn<'MachineClientRemoved' | 'MachineClientNotFound', ParentType, ContextType>;
};

export type MachineClientRemovedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['MachineClientRemoved'] = ResolversParentTypes['MachineClientRemoved']> = {
  client?: Resolver<ResolversTypes['MachineClient'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MachineClientNotFoundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['MachineClientNotFound'] = ResolversParentTypes['MachineClientNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountInvitationResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccountInvitationResult'] = ResolversParentTypes['AccountInvitationResult']> = {
  __resolveType: TypeResolveFn<'AccountInvitationRequested' | 'AccountInvitationRefused', ParentType, ContextType>;
};

export type AccountInvitationRequestedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccountInvitationRequested'] = ResolversParentTypes['AccountInvitationRequested']> = {
  invitation?: Resolver<ResolversTypes['AccountInvitation'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  link?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountInvitationRefusedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccountInvitationRefused'] = ResolversParentTypes['AccountInvitationRefused']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApproveAccountInvitationResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ApproveAccountInvitationResult'] = ResolversParentTypes['ApproveAccountInvitationResult']> = {
  __resolveType: TypeResolveFn<'AccountInvitationApproved' | 'AccountInvitationRefused', ParentType, ContextType>;
};

export type AccountInvitationApprovedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccountInvitationApproved'] = ResolversParentTypes['AccountInvitationApproved']> = {
  invitation?: Resolver<ResolversTypes['AccountInvitation'], ParentType, ContextType>;
  link?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawAccountInvitationResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WithdrawAccountInvitationResult'] = ResolversParentTypes['WithdrawAccountInvitationResult']> = {
  __resolveType: TypeResolveFn<'AccountInvitationWithdrawn' | 'AccountInvitationRefused', ParentType, ContextType>;
};

export type AccountInvitationWithdrawnResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccountInvitationWithdrawn'] = ResolversParentTypes['AccountInvitationWithdrawn']> = {
  invitation?: Resolver<ResolversTypes['AccountInvitation'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LockAccountResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['LockAccountResult'] = ResolversParentTypes['LockAccountResult']> = {
  __resolveType: TypeResolveFn<'AccountLocked' | 'AccountInvitationRefused', ParentType, ContextType>;
};

export type AccountLockedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccountLocked'] = ResolversParentTypes['AccountLocked']> = {
  account?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HoldToSafelistResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['HoldToSafelistResult'] = ResolversParentTypes['HoldToSafelistResult']> = {
  __resolveType: TypeResolveFn<'SafelistHoldChanged' | 'AppNotFound' | 'TransitionNotPossible' | 'ReasonMissing', ParentType, ContextType>;
};

export type SafelistHoldChangedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SafelistHoldChanged'] = ResolversParentTypes['SafelistHoldChanged']> = {
  registration?: Resolver<ResolversTypes['AppRegistration'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteAppResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DeleteAppResult'] = ResolversParentTypes['DeleteAppResult']> = {
  __resolveType: TypeResolveFn<'AppDeleted' | 'AppNotFound' | 'TransitionNotPossible' | 'ReasonMissing', ParentType, ContextType>;
};

export type AppDeletedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppDeleted'] = ResolversParentTypes['AppDeleted']> = {
  registration?: Resolver<ResolversTypes['AppRegistration'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SuspendAppResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SuspendAppResult'] = ResolversParentTypes['SuspendAppResult']> = {
  __resolveType: TypeResolveFn<'AppSuspended' | 'AppNotFound' | 'TransitionNotPossible' | 'ReasonMissing', ParentType, ContextType>;
};

export type ReinstateAppResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReinstateAppResult'] = ResolversParentTypes['ReinstateAppResult']> = {
  __resolveType: TypeResolveFn<'AppReinstated' | 'AppNotFound' | 'TransitionNotPossible' | 'ReasonMissing', ParentType, ContextType>;
};

export type AppSuspendedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppSuspended'] = ResolversParentTypes['AppSuspended']> = {
  registration?: Resolver<ResolversTypes['AppRegistration'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppReinstatedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppReinstated'] = ResolversParentTypes['AppReinstated']> = {
  registration?: Resolver<ResolversTypes['AppRegistration'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransitionNotPossibleResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TransitionNotPossible'] = ResolversParentTypes['TransitionNotPossible']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AppState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReasonMissingResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReasonMissing'] = ResolversParentTypes['ReasonMissing']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterAppResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegisterAppResult'] = ResolversParentTypes['RegisterAppResult']> = {
  __resolveType: TypeResolveFn<'AppRegistered' | 'RegistrationInvalid' | 'AppNameTaken' | 'TooManyApps', ParentType, ContextType>;
};

export type ReplaceAppSecretResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReplaceAppSecretResult'] = ResolversParentTypes['ReplaceAppSecretResult']> = {
  __resolveType: TypeResolveFn<'AppSecretReplaced' | 'AppNotFound' | 'TransitionNotPossible', ParentType, ContextType>;
};

export type AppRegisteredResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppRegistered'] = ResolversParentTypes['AppRegistered']> = {
  registration?: Resolver<ResolversTypes['AppRegistration'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppSecretReplacedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppSecretReplaced'] = ResolversParentTypes['AppSecretReplaced']> = {
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientSecret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  oldSecretValidUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PartnerProblemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartnerProblem'] = ResolversParentTypes['PartnerProblem']> = {
  __resolveType: TypeResolveFn<'NothingProposed' | 'OperationsNotValid' | 'FieldsNotForApps' | 'ScopesNotDefined' | 'PurposesNotAllowed' | 'AccessRequestOutdated' | 'OrganisationUnverified' | 'NothingDrafted' | 'AccessRequestNotFound' | 'AlreadyDecided' | 'DeclinedFieldsInvalid' | 'SandboxClosed' | 'NoSyntheticCitizen' | 'TransitionNotPossible' | 'ReasonMissing' | 'RegistrationInvalid' | 'AppNameTaken' | 'TooManyApps' | 'AppNotFound', ParentType, ContextType>;
};

export type RegistrationInvalidResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegistrationInvalid'] = ResolversParentTypes['RegistrationInvalid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppNameTakenResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppNameTaken'] = ResolversParentTypes['AppNameTaken']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyAppsResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TooManyApps'] = ResolversParentTypes['TooManyApps']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppNotFoundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppNotFound'] = ResolversParentTypes['AppNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppRegistrationConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppRegistrationConnection'] = ResolversParentTypes['AppRegistrationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AppRegistrationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AppRegistration']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AppRegistrationEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppRegistrationEdge'] = ResolversParentTypes['AppRegistrationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AppRegistration'], ParentType, ContextType>;
};

export type AppRegistrationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppRegistration'] = ResolversParentTypes['AppRegistration']> = {
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['PartnerApp'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AppState'], ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  redirectUris?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  authMethod?: Resolver<ResolversTypes['ClientAuthMethod'], ParentType, ContextType>;
  oldSecretValidUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  purposeStatements?: Resolver<ReadonlyArray<ResolversTypes['PurposeStatement']>, ParentType, ContextType>;
  dpopBoundAccessTokens?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  backchannelLogoutUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pendingChange?: Resolver<Maybe<ResolversTypes['AppChange']>, ParentType, ContextType>;
  accessRequests?: Resolver<ResolversTypes['AccessRequestConnection'], ParentType, ContextType, RequireFields<AppRegistrationAccessRequestsArgs, 'first'>>;
  operations?: Resolver<ReadonlyArray<ResolversTypes['SafelistedOperation']>, ParentType, ContextType>;
  heldToSafelist?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  declinedFields?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  transitions?: Resolver<ResolversTypes['AppTransitionConnection'], ParentType, ContextType, RequireFields<AppRegistrationTransitionsArgs, 'first'>>;
};

export type PurposeStatementResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PurposeStatement'] = ResolversParentTypes['PurposeStatement']> = {
  purpose?: Resolver<ResolversTypes['Purpose'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AppTransitionConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppTransitionConnection'] = ResolversParentTypes['AppTransitionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AppTransitionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AppTransition']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AppTransitionEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppTransitionEdge'] = ResolversParentTypes['AppTransitionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AppTransition'], ParentType, ContextType>;
};

export type AppTransitionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppTransition'] = ResolversParentTypes['AppTransition']> = {
  event?: Resolver<ResolversTypes['AppEvent'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['AppState']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['AppState'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['AppActor'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  changed?: Resolver<ReadonlyArray<ResolversTypes['AppDetail']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DataScopeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DataScope'] = ResolversParentTypes['DataScope']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  classification?: Resolver<ResolversTypes['DataClass'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<DataScopeTitleArgs, 'language'>>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<DataScopeDescriptionArgs, 'language'>>;
};

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  AcknowledgeProfilingAlertResult?: AcknowledgeProfilingAlertResultResolvers<ContextType>;
  ProfilingAlertAcknowledged?: ProfilingAlertAcknowledgedResolvers<ContextType>;
  ProfilingAlertNotFound?: ProfilingAlertNotFoundResolvers<ContextType>;
  AnswerAccessQuestionResult?: AnswerAccessQuestionResultResolvers<ContextType>;
  AccessQuestionAnswered?: AccessQuestionAnsweredResolvers<ContextType>;
  AccessQuestionNotFound?: AccessQuestionNotFoundResolvers<ContextType>;
  AccessQuestionAlreadyAnswered?: AccessQuestionAlreadyAnsweredResolvers<ContextType>;
  AnswerMissing?: AnswerMissingResolvers<ContextType>;
  NarrowConsentResult?: NarrowConsentResultResolvers<ContextType>;
  UnlinkIdentityResult?: UnlinkIdentityResultResolvers<ContextType>;
  IdentityUnlinked?: IdentityUnlinkedResolvers<ContextType>;
  RelinkIdentityResult?: RelinkIdentityResultResolvers<ContextType>;
  IdentityRelinked?: IdentityRelinkedResolvers<ContextType>;
  LinkedIdentityNotFound?: LinkedIdentityNotFoundResolvers<ContextType>;
  WithdrawConsentResult?: WithdrawConsentResultResolvers<ContextType>;
  ConsentNarrowed?: ConsentNarrowedResolvers<ContextType>;
  ConsentWithdrawn?: ConsentWithdrawnResolvers<ContextType>;
  ConsentProblem?: ConsentProblemResolvers<ContextType>;
  ConsentNotFound?: ConsentNotFoundResolvers<ContextType>;
  ConsentNotInForce?: ConsentNotInForceResolvers<ContextType>;
  ScopesNotConsented?: ScopesNotConsentedResolvers<ContextType>;
  Citizen?: CitizenResolvers<ContextType>;
  LinkedIdentity?: LinkedIdentityResolvers<ContextType>;
  AccessRecordConnection?: AccessRecordConnectionResolvers<ContextType>;
  AccessRecordEdge?: AccessRecordEdgeResolvers<ContextType>;
  AccessRecord?: AccessRecordResolvers<ContextType>;
  AgencyAccessConnection?: AgencyAccessConnectionResolvers<ContextType>;
  AgencyAccessEdge?: AgencyAccessEdgeResolvers<ContextType>;
  AgencyAccess?: AgencyAccessResolvers<ContextType>;
  AgencyAccessTotal?: AgencyAccessTotalResolvers<ContextType>;
  AccessQuestionConnection?: AccessQuestionConnectionResolvers<ContextType>;
  AccessQuestionEdge?: AccessQuestionEdgeResolvers<ContextType>;
  AccessQuestion?: AccessQuestionResolvers<ContextType>;
  AccessCount?: AccessCountResolvers<ContextType>;
  AccessChain?: AccessChainResolvers<ContextType>;
  ProfilingAlertConnection?: ProfilingAlertConnectionResolvers<ContextType>;
  ProfilingAlertEdge?: ProfilingAlertEdgeResolvers<ContextType>;
  ProfilingAlert?: ProfilingAlertResolvers<ContextType>;
  Profile?: ProfileResolvers<ContextType>;
  PersonalText?: PersonalTextResolvers<ContextType>;
  SensitiveDate?: SensitiveDateResolvers<ContextType>;
  SensitiveAddress?: SensitiveAddressResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  ConsentConnection?: ConsentConnectionResolvers<ContextType>;
  ConsentEdge?: ConsentEdgeResolvers<ContextType>;
  Consent?: ConsentResolvers<ContextType>;
  Purpose?: PurposeResolvers<ContextType>;
  AgencyConnection?: AgencyConnectionResolvers<ContextType>;
  AgencyEdge?: AgencyEdgeResolvers<ContextType>;
  Agency?: AgencyResolvers<ContextType>;
  MachineClient?: MachineClientResolvers<ContextType>;
  PlatformAccount?: PlatformAccountResolvers<ContextType>;
  DeveloperAccount?: DeveloperAccountResolvers<ContextType>;
  VerifyDeveloperResult?: VerifyDeveloperResultResolvers<ContextType>;
  DeveloperVerified?: DeveloperVerifiedResolvers<ContextType>;
  AccountInvitation?: AccountInvitationResolvers<ContextType>;
  PartnerAppConnection?: PartnerAppConnectionResolvers<ContextType>;
  PartnerAppEdge?: PartnerAppEdgeResolvers<ContextType>;
  PartnerApp?: PartnerAppResolvers<ContextType>;
  ChangeAppResult?: ChangeAppResultResolvers<ContextType>;
  AppChanged?: AppChangedResolvers<ContextType>;
  ReviewAppChangeResult?: ReviewAppChangeResultResolvers<ContextType>;
  AppChangeReviewed?: AppChangeReviewedResolvers<ContextType>;
  NothingProposed?: NothingProposedResolvers<ContextType>;
  AppChange?: AppChangeResolvers<ContextType>;
  DraftAccessResult?: DraftAccessResultResolvers<ContextType>;
  SubmitAccessResult?: SubmitAccessResultResolvers<ContextType>;
  DecideAccessResult?: DecideAccessResultResolvers<ContextType>;
  IssueSandboxTokenResult?: IssueSandboxTokenResultResolvers<ContextType>;
  AccessDrafted?: AccessDraftedResolvers<ContextType>;
  AccessSubmitted?: AccessSubmittedResolvers<ContextType>;
  AccessDecided?: AccessDecidedResolvers<ContextType>;
  SandboxTokenIssued?: SandboxTokenIssuedResolvers<ContextType>;
  OperationsNotValid?: OperationsNotValidResolvers<ContextType>;
  OperationProblem?: OperationProblemResolvers<ContextType>;
  FieldsNotForApps?: FieldsNotForAppsResolvers<ContextType>;
  ScopesNotDefined?: ScopesNotDefinedResolvers<ContextType>;
  PurposesNotAllowed?: PurposesNotAllowedResolvers<ContextType>;
  AccessRequestOutdated?: AccessRequestOutdatedResolvers<ContextType>;
  OrganisationUnverified?: OrganisationUnverifiedResolvers<ContextType>;
  NothingDrafted?: NothingDraftedResolvers<ContextType>;
  AccessRequestNotFound?: AccessRequestNotFoundResolvers<ContextType>;
  AlreadyDecided?: AlreadyDecidedResolvers<ContextType>;
  DeclinedFieldsInvalid?: DeclinedFieldsInvalidResolvers<ContextType>;
  SandboxClosed?: SandboxClosedResolvers<ContextType>;
  NoSyntheticCitizen?: NoSyntheticCitizenResolvers<ContextType>;
  AccessRequestConnection?: AccessRequestConnectionResolvers<ContextType>;
  AccessRequestEdge?: AccessRequestEdgeResolvers<ContextType>;
  AccessRequest?: AccessRequestResolvers<ContextType>;
  RequestedOperation?: RequestedOperationResolvers<ContextType>;
  SafelistedOperation?: SafelistedOperationResolvers<ContextType>;
  RequestedField?: RequestedFieldResolvers<ContextType>;
  FieldAlternative?: FieldAlternativeResolvers<ContextType>;
  AccessRequestPart?: AccessRequestPartResolvers<ContextType>;
  DeclinedField?: DeclinedFieldResolvers<ContextType>;
  RegisterMachineClientResult?: RegisterMachineClientResultResolvers<ContextType>;
  MachineClientRegistered?: MachineClientRegisteredResolvers<ContextType>;
  MachineClientInvalid?: MachineClientInvalidResolvers<ContextType>;
  RemoveMachineClientResult?: RemoveMachineClientResultResolvers<ContextType>;
  MachineClientRemoved?: MachineClientRemovedResolvers<ContextType>;
  MachineClientNotFound?: MachineClientNotFoundResolvers<ContextType>;
  AccountInvitationResult?: AccountInvitationResultResolvers<ContextType>;
  AccountInvitationRequested?: AccountInvitationRequestedResolvers<ContextType>;
  AccountInvitationRefused?: AccountInvitationRefusedResolvers<ContextType>;
  ApproveAccountInvitationResult?: ApproveAccountInvitationResultResolvers<ContextType>;
  AccountInvitationApproved?: AccountInvitationApprovedResolvers<ContextType>;
  WithdrawAccountInvitationResult?: WithdrawAccountInvitationResultResolvers<ContextType>;
  AccountInvitationWithdrawn?: AccountInvitationWithdrawnResolvers<ContextType>;
  LockAccountResult?: LockAccountResultResolvers<ContextType>;
  AccountLocked?: AccountLockedResolvers<ContextType>;
  HoldToSafelistResult?: HoldToSafelistResultResolvers<ContextType>;
  SafelistHoldChanged?: SafelistHoldChangedResolvers<ContextType>;
  DeleteAppResult?: DeleteAppResultResolvers<ContextType>;
  AppDeleted?: AppDeletedResolvers<ContextType>;
  SuspendAppResult?: SuspendAppResultResolvers<ContextType>;
  ReinstateAppResult?: ReinstateAppResultResolvers<ContextType>;
  AppSuspended?: AppSuspendedResolvers<ContextType>;
  AppReinstated?: AppReinstatedResolvers<ContextType>;
  TransitionNotPossible?: TransitionNotPossibleResolvers<ContextType>;
  ReasonMissing?: ReasonMissingResolvers<ContextType>;
  RegisterAppResult?: RegisterAppResultResolvers<ContextType>;
  ReplaceAppSecretResult?: ReplaceAppSecretResultResolvers<ContextType>;
  AppRegistered?: AppRegisteredResolvers<ContextType>;
  AppSecretReplaced?: AppSecretReplacedResolvers<ContextType>;
  PartnerProblem?: PartnerProblemResolvers<ContextType>;
  RegistrationInvalid?: RegistrationInvalidResolvers<ContextType>;
  AppNameTaken?: AppNameTakenResolvers<ContextType>;
  TooManyApps?: TooManyAppsResolvers<ContextType>;
  AppNotFound?: AppNotFoundResolvers<ContextType>;
  AppRegistrationConnection?: AppRegistrationConnectionResolvers<ContextType>;
  AppRegistrationEdge?: AppRegistrationEdgeResolvers<ContextType>;
  AppRegistration?: AppRegistrationResolvers<ContextType>;
  PurposeStatement?: PurposeStatementResolvers<ContextType>;
  AppTransitionConnection?: AppTransitionConnectionResolvers<ContextType>;
  AppTransitionEdge?: AppTransitionEdgeResolvers<ContextType>;
  AppTransition?: AppTransitionResolvers<ContextType>;
  DataScope?: DataScopeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = SubgraphContext> = {
  dataClass?: DataClassDirectiveResolver<any, any, ContextType>;
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
