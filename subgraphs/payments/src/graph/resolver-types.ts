// Made from schema.graphql by `npm run codegen`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { MoneyModel, CitizenModel, AgencyModel, RegionModel, RevenueModel, RevenueLineModel, RevenueCodeModel, NoticeModel, LateFeeRuleModel, NoticeEventModel, NoticeItemModel, FineParticularsModel, PaymentModel, PaymentProgressModel, PaymentPartModel, PaymentEventModel, ReceiptModel, ReceiptKeyModel, RefundModel, RefundEventModel, DisputeModel, DisputeEventModel, AppRegistrationModel, WebhookModel, WebhookDeliveryModel, WebhookAttemptModel, NoticesIssuedModel, IssuedRowModel, BadRowModel, ReconciliationItemModel, LedgerEntryModel, SettlementModel, PaymentCaseModel } from './mappers.ts';
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
  /** A civil date, YYYY-MM-DD, without a time zone. */
  Date: { input: string; output: string; }
  /** A whole number of minor currency units (fen, cents) as a decimal string of a 64-bit integer, e.g. "20000". */
  MinorUnits: { input: string; output: string; }
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

/** An amount of money. */
export type Money = {
  readonly __typename?: 'Money';
  /** Amount in minor units of the currency: "20000" CNY are 200 yuan. */
  readonly amountMinor: Scalars['MinorUnits']['output'];
  /** Currency by its ISO 4217 code. */
  readonly currency: Scalars['String']['output'];
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

export type Query = {
  readonly __typename?: 'Query';
  /**
   * A payment notice by its 20-digit code. Anyone with the code, even without a login, sees payee, items and their
   * amounts; its status and addressee are for the addressee and the agency's clerk. Null if there is none.
   */
  readonly notice?: Maybe<Notice>;
  /** Public keys of all present and former signers of receipts, as at /receipts/jwks.json of the payments service. */
  readonly receiptKeys: ReadonlyArray<ReceiptKey>;
  /** A dispute of the calling citizen, or about a notice of the calling operator's agency. Null if there is none. */
  readonly dispute?: Maybe<Dispute>;
  /** A refund to the calling citizen, or of the calling operator's agency. Null if there is none. */
  readonly refund?: Maybe<Refund>;
  /** A payment of the calling citizen, or to the calling operator's agency. Null if there is none. */
  readonly payment?: Maybe<Payment>;
  /** A payment of the calling citizen by the app's reference of `initiatePayment`. Null if there is none. */
  readonly paymentByReference?: Maybe<Payment>;
  /**
   * Progress of a payment of the calling app by its reference, for an app that missed webhooks. Requires the app's own
   * token. Null if there is none.
   */
  readonly paymentProgress?: Maybe<PaymentProgress>;
  /** Webhooks of the calling app, oldest first; at most ten. Requires the app's own token. */
  readonly paymentWebhooks?: Maybe<ReadonlyArray<Webhook>>;
  /**
   * Cases for a human decision, newest first: stuck payments and breaks. Treasurers see those of their agency;
   * the treasurer of finance and an administrator see all.
   */
  readonly paymentCases?: Maybe<PaymentCaseConnection>;
};


export type QueryNoticeArgs = {
  code: Scalars['String']['input'];
};


export type QueryDisputeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRefundArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPaymentByReferenceArgs = {
  reference: Scalars['String']['input'];
};


export type QueryPaymentProgressArgs = {
  reference: Scalars['String']['input'];
};


export type QueryPaymentCasesArgs = {
  kind?: InputMaybe<PaymentCaseKind>;
  closed?: Scalars['Boolean']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Closes a case with the finding about a payment of unknown outcome, or about a break between a provider's statement and
   * the ledger. For the treasurer of its agency, the treasurer of finance, or an administrator.
   */
  readonly closePaymentCase?: Maybe<ClosePaymentCaseResult>;
  /** Settles a closed window: the calling treasurer has seen its money in the bank. Refused while a line of it is a break. */
  readonly settleWindow?: Maybe<SettleWindowResult>;
  /**
   * Registers a webhook of the calling app for its payments and disputes: each step is posted to the URL by Standard
   * Webhooks (https://www.standardwebhooks.com), and retried for more than two days. Requires the app's own token (client
   * credentials).
   */
  readonly registerWebhook?: Maybe<RegisterWebhookResult>;
  /** Removes a webhook of the calling app. Null if there is none with this identifier. */
  readonly removeWebhook?: Maybe<Webhook>;
  /**
   * Replays a message, immediately and then on the usual schedule, under the same identifier. Null if the calling app has
   * no such message, or its webhook was removed.
   */
  readonly replayWebhookDelivery?: Maybe<WebhookDelivery>;
  /** Registers a webhook of an app of the calling developer, as `registerWebhook` does for the calling app. */
  readonly registerAppWebhook?: Maybe<RegisterWebhookResult>;
  /** Removes a webhook of an app of the calling developer. Null if there is none with this identifier. */
  readonly removeAppWebhook?: Maybe<Webhook>;
  /** Replays a message to an app of the calling developer, as `replayWebhookDelivery` does. Null if there is none. */
  readonly replayAppWebhookDelivery?: Maybe<WebhookDelivery>;
  /**
   * Posts an event of type `webhook.test`, which concerns no payment, to a webhook of an app of the calling developer. Null
   * if there is no such webhook in use.
   */
  readonly sendTestWebhook?: Maybe<WebhookDelivery>;
  /**
   * Refunds money of a payment for one notice of the calling operator's agency, all or part of it. Within the agency's
   * limit it is paid immediately; above it, another treasurer has to approve.
   */
  readonly requestRefund?: Maybe<RequestRefundResult>;
  /** Approves a refund that another treasurer of the agency requested. */
  readonly approveRefund?: Maybe<DecideRefundResult>;
  /** Rejects a refund that a treasurer of the agency requested, or withdraws one's own. Nothing is paid. */
  readonly rejectRefund?: Maybe<DecideRefundResult>;
  /** Issues a payment notice in the name of the calling operator's agency. */
  readonly issueNotice?: Maybe<IssueNoticeResult>;
  /**
   * Issues up to 1,000 payment notices in the name of the calling operator's agency. Valid rows are issued; each invalid
   * row is listed with its problem. A command issues longer lists.
   */
  readonly issueNotices?: Maybe<IssueNoticesResult>;
  /** Withdraws a notice of the calling operator's agency: nothing more is owed. */
  readonly withdrawNotice?: Maybe<EndNoticeResult>;
  /** Writes off a notice of the calling operator's agency: it is owed but uncollectable, and cannot be paid any more. */
  readonly writeOffNotice?: Maybe<EndNoticeResult>;
  /**
   * Disputes a notice addressed to the calling citizen. It stays owed and payable; its late fee stops until the agency has
   * decided.
   */
  readonly disputeNotice?: Maybe<DisputeNoticeResult>;
  /**
   * Disputes money of a payment of the calling citizen: paid twice, or not owed. The money stays with the agency
   * until it decides.
   */
  readonly disputePayment?: Maybe<DisputePaymentResult>;
  /** Withdraws a dispute of the calling citizen. The late fee is then what it would have been without it. */
  readonly withdrawDispute?: Maybe<EndDisputeResult>;
  /**
   * Decides a dispute in the name of the calling operator's agency: clerks decide about notices, treasurers about
   * payments. An upheld dispute withdraws a wrong notice; `requestRefund` returns money.
   */
  readonly decideDispute?: Maybe<EndDisputeResult>;
  /**
   * Starts the payment of one or several notices. The answer contains the URL where the citizen pays. Anyone
   * with a notice's code may pay it.
   */
  readonly initiatePayment?: Maybe<InitiatePaymentResult>;
};


export type MutationClosePaymentCaseArgs = {
  input: ClosePaymentCaseInput;
};


export type MutationSettleWindowArgs = {
  input: SettleWindowInput;
};


export type MutationRegisterWebhookArgs = {
  input: RegisterWebhookInput;
};


export type MutationRemoveWebhookArgs = {
  id: Scalars['ID']['input'];
};


export type MutationReplayWebhookDeliveryArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRegisterAppWebhookArgs = {
  input: RegisterAppWebhookInput;
};


export type MutationRemoveAppWebhookArgs = {
  input: AppWebhookInput;
};


export type MutationReplayAppWebhookDeliveryArgs = {
  input: ReplayAppWebhookInput;
};


export type MutationSendTestWebhookArgs = {
  input: AppWebhookInput;
};


export type MutationRequestRefundArgs = {
  input: RequestRefundInput;
};


export type MutationApproveRefundArgs = {
  input: DecideRefundInput;
};


export type MutationRejectRefundArgs = {
  input: DecideRefundInput;
};


export type MutationIssueNoticeArgs = {
  input: IssueNoticeInput;
};


export type MutationIssueNoticesArgs = {
  input: IssueNoticesInput;
};


export type MutationWithdrawNoticeArgs = {
  input: EndNoticeInput;
};


export type MutationWriteOffNoticeArgs = {
  input: EndNoticeInput;
};


export type MutationDisputeNoticeArgs = {
  input: DisputeNoticeInput;
};


export type MutationDisputePaymentArgs = {
  input: DisputePaymentInput;
};


export type MutationWithdrawDisputeArgs = {
  input: WithdrawDisputeInput;
};


export type MutationDecideDisputeArgs = {
  input: DecideDisputeInput;
};


export type MutationInitiatePaymentArgs = {
  input: InitiatePaymentInput;
};

export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * A payment of the calling citizen, or to the calling operator's agency: its current state, then each later
   * one (fast steps may be merged; `events` has all). Completes with `SUCCESS`, which is final. If there is
   * none, the result is null and the subscription completes.
   */
  readonly paymentUpdated?: Maybe<Payment>;
};


export type SubscriptionPaymentUpdatedArgs = {
  id: Scalars['ID']['input'];
};

/** A person in the civil registry, as seen by one app. */
export type Citizen = {
  readonly __typename?: 'Citizen';
  /** Internal key that joins the agencies' records. It never leaves gateway and subgraphs. */
  readonly uin: Scalars['ID']['output'];
  /** Payment notices addressed to the citizen, newest first. */
  readonly notices?: Maybe<NoticeConnection>;
  /**
   * Whether anything is addressed to the citizen that is neither paid nor withdrawn. Prefer it to `notices` if the answer
   * suffices, since it reveals nothing about debts.
   */
  readonly hasDueNotices?: Maybe<Scalars['Boolean']['output']>;
  /** Payments that the citizen made or tried, newest first. */
  readonly payments?: Maybe<PaymentConnection>;
  /** Receipts for the citizen's payments, newest first. */
  readonly receipts?: Maybe<ReceiptConnection>;
  /** Disputes of the citizen, newest first. */
  readonly disputes?: Maybe<DisputeConnection>;
};


/** A person in the civil registry, as seen by one app. */
export type CitizenNoticesArgs = {
  status?: InputMaybe<NoticeStatus>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A person in the civil registry, as seen by one app. */
export type CitizenPaymentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A person in the civil registry, as seen by one app. */
export type CitizenReceiptsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A person in the civil registry, as seen by one app. */
export type CitizenDisputesArgs = {
  state?: InputMaybe<DisputeState>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A government body that owns a part of the graph, or is responsible for data in it. */
export type Agency = {
  readonly __typename?: 'Agency';
  /** Identifier, such as `transport`. */
  readonly id: Scalars['ID']['output'];
  /** What the agency received, from the ledger. For its own treasurer, and for the treasurer of the finance bureau. */
  readonly revenue?: Maybe<Revenue>;
  /** The agency's refunds, newest first; those in state `REQUESTED` wait for a second treasurer. */
  readonly refunds?: Maybe<RefundConnection>;
  /** Every line of the providers' statements about the agency's money, newest first, with its match in the ledger. */
  readonly reconciliation?: Maybe<ReconciliationItemConnection>;
  /** Money that each provider collected for the agency per day, newest first, until it is in the bank. */
  readonly settlements?: Maybe<SettlementConnection>;
  /** Disputes about the agency's notices and their payments, newest first; those in state `OPENED` wait for a decision. */
  readonly disputes?: Maybe<DisputeConnection>;
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencyRevenueArgs = {
  from: Scalars['Date']['input'];
  until: Scalars['Date']['input'];
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencyRefundsArgs = {
  state?: InputMaybe<RefundState>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencyReconciliationArgs = {
  verdict?: InputMaybe<ReconciliationVerdict>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencySettlementsArgs = {
  state?: InputMaybe<SettlementState>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencyDisputesArgs = {
  state?: InputMaybe<DisputeState>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** An administrative region; its name and statistics come from the statistics agency. */
export type Region = {
  readonly __typename?: 'Region';
  /** Six-digit code of GB/T 2260. */
  readonly code: Scalars['ID']['output'];
  /**
   * What all agencies together received in the region and its subregions, for the finance treasurer (trailing pairs of
   * zeros in a code include all below). Null for a region outside this treasury.
   */
  readonly revenue?: Maybe<Revenue>;
};


/** An administrative region; its name and statistics come from the statistics agency. */
export type RegionRevenueArgs = {
  from: Scalars['Date']['input'];
  until: Scalars['Date']['input'];
};

/** Money received in a period. Class C1 and not public: with few payers, a total reveals what one of them paid. */
export type Revenue = {
  readonly __typename?: 'Revenue';
  /** First day of the period. */
  readonly from: Scalars['Date']['output'];
  /** First day after the period. */
  readonly until: Scalars['Date']['output'];
  /** Total of all revenue codes. */
  readonly total: Money;
  /** Totals by revenue code, in the order of the codes. */
  readonly byRevenueCode: RevenueLineConnection;
};


/** Money received in a period. Class C1 and not public: with few payers, a total reveals what one of them paid. */
export type RevenueByRevenueCodeArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of revenue totals. */
export type RevenueLineConnection = {
  readonly __typename?: 'RevenueLineConnection';
  /** The totals of this page with their cursors. */
  readonly edges: ReadonlyArray<RevenueLineEdge>;
  /** The totals of this page. */
  readonly nodes: ReadonlyArray<RevenueLine>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A revenue total in its list. */
export type RevenueLineEdge = {
  readonly __typename?: 'RevenueLineEdge';
  /** Position of the total, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The total. */
  readonly node: RevenueLine;
};

/** What was received under one revenue code. */
export type RevenueLine = {
  readonly __typename?: 'RevenueLine';
  /** What the money was received for. */
  readonly revenueCode: RevenueCode;
  /** The amount. */
  readonly amount: Money;
};

/** What may be collected, in a hierarchy: a code extends its parent's. */
export type RevenueCode = {
  readonly __typename?: 'RevenueCode';
  /** Digits; each level adds two or more, e.g. 103 > 10305 > 1030501 > 103050101. */
  readonly code: Scalars['ID']['output'];
  /** What is collected under this code. */
  readonly name: Scalars['String']['output'];
  /** The code above; null at the top. */
  readonly parent?: Maybe<RevenueCode>;
};

/** Life of a notice. */
export type NoticeStatus =
  /** Issued and due. */
  | 'ISSUED'
  /** Some of it is paid; the rest is due. */
  | 'PARTLY_PAID'
  /** Paid in full. */
  | 'PAID'
  /** Withdrawn by the agency; nothing is owed. */
  | 'WITHDRAWN'
  /** Written off by the agency as uncollectable. */
  | 'WRITTEN_OFF';

/** A payment notice: what is owed to an agency. Anyone with the code sees code, payee, items and amount. */
export type Notice = {
  readonly __typename?: 'Notice';
  /** 20 digits: region 6, payee unit 3, serial 10 (random), check digit 1 (ISO/IEC 7064, MOD 11,10). */
  readonly code: Scalars['ID']['output'];
  /** The agency that issued the notice and receives the money (payee unit). */
  readonly agency?: Maybe<Agency>;
  /** The sum of the items. */
  readonly amount: Money;
  /** Charges; 1 to 20 items in the order of the notice. */
  readonly items: ReadonlyArray<NoticeItem>;
  /** Last day for payment, in the treasury's zone (Asia/Shanghai). */
  readonly dueDate?: Maybe<Scalars['Date']['output']>;
  /** Status of the notice. */
  readonly status?: Maybe<NoticeStatus>;
  /** Remaining debt if it is paid today: items and late fee, minus paid amounts. Zero unless it is due. */
  readonly due?: Maybe<Money>;
  /** Whether the addressee disputes the notice and the agency has not decided yet: its late fee stops meanwhile. */
  readonly disputed?: Maybe<Scalars['Boolean']['output']>;
  /** Late fee as of today. */
  readonly lateFee?: Maybe<Money>;
  /** Rule of the late fee; null if there is none. */
  readonly lateFeeRule?: Maybe<LateFeeRule>;
  /** What has been paid of items and late fee. */
  readonly paid?: Maybe<Money>;
  /** History of the notice since its issue, oldest first. */
  readonly history?: Maybe<ReadonlyArray<NoticeEvent>>;
  /** When the notice was issued. */
  readonly issuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Addressee of the notice; null if anyone with the code is meant to pay it. */
  readonly citizen?: Maybe<Citizen>;
  /**
   * The agency's pairwise identifier of the addressee, for its next notice: the same in all notices of the agency,
   * different at each agency. Null if there is no addressee.
   */
  readonly addressee?: Maybe<Scalars['ID']['output']>;
  /** The offence, if the notice is a fine; else null. */
  readonly fineParticulars?: Maybe<FineParticulars>;
  /** Payments of this notice that the caller may see: a citizen's own, or all for an operator of the agency. */
  readonly payments?: Maybe<PaymentConnection>;
};


/** A payment notice: what is owed to an agency. Anyone with the code sees code, payee, items and amount. */
export type NoticePaymentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Rule of a late fee. */
export type LateFeeRule = {
  readonly __typename?: 'LateFeeRule';
  /** Ten-thousandths of the unpaid items for each day after the due date; 300 are 3 % a day. */
  readonly dailyBasisPoints: Scalars['Int']['output'];
  /** Maximum, in percent of the items. */
  readonly capPercent: Scalars['Int']['output'];
};

/** Event that moves a notice to another status. */
export type NoticeEventName =
  /** A payment has settled some of it. */
  | 'PAY_PART'
  /** A payment has settled the remaining amount. */
  | 'PAY_REST'
  /** The agency withdrew it. */
  | 'WITHDRAW'
  /** The agency wrote it off. */
  | 'WRITE_OFF';

/** One step in the life of a notice; append-only. */
export type NoticeEvent = {
  readonly __typename?: 'NoticeEvent';
  /** What happened. */
  readonly event: NoticeEventName;
  /** Status before. */
  readonly from: NoticeStatus;
  /** Status after. */
  readonly to: NoticeStatus;
  /** Reason, in the agency's words; null for a payment. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When it was recorded here. */
  readonly occurredAt: Scalars['DateTime']['output'];
};

/** A charge of a notice. */
export type NoticeItem = {
  readonly __typename?: 'NoticeItem';
  /** Its code in the revenue catalogue. */
  readonly revenueCode: RevenueCode;
  /** Law or regulation that the claim rests on. */
  readonly legalBasis: Scalars['String']['output'];
  /** How much; always positive. */
  readonly amount: Money;
};

/** The offence behind a fine. */
export type FineParticulars = {
  readonly __typename?: 'FineParticulars';
  /** The offence, in words. */
  readonly offence: Scalars['String']['output'];
  /** Where it was committed. */
  readonly place: Scalars['String']['output'];
  /** When it was committed. */
  readonly occurredAt: Scalars['DateTime']['output'];
};

/** A page of notices. */
export type NoticeConnection = {
  readonly __typename?: 'NoticeConnection';
  /** The notices of this page with their cursors. */
  readonly edges: ReadonlyArray<NoticeEdge>;
  /** The notices of this page. */
  readonly nodes: ReadonlyArray<Notice>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A notice in its list. */
export type NoticeEdge = {
  readonly __typename?: 'NoticeEdge';
  /** Position of the notice, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The notice. */
  readonly node: Notice;
};

/**
 * State of a payment. A provider's notifications may arrive in any order: a payment only moves down this list (`ERROR`
 * aside), so their order makes no difference.
 */
export type PaymentState =
  /** Recorded here; the provider does not know of it yet. */
  | 'CREATED'
  /** The provider is waiting for the payer. */
  | 'STARTED'
  /** The payer has paid; the provider has not settled it yet. */
  | 'SUBMITTED'
  /** Ended without payment: abandoned or expired. */
  | 'CANCELLED'
  /** Ended without payment: the provider declined. */
  | 'FAILED'
  /** The money has arrived and the notice is paid. Final. */
  | 'SUCCESS'
  /** The provider refused to start it, or money arrived that the notice no longer needed and is to be refunded. */
  | 'ERROR';

/** Event that moves a payment to another state. */
export type PaymentEventName =
  /** Recorded here. */
  | 'CREATE'
  /** The provider has opened it. */
  | 'START'
  /** The provider refused to open it. */
  | 'REFUSE'
  /** The payer has paid, the outcome is open. */
  | 'SUBMIT'
  /** The payer abandoned it, or it expired. */
  | 'CANCEL'
  /** The provider declined. */
  | 'FAIL'
  /** The money has arrived. */
  | 'SUCCEED'
  /** Money has arrived for a notice that needs none; it is to be refunded. */
  | 'SURPLUS';

/** One attempt to pay one notice or several. An agency sees only its own part. */
export type Payment = {
  readonly __typename?: 'Payment';
  /** Identifier of the payment. */
  readonly id: Scalars['ID']['output'];
  /** The app's reference; null if it set none, and for everyone but that app. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** The first of the notices that it pays. */
  readonly notice?: Maybe<Notice>;
  /** What it pays, by notice. */
  readonly parts: ReadonlyArray<PaymentPart>;
  /** Total amount. */
  readonly amount: Money;
  /** Provider of the payment. */
  readonly provider: PaymentProviderName;
  /** Current state. */
  readonly state: PaymentState;
  /** When it was recorded. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Where the citizen pays; null once there is nothing left to do. */
  readonly payUrl?: Maybe<Scalars['String']['output']>;
  /** Its history, oldest first; at most ten events. */
  readonly events: ReadonlyArray<PaymentEvent>;
  /** The receipt for the first notice that it has settled, once the money has arrived. */
  readonly receipt?: Maybe<Receipt>;
  /** A receipt for each notice that it has settled, once the money has arrived. */
  readonly receipts: ReadonlyArray<Receipt>;
};

/** Progress of a payment of the calling app, without person or amount. */
export type PaymentProgress = {
  readonly __typename?: 'PaymentProgress';
  /** Identifier of the payment, for `payment(id:)`. */
  readonly paymentId: Scalars['ID']['output'];
  /** The app's reference. */
  readonly reference: Scalars['String']['output'];
  /** Current state. */
  readonly state: PaymentState;
  /** When it was recorded. */
  readonly createdAt: Scalars['DateTime']['output'];
};

/** What a payment's money did for one notice. */
export type PaymentPartState =
  /** The payment is in progress; no other payment may cover the notice. */
  | 'OPEN'
  /** The payment ended without money. */
  | 'RELEASED'
  /** The money counts for the notice. */
  | 'SETTLED'
  /** The money arrived when the notice no longer needed it, and is to be refunded. */
  | 'SURPLUS';

/** Part of a payment for one notice. */
export type PaymentPart = {
  readonly __typename?: 'PaymentPart';
  /** The notice. */
  readonly notice?: Maybe<Notice>;
  /** Amount for the notice. */
  readonly amount: Money;
  /** State of the money. */
  readonly state: PaymentPartState;
  /** The receipt, once the notice is settled with it. */
  readonly receipt?: Maybe<Receipt>;
  /** Amount refunded or reserved for refunds. */
  readonly refunded: Money;
  /** Its refunds, oldest first. */
  readonly refunds: ReadonlyArray<Refund>;
};

/** One step in the life of a payment; append-only. */
export type PaymentEvent = {
  readonly __typename?: 'PaymentEvent';
  /** What happened. */
  readonly event: PaymentEventName;
  /** State before; null for the first. */
  readonly from?: Maybe<PaymentState>;
  /** State after. */
  readonly to: PaymentState;
  /** When it was recorded here. */
  readonly occurredAt: Scalars['DateTime']['output'];
};

/** A page of payments. */
export type PaymentConnection = {
  readonly __typename?: 'PaymentConnection';
  /** The payments of this page with their cursors. */
  readonly edges: ReadonlyArray<PaymentEdge>;
  /** The payments of this page. */
  readonly nodes: ReadonlyArray<Payment>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A payment in its list. */
export type PaymentEdge = {
  readonly __typename?: 'PaymentEdge';
  /** Position of the payment, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The payment. */
  readonly node: Payment;
};

/** Proof that a notice was paid, verifiable without asking anyone. */
export type Receipt = {
  readonly __typename?: 'Receipt';
  /** Receipt number: payee unit, year, serial, check code. Older receipts have no check code. */
  readonly number: Scalars['ID']['output'];
  /** The agency that received the money (payee unit). */
  readonly agency?: Maybe<Agency>;
  /** The notice that was paid. */
  readonly notice?: Maybe<Notice>;
  /** What was paid. */
  readonly amount: Money;
  /** When the money was posted and the receipt issued. */
  readonly issuedAt: Scalars['DateTime']['output'];
  /**
   * The receipt signed by the treasury and by the paid agency: JWS JSON serialization (RFC 7515) with two signatures,
   * EdDSA over Ed25519 (RFC 8037); older ones are compact and signed by the treasury alone. Keys: /receipts/jwks.json of
   * the payments service. It does not name the payer.
   */
  readonly signed: Scalars['String']['output'];
  /**
   * The receipt for display, print and archive: a PDF/A-3 in base64 (RFC 4648, 4), about 60 kB, with payee, notice,
   * amounts, late fee and both signers' keys. It contains `signed` as a QR code and as an attachment, so that either can
   * be verified offline. Expensive: request it when a receipt is opened, not for a list.
   */
  readonly pdf?: Maybe<Scalars['String']['output']>;
};

/** A public key that verifies receipts. */
export type ReceiptKey = {
  readonly __typename?: 'ReceiptKey';
  /** Key id in a receipt: the thumbprint of the key (RFC 7638). */
  readonly id: Scalars['ID']['output'];
  /** The agency that signs with it; null for the treasury. */
  readonly agency?: Maybe<Agency>;
  /** The key as a JWK (RFC 7517), in JSON. */
  readonly jwk: Scalars['String']['output'];
};

/** A page of receipts. */
export type ReceiptConnection = {
  readonly __typename?: 'ReceiptConnection';
  /** The receipts of this page with their cursors. */
  readonly edges: ReadonlyArray<ReceiptEdge>;
  /** The receipts of this page. */
  readonly nodes: ReadonlyArray<Receipt>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A receipt in its list. */
export type ReceiptEdge = {
  readonly __typename?: 'ReceiptEdge';
  /** Position of the receipt, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The receipt. */
  readonly node: Receipt;
};

/** Payment providers. */
export type PaymentProviderName =
  /** Alipay: payUrl is shown as a QR code, or opened on the phone. */
  | 'ALIPAY'
  /** WeChat Pay: payUrl is shown as a QR code, or opened in WeChat. */
  | 'WECHAT_PAY'
  /** Simulated; in demo deployments only. */
  | 'TEST';

/** How much to pay of a notice. */
export type NoticeToPayInput = {
  /** The notice's 20-digit code. */
  readonly code: Scalars['String']['input'];
  /** How much, in fen; without it, all that is left. */
  readonly amountMinor?: InputMaybe<Scalars['MinorUnits']['input']>;
};

/** Input of `initiatePayment`. */
export type InitiatePaymentInput = {
  /** The notice's 20-digit code, to pay all that is left of one notice; or else `notices`. */
  readonly noticeCode?: InputMaybe<Scalars['String']['input']>;
  /** The notices to pay, with their amounts, of one agency or several: 1 to 20, each once. */
  readonly notices?: InputMaybe<ReadonlyArray<NoticeToPayInput>>;
  /** Provider through which the citizen pays. */
  readonly provider: PaymentProviderName;
  /**
   * 1 to 255 characters that the app chooses, unique per caller: the keys of two citizens never collide. For 30 days, the
   * same key with the same input gives the same answer; with another input it is refused with IDEMPOTENCY_KEY_REUSED.
   * While the first request is in progress, the answer is IDEMPOTENCY_KEY_IN_PROGRESS: retry later.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Where the provider sends the citizen afterwards: an https address (or loopback). */
  readonly returnUrl?: InputMaybe<Scalars['String']['input']>;
  /**
   * The app's reference of the payment, 1 to 64 characters, no personal data, unique within the app;
   * `paymentByReference`, `paymentProgress` and webhooks use it.
   */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `initiatePayment`. */
export type InitiatePaymentResult = PaymentInitiated | NoticeCodeMistyped | NoticeNotFound | NoticeAlreadyPaid | NoticeWithdrawn | NoticeWrittenOff | AmountMoreThanDue | PaymentInProgress | PaymentRefused | PaymentReferenceUsed;

/** The payment has begun. */
export type PaymentInitiated = {
  readonly __typename?: 'PaymentInitiated';
  /** Identifier of the payment, for `payment(id:)`. */
  readonly paymentId: Scalars['ID']['output'];
  /** URL where the citizen pays; null if the payment has ended. */
  readonly payUrl?: Maybe<Scalars['String']['output']>;
  /** The payment, for callers who may read it. */
  readonly payment?: Maybe<Payment>;
};

/** A problem that the user of the app can fix. */
export type PaymentProblem = {
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The check digit does not match: a digit of the code is wrong or two are swapped. */
export type NoticeCodeMistyped = PaymentProblem & {
  readonly __typename?: 'NoticeCodeMistyped';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The code, as it was given. */
  readonly code?: Maybe<Scalars['String']['output']>;
};

/** No notice has this code, or it is another agency's, or it was ended and is addressed to another person. */
export type NoticeNotFound = PaymentProblem & {
  readonly __typename?: 'NoticeNotFound';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The code, as it was given. */
  readonly code?: Maybe<Scalars['String']['output']>;
};

/** The notice is paid. */
export type NoticeAlreadyPaid = PaymentProblem & {
  readonly __typename?: 'NoticeAlreadyPaid';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The notice. */
  readonly notice?: Maybe<Notice>;
};

/** The agency has withdrawn the notice. */
export type NoticeWithdrawn = PaymentProblem & {
  readonly __typename?: 'NoticeWithdrawn';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The notice. */
  readonly notice?: Maybe<Notice>;
};

/** The agency has written the notice off. */
export type NoticeWrittenOff = PaymentProblem & {
  readonly __typename?: 'NoticeWrittenOff';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The notice. */
  readonly notice?: Maybe<Notice>;
};

/** The amount exceeds the remaining debt. */
export type AmountMoreThanDue = PaymentProblem & {
  readonly __typename?: 'AmountMoreThanDue';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The notice; its `due` says how much can be paid, to the addressee. */
  readonly notice?: Maybe<Notice>;
};

/** Another payment of this notice is in progress. */
export type PaymentInProgress = PaymentProblem & {
  readonly __typename?: 'PaymentInProgress';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The payment, if it is the caller's own: continue with its payUrl. */
  readonly payment?: Maybe<Payment>;
};

/** The app has used this reference for another payment; no payment has begun. */
export type PaymentReferenceUsed = PaymentProblem & {
  readonly __typename?: 'PaymentReferenceUsed';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The provider refused to start the payment. */
export type PaymentRefused = PaymentProblem & {
  readonly __typename?: 'PaymentRefused';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** A charge of a notice. */
export type NoticeItemInput = {
  /** Code of the revenue catalogue; must have no codes below it. */
  readonly revenueCode: Scalars['String']['input'];
  /** Law or regulation that the claim rests on, 1 to 300 characters. */
  readonly legalBasis: Scalars['String']['input'];
  /** How much, in fen; positive. */
  readonly amountMinor: Scalars['MinorUnits']['input'];
};

/** The offence behind a fine. */
export type FineParticularsInput = {
  /** The offence, in words, 1 to 300 characters. */
  readonly offence: Scalars['String']['input'];
  /** Where it was committed, 1 to 300 characters. */
  readonly place: Scalars['String']['input'];
  /** When it was committed. */
  readonly occurredAt: Scalars['DateTime']['input'];
};

/** Rule of a late fee. */
export type LateFeeRuleInput = {
  /** Ten-thousandths of the unpaid items for each day after the due date, 1 to 10000; 300 are 3 % a day. */
  readonly dailyBasisPoints: Scalars['Int']['input'];
  /** Maximum, in percent of the items, 1 to 100. */
  readonly capPercent?: Scalars['Int']['input'];
};

/** Input of `issueNotice`. */
export type IssueNoticeInput = {
  /** Region in which the money is levied (GB/T 2260, six digits). */
  readonly regionCode: Scalars['String']['input'];
  /**
   * Addressee of the notice: the agency's own pairwise identifier of the citizen, as in `Notice.addressee`. Another
   * agency's is rejected. Without it anyone with the code may pay.
   */
  readonly addressee?: InputMaybe<Scalars['ID']['input']>;
  /** 1 to 20 items. */
  readonly items: ReadonlyArray<NoticeItemInput>;
  /** Last day for payment; today or later. */
  readonly dueDate: Scalars['Date']['input'];
  /** Late fee after that day; default is none. */
  readonly lateFee?: InputMaybe<LateFeeRuleInput>;
  /** The offence, if the notice is a fine. */
  readonly fineParticulars?: InputMaybe<FineParticularsInput>;
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Result of `issueNotice`. */
export type IssueNoticeResult = NoticeIssued | RevenueCodeUnknown;

/** The notice has been issued. */
export type NoticeIssued = {
  readonly __typename?: 'NoticeIssued';
  /** The notice. */
  readonly notice?: Maybe<Notice>;
};

/** The catalogue has no such code that money can be collected under. */
export type RevenueCodeUnknown = PaymentProblem & {
  readonly __typename?: 'RevenueCodeUnknown';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The code that is not in the catalogue. */
  readonly code: Scalars['String']['output'];
};

/** Input of `withdrawNotice` and `writeOffNotice`. */
export type EndNoticeInput = {
  /** The notice's 20-digit code. */
  readonly noticeCode: Scalars['String']['input'];
  /** Why, 1 to 300 characters; the addressee can read it. */
  readonly reason: Scalars['String']['input'];
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Result of `withdrawNotice` or `writeOffNotice`. */
export type EndNoticeResult = NoticeEnded | NoticeNotFound | NoticeAlreadyPaid | NoticeWithdrawn | NoticeWrittenOff;

/** The notice has ended. */
export type NoticeEnded = {
  readonly __typename?: 'NoticeEnded';
  /** The notice. */
  readonly notice?: Maybe<Notice>;
};

/** State of a refund. */
export type RefundState =
  /** Requested; waiting for a second treasurer. */
  | 'REQUESTED'
  /** Not approved, or withdrawn; nothing is paid. Final. */
  | 'REJECTED'
  /** Approved; the provider has not been called yet. */
  | 'APPROVED'
  /** Submitted: the provider has been called, and has not confirmed yet that the payer has the money. */
  | 'SUBMITTED'
  /** The provider has paid the money back. Final. */
  | 'SUCCESS'
  /** The provider refuses to pay it back; the money can be refunded again. Final. */
  | 'FAILED';

/** Event that moves a refund to another state. */
export type RefundEventName =
  /** Requested. */
  | 'REQUEST'
  /** Approved: by a second treasurer, or automatically within the agency's limit. */
  | 'APPROVE'
  /** Rejected or withdrawn. */
  | 'REJECT'
  /** The provider is called. */
  | 'SUBMIT'
  /** The provider has paid the money back. */
  | 'SUCCEED'
  /** The provider has refused. */
  | 'FAIL';

/** Money of one payment for one notice, given back. */
export type Refund = {
  readonly __typename?: 'Refund';
  /** Identifier of the refund. */
  readonly id: Scalars['ID']['output'];
  /** The payment that brought the money. */
  readonly payment?: Maybe<Payment>;
  /** The notice that it was for. */
  readonly notice?: Maybe<Notice>;
  /** How much is given back. */
  readonly amount: Money;
  /** Why, in the agency's words. */
  readonly reason: Scalars['String']['output'];
  /** Current state. */
  readonly state: RefundState;
  /** Whether a second treasurer has to approve it, or had to. */
  readonly needsApproval: Scalars['Boolean']['output'];
  /** The requesting operator, by the identifier at the platform. */
  readonly requestedBy?: Maybe<Scalars['String']['output']>;
  /** When it was requested. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Its history, oldest first; at most five events. */
  readonly history: ReadonlyArray<RefundEvent>;
};

/** One step in the life of a refund; append-only. */
export type RefundEvent = {
  readonly __typename?: 'RefundEvent';
  /** What happened. */
  readonly event: RefundEventName;
  /** State before; null for the first. */
  readonly from?: Maybe<RefundState>;
  /** State after. */
  readonly to: RefundState;
  /** When it was recorded here. */
  readonly occurredAt: Scalars['DateTime']['output'];
};

/** A page of refunds. */
export type RefundConnection = {
  readonly __typename?: 'RefundConnection';
  /** The refunds of this page with their cursors. */
  readonly edges: ReadonlyArray<RefundEdge>;
  /** The refunds of this page. */
  readonly nodes: ReadonlyArray<Refund>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A refund in its list. */
export type RefundEdge = {
  readonly __typename?: 'RefundEdge';
  /** Position of the refund, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The refund. */
  readonly node: Refund;
};

/** Input of `requestRefund`. */
export type RequestRefundInput = {
  /** The payment that brought the money. */
  readonly paymentId: Scalars['ID']['input'];
  /** The notice that it was for. */
  readonly noticeCode: Scalars['String']['input'];
  /** How much, in fen; without it, the whole rest. */
  readonly amountMinor?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** Why, 1 to 300 characters; the payer can read it, and the provider receives it. */
  readonly reason: Scalars['String']['input'];
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Result of `requestRefund`. */
export type RequestRefundResult = RefundRequested | PaymentNotFound | AmountMoreThanRefundable;

/** The refund is recorded, and its money is reserved. */
export type RefundRequested = {
  readonly __typename?: 'RefundRequested';
  /** The refund. */
  readonly refund?: Maybe<Refund>;
};

/** There is no such payment of the calling agency, or of the calling citizen. */
export type PaymentNotFound = PaymentProblem & {
  readonly __typename?: 'PaymentNotFound';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The amount exceeds the refundable money: the rest has not arrived, or was refunded or reserved. */
export type AmountMoreThanRefundable = PaymentProblem & {
  readonly __typename?: 'AmountMoreThanRefundable';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** How much can be refunded. */
  readonly refundable?: Maybe<Money>;
};

/** Decision on a refund. */
export type DecideRefundInput = {
  /** The refund. */
  readonly refundId: Scalars['ID']['input'];
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Result of `approveRefund` or `rejectRefund`. */
export type DecideRefundResult = RefundDecided | RefundNotFound | RefundDecidedBefore | SecondPersonNeeded;

/** The decision is recorded. */
export type RefundDecided = {
  readonly __typename?: 'RefundDecided';
  /** The refund. */
  readonly refund?: Maybe<Refund>;
};

/** The agency has no such refund. */
export type RefundNotFound = PaymentProblem & {
  readonly __typename?: 'RefundNotFound';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The refund was decided before, or needed no decision. */
export type RefundDecidedBefore = PaymentProblem & {
  readonly __typename?: 'RefundDecidedBefore';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The refund. */
  readonly refund?: Maybe<Refund>;
};

/** The requester of a refund cannot approve it. */
export type SecondPersonNeeded = PaymentProblem & {
  readonly __typename?: 'SecondPersonNeeded';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** Life of a dispute. Every end is final. */
export type DisputeState =
  /** Waits for the agency. */
  | 'OPENED'
  /** Withdrawn by the citizen; the same can be disputed again. */
  | 'WITHDRAWN'
  /** The agency agrees with the citizen. */
  | 'UPHELD'
  /** The agency upholds the notice or the payment. */
  | 'REJECTED';

/** Event that moves a dispute to another state. */
export type DisputeEventName =
  /** The citizen has opened the dispute. */
  | 'OPEN'
  /** The citizen has withdrawn it. */
  | 'WITHDRAW'
  /** The agency has decided for the citizen. */
  | 'UPHOLD'
  /** The agency has decided against the citizen. */
  | 'REJECT';

/** A citizen's objection to a notice, or to a payment's money for it. */
export type Dispute = {
  readonly __typename?: 'Dispute';
  /** Identifier of the dispute. */
  readonly id: Scalars['ID']['output'];
  /** The notice that is disputed, or that the disputed money was for. */
  readonly notice?: Maybe<Notice>;
  /** The payment whose money is disputed; null if the notice is disputed. */
  readonly payment?: Maybe<Payment>;
  /** Why, in the citizen's words. */
  readonly reason: Scalars['String']['output'];
  /** Current state. */
  readonly state: DisputeState;
  /** The agency's reason for its decision; null before that. */
  readonly answer?: Maybe<Scalars['String']['output']>;
  /** When it was opened. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it ended; null while it is open. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its history, oldest first; at most two events. */
  readonly history: ReadonlyArray<DisputeEvent>;
};

/** One step in the life of a dispute; append-only. */
export type DisputeEvent = {
  readonly __typename?: 'DisputeEvent';
  /** What happened. */
  readonly event: DisputeEventName;
  /** State before; null for the first. */
  readonly from?: Maybe<DisputeState>;
  /** State after. */
  readonly to: DisputeState;
  /** When it was recorded here. */
  readonly occurredAt: Scalars['DateTime']['output'];
};

/** A page of disputes. */
export type DisputeConnection = {
  readonly __typename?: 'DisputeConnection';
  /** The disputes of this page with their cursors. */
  readonly edges: ReadonlyArray<DisputeEdge>;
  /** The disputes of this page. */
  readonly nodes: ReadonlyArray<Dispute>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A dispute in its list. */
export type DisputeEdge = {
  readonly __typename?: 'DisputeEdge';
  /** Position of the dispute, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The dispute. */
  readonly node: Dispute;
};

/** Input of `disputeNotice`. */
export type DisputeNoticeInput = {
  /** The notice's 20-digit code. */
  readonly noticeCode: Scalars['String']['input'];
  /** Why, 1 to 300 characters; the agency reads it. */
  readonly reason: Scalars['String']['input'];
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Input of `disputePayment`. */
export type DisputePaymentInput = {
  /** The payment that brought the money. */
  readonly paymentId: Scalars['ID']['input'];
  /** The notice that the money was for. */
  readonly noticeCode: Scalars['String']['input'];
  /** Why, 1 to 300 characters; the agency reads it. */
  readonly reason: Scalars['String']['input'];
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Result of `disputeNotice`. */
export type DisputeNoticeResult = DisputeOpened | DisputeOpenAlready | DisputeDecidedBefore | NoticeNotFound | NoticeWithdrawn | NoticeWrittenOff;

/** Result of `disputePayment`. */
export type DisputePaymentResult = DisputeOpened | DisputeOpenAlready | DisputeDecidedBefore | PaymentNotFound | PaymentBroughtNothing;

/** The dispute is waiting for the agency's decision. */
export type DisputeOpened = {
  readonly __typename?: 'DisputeOpened';
  /** The dispute. */
  readonly dispute?: Maybe<Dispute>;
};

/** There is an open dispute about the same notice or payment. */
export type DisputeOpenAlready = PaymentProblem & {
  readonly __typename?: 'DisputeOpenAlready';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The open dispute. */
  readonly dispute?: Maybe<Dispute>;
};

/** The agency has already decided about the same notice or payment; its decision is final. */
export type DisputeDecidedBefore = PaymentProblem & {
  readonly __typename?: 'DisputeDecidedBefore';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The dispute that was decided. */
  readonly dispute?: Maybe<Dispute>;
};

/** No money of the payment has arrived for the notice. */
export type PaymentBroughtNothing = PaymentProblem & {
  readonly __typename?: 'PaymentBroughtNothing';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** Input of `withdrawDispute`. */
export type WithdrawDisputeInput = {
  /** Identifier of the dispute. */
  readonly disputeId: Scalars['ID']['input'];
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** How an agency decides a dispute. */
export type DisputeDecision =
  /** The citizen is right. */
  | 'UPHOLD'
  /** The notice or the payment remains valid. */
  | 'REJECT';

/** Input of `decideDispute`. */
export type DecideDisputeInput = {
  /** Identifier of the dispute. */
  readonly disputeId: Scalars['ID']['input'];
  /** Outcome. */
  readonly decision: DisputeDecision;
  /** Why, 1 to 300 characters; the citizen reads it. */
  readonly answer: Scalars['String']['input'];
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Result of `withdrawDispute` or `decideDispute`. */
export type EndDisputeResult = DisputeEnded | DisputeNotFound | DisputeNotOpen;

/** The dispute has ended. */
export type DisputeEnded = {
  readonly __typename?: 'DisputeEnded';
  /** The dispute. */
  readonly dispute?: Maybe<Dispute>;
};

/** There is no such dispute of the calling citizen, or of the calling agency. */
export type DisputeNotFound = PaymentProblem & {
  readonly __typename?: 'DisputeNotFound';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The dispute has already ended. */
export type DisputeNotOpen = PaymentProblem & {
  readonly __typename?: 'DisputeNotOpen';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** The dispute. */
  readonly dispute?: Maybe<Dispute>;
};

/** A registered app. The identity service has its other data and decides who may see it. */
export type AppRegistration = {
  readonly __typename?: 'AppRegistration';
  /** The app's OAuth client id. */
  readonly clientId: Scalars['ID']['output'];
  /** State of the app's approval. */
  readonly state: AppState;
  /**
   * Key with which the app's developer manages its webhooks; different for each developer. Null for a deleted app. For its
   * developer.
   */
  readonly webhookKey?: Maybe<Scalars['ID']['output']>;
  /** Webhooks for the app's payments and disputes, oldest first; at most ten. For its developer. */
  readonly paymentWebhooks?: Maybe<ReadonlyArray<Webhook>>;
};

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

/** A webhook of an app. Messages name no person: further data needs a query. */
export type Webhook = {
  readonly __typename?: 'Webhook';
  /** Identifier of the webhook. */
  readonly id: Scalars['ID']['output'];
  /** URL to which messages are posted. */
  readonly url: Scalars['String']['output'];
  /** When it was registered. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it was removed; null while it is in use. */
  readonly removedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Deliveries, newest first: the delivery log. */
  readonly deliveries: WebhookDeliveryConnection;
};


/** A webhook of an app. Messages name no person: further data needs a query. */
export type WebhookDeliveriesArgs = {
  state?: InputMaybe<WebhookDeliveryState>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** State of a delivery. */
export type WebhookDeliveryState =
  /** To be posted, for the first time or again. */
  | 'PENDING'
  /** Accepted: the answer was 2xx. */
  | 'DELIVERED'
  /** Given up after the last retry; it can be replayed. */
  | 'FAILED';

/** A message about one step of a payment or dispute, or a test message, and its delivery. */
export type WebhookDelivery = {
  readonly __typename?: 'WebhookDelivery';
  /** Identifier of the delivery; the header webhook-id is `msg_` and this, the same for each attempt. */
  readonly id: Scalars['ID']['output'];
  /** Event type, e.g. `payment.success`, or `webhook.test`. */
  readonly type: Scalars['String']['output'];
  /** Identifier of the payment, for `payment(id:)`; null for a dispute or a test. */
  readonly paymentId?: Maybe<Scalars['ID']['output']>;
  /** Identifier of the dispute, for `dispute(id:)`; null for a payment or a test. */
  readonly disputeId?: Maybe<Scalars['ID']['output']>;
  /** When the step happened. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** The posted message, as JSON text. */
  readonly payload: Scalars['String']['output'];
  /** State of the delivery. */
  readonly state: WebhookDeliveryState;
  /** Time of the next attempt; null if there is none. */
  readonly nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** The last attempts, newest first; at most 20. */
  readonly attempts: ReadonlyArray<WebhookAttempt>;
};

/** One attempt to post a message. */
export type WebhookAttempt = {
  readonly __typename?: 'WebhookAttempt';
  /** When it was made. */
  readonly attemptedAt: Scalars['DateTime']['output'];
  /** HTTP status of the answer; null if there was none. */
  readonly status?: Maybe<Scalars['Int']['output']>;
  /**
   * Reason for a missing answer: forbidden-target (not a public address), timeout (5 seconds), no-answer. Null if there
   * was one.
   */
  readonly problem?: Maybe<Scalars['String']['output']>;
  /** How long it took, in milliseconds. */
  readonly durationMs: Scalars['Int']['output'];
};

/** A page of deliveries. */
export type WebhookDeliveryConnection = {
  readonly __typename?: 'WebhookDeliveryConnection';
  /** The deliveries of this page with their cursors. */
  readonly edges: ReadonlyArray<WebhookDeliveryEdge>;
  /** The deliveries of this page. */
  readonly nodes: ReadonlyArray<WebhookDelivery>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A delivery in its list. */
export type WebhookDeliveryEdge = {
  readonly __typename?: 'WebhookDeliveryEdge';
  /** Position of the delivery, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The delivery. */
  readonly node: WebhookDelivery;
};

/** Input of `registerWebhook`. */
export type RegisterWebhookInput = {
  /** A public https URL, at most 2000 characters. */
  readonly url: Scalars['String']['input'];
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Input of `registerAppWebhook`. */
export type RegisterAppWebhookInput = {
  /** From `AppRegistration.webhookKey`. */
  readonly webhookKey: Scalars['ID']['input'];
  /** A public https URL, at most 2000 characters. */
  readonly url: Scalars['String']['input'];
  /** 1 to 255 characters, unique within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** A webhook of an app. */
export type AppWebhookInput = {
  /** From `AppRegistration.webhookKey`. */
  readonly webhookKey: Scalars['ID']['input'];
  /** Identifier of the webhook. */
  readonly webhook: Scalars['ID']['input'];
};

/** A delivery to an app. */
export type ReplayAppWebhookInput = {
  /** From `AppRegistration.webhookKey`. */
  readonly webhookKey: Scalars['ID']['input'];
  /** Identifier of the delivery. */
  readonly delivery: Scalars['ID']['input'];
};

/** Result of `registerWebhook` and `registerAppWebhook`. */
export type RegisterWebhookResult = WebhookRegistered | WebhookTargetForbidden | TooManyWebhooks;

/** The webhook is registered. */
export type WebhookRegistered = {
  readonly __typename?: 'WebhookRegistered';
  /** The webhook. */
  readonly webhook: Webhook;
  /** Key to verify messages with (Standard Webhooks: whsec_ and base64). Keep it; the same request shows it again. */
  readonly secret: Scalars['String']['output'];
};

/** Not an allowed URL: https, to a public host, without credentials. */
export type WebhookTargetForbidden = PaymentProblem & {
  readonly __typename?: 'WebhookTargetForbidden';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** The app has ten webhooks in use: remove one. */
export type TooManyWebhooks = PaymentProblem & {
  readonly __typename?: 'TooManyWebhooks';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** Format of a list of notices. */
export type NoticeListFormat =
  /**
   * RFC 4180, with a header. Columns: reference, region_code, due_date, revenue_code, legal_basis, amount_minor, and
   * optionally addressee, late_fee_basis_points, late_fee_cap_percent, offence, place, occurred_at. A notice has one item.
   */
  | 'CSV'
  /** An array of objects with the members of IssueNoticeInput except the key, and `reference`. */
  | 'JSON';

/** Input of `issueNotices`. */
export type IssueNoticesInput = {
  /** Format of `content`. */
  readonly format: NoticeListFormat;
  /**
   * 1 to 1,000 rows. Each has a `reference`, the agency's own name for the notice, 1 to 64 characters: a repeated row
   * returns the notice that it created before.
   */
  readonly content: Scalars['String']['input'];
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Result of `issueNotices`. */
export type IssueNoticesResult = NoticesIssued | NoticesUnreadable;

/** Valid rows are issued. Each row is in one of the two lists, in order. */
export type NoticesIssued = {
  readonly __typename?: 'NoticesIssued';
  /** Number of rows with a notice. */
  readonly issuedCount: Scalars['Int']['output'];
  /** Number of bad rows. */
  readonly badCount: Scalars['Int']['output'];
  /** Rows with their notices. */
  readonly issued: IssuedRowConnection;
  /** Rows that could not be issued. */
  readonly bad: BadRowConnection;
};


/** Valid rows are issued. Each row is in one of the two lists, in order. */
export type NoticesIssuedIssuedArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Valid rows are issued. Each row is in one of the two lists, in order. */
export type NoticesIssuedBadArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A row and its notice. */
export type IssuedRow = {
  readonly __typename?: 'IssuedRow';
  /** Number of the row; the first below the header is 1. */
  readonly row: Scalars['Int']['output'];
  /** The agency's reference of the notice. */
  readonly reference: Scalars['String']['output'];
  /** The notice. */
  readonly notice?: Maybe<Notice>;
  /** Whether an earlier request issued it. */
  readonly issuedBefore: Scalars['Boolean']['output'];
};

/** A page of rows with their notices. */
export type IssuedRowConnection = {
  readonly __typename?: 'IssuedRowConnection';
  /** The rows of this page with their cursors. */
  readonly edges: ReadonlyArray<IssuedRowEdge>;
  /** The rows of this page. */
  readonly nodes: ReadonlyArray<IssuedRow>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A row in its list. */
export type IssuedRowEdge = {
  readonly __typename?: 'IssuedRowEdge';
  /** Position of the row, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The row. */
  readonly node: IssuedRow;
};

/** A row that could not be issued. */
export type BadRow = {
  readonly __typename?: 'BadRow';
  /** Number of the row; the first below the header is 1. */
  readonly row: Scalars['Int']['output'];
  /** The agency's reference, if it could be read. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** The first problem, with the name of its field. */
  readonly problem: Scalars['String']['output'];
};

/** A page of rows that could not be issued. */
export type BadRowConnection = {
  readonly __typename?: 'BadRowConnection';
  /** The rows of this page with their cursors. */
  readonly edges: ReadonlyArray<BadRowEdge>;
  /** The rows of this page. */
  readonly nodes: ReadonlyArray<BadRow>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A row in its list. */
export type BadRowEdge = {
  readonly __typename?: 'BadRowEdge';
  /** Position of the row, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The row. */
  readonly node: BadRow;
};

/** The list as a whole cannot be read; nothing has been issued. */
export type NoticesUnreadable = PaymentProblem & {
  readonly __typename?: 'NoticesUnreadable';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** Verdict of the ledger on a line of a provider's statement. */
export type ReconciliationVerdict =
  /** Line and ledger agree. */
  | 'MATCHED'
  /** No such payment or refund here, or its money was never posted. */
  | 'MISSING_HERE'
  /** The amounts differ. */
  | 'AMOUNT'
  /** The order was collected twice. */
  | 'DOUBLE';

/** Direction of the money of a statement line. */
export type StatementLineKind =
  /** From a payer. */
  | 'PAYMENT'
  /** Back to a payer. */
  | 'REFUND';

/**
 * A line of a provider's statement, with everything known about its money: payment, notice, ledger, settlement,
 * receipt.
 */
export type ReconciliationItem = {
  readonly __typename?: 'ReconciliationItem';
  /** Provider whose statement it is. */
  readonly provider: PaymentProviderName;
  /** Direction of the money. */
  readonly kind: StatementLineKind;
  /** The provider's number of the transaction. */
  readonly transaction: Scalars['String']['output'];
  /** How much moved; always positive. */
  readonly amount: Money;
  /** Fee of the provider; negative if it returns a fee. */
  readonly fee: Money;
  /** When it moved, as the provider says. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** Verdict of the ledger. */
  readonly verdict: ReconciliationVerdict;
  /** The payment, with its notices and receipts; null if there is none here. */
  readonly payment?: Maybe<Payment>;
  /** Its postings in the agency's ledger, in posting order. */
  readonly ledger: ReadonlyArray<LedgerEntry>;
  /** The window in which the provider pays it out; null before the day is closed. */
  readonly settlement?: Maybe<Settlement>;
};

/** A posting: debits are positive, credits negative. */
export type LedgerEntry = {
  readonly __typename?: 'LedgerEntry';
  /** Account of the entry, e.g. `clearing:alipay`. */
  readonly account: Scalars['String']['output'];
  /** How much; debits are positive, credits negative. */
  readonly amount: Money;
  /** When it was posted. */
  readonly postedAt: Scalars['DateTime']['output'];
};

/** A page of statement lines. */
export type ReconciliationItemConnection = {
  readonly __typename?: 'ReconciliationItemConnection';
  /** The statement lines of this page with their cursors. */
  readonly edges: ReadonlyArray<ReconciliationItemEdge>;
  /** The statement lines of this page. */
  readonly nodes: ReadonlyArray<ReconciliationItem>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A statement line in its list. */
export type ReconciliationItemEdge = {
  readonly __typename?: 'ReconciliationItemEdge';
  /** Position in the list, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The item of this edge. */
  readonly node: ReconciliationItem;
};

/** Life of a settlement window. */
export type SettlementState =
  /** Money is being collected. */
  | 'OPEN'
  /** The provider's statement has been matched; the money is on its way to the bank. */
  | 'CLOSED'
  /** A treasurer has seen the money in the bank. Final. */
  | 'SETTLED';

/** An agency's money at one provider on one day, in the treasury's zone (Asia/Shanghai). */
export type Settlement = {
  readonly __typename?: 'Settlement';
  /** Identifier of the window, for `settleWindow`. */
  readonly id: Scalars['ID']['output'];
  /** Provider that holds the money. */
  readonly provider: PaymentProviderName;
  /** The day on which it was collected. */
  readonly day: Scalars['Date']['output'];
  /** State of the window. */
  readonly state: SettlementState;
  /** What was collected, by the statement; zero while the window is open. */
  readonly collected: Money;
  /** What was refunded, by the statement. */
  readonly refunded: Money;
  /** Fee of the provider. */
  readonly fee: Money;
  /** Amount to arrive in the bank: collected minus refunded minus fee. */
  readonly net: Money;
  /** When the statement was matched; null before. */
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When a treasurer saw the money in the bank; null before. */
  readonly settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** The bank's reference; null before it is settled. */
  readonly bankReference?: Maybe<Scalars['String']['output']>;
};

/** A page of settlement windows. */
export type SettlementConnection = {
  readonly __typename?: 'SettlementConnection';
  /** The settlement windows of this page with their cursors. */
  readonly edges: ReadonlyArray<SettlementEdge>;
  /** The settlement windows of this page. */
  readonly nodes: ReadonlyArray<Settlement>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A settlement window in its list. */
export type SettlementEdge = {
  readonly __typename?: 'SettlementEdge';
  /** Position in the list, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The item of this edge. */
  readonly node: Settlement;
};

/** Reason for the case. */
export type PaymentCaseKind =
  /** The provider cannot tell the outcome of a payment. Queries continue. */
  | 'OUTCOME_UNKNOWN'
  /** A line of a statement that the ledger does not contain. */
  | 'MISSING_HERE'
  /** Posted money that no statement contains. */
  | 'MISSING_THERE'
  /** A line of a statement with another amount. */
  | 'AMOUNT'
  /** An order that was collected twice. */
  | 'DOUBLE';

/** A problem for a human decision. It names no person. */
export type PaymentCase = {
  readonly __typename?: 'PaymentCase';
  /** Identifier of the case, for `closePaymentCase`. */
  readonly id: Scalars['ID']['output'];
  /** Reason for the case. */
  readonly kind: PaymentCaseKind;
  /** Provider concerned. */
  readonly provider: PaymentProviderName;
  /** Identifier of the payment; null if there is none here. */
  readonly paymentId?: Maybe<Scalars['ID']['output']>;
  /** The provider's number of the transaction; null if no statement line is concerned. */
  readonly transaction?: Maybe<Scalars['String']['output']>;
  /** Amount in the ledger; null if there is none. */
  readonly expectedMinor?: Maybe<Scalars['MinorUnits']['output']>;
  /** Amount that the provider reports; null if it reports none. */
  readonly foundMinor?: Maybe<Scalars['MinorUnits']['output']>;
  /** When it was opened. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** When it was closed; null while it is open. */
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The finding; `answered` or `matched` if the case resolved itself. Null while it is open. */
  readonly resolution?: Maybe<Scalars['String']['output']>;
};

/** A page of cases. */
export type PaymentCaseConnection = {
  readonly __typename?: 'PaymentCaseConnection';
  /** The cases of this page with their cursors. */
  readonly edges: ReadonlyArray<PaymentCaseEdge>;
  /** The cases of this page. */
  readonly nodes: ReadonlyArray<PaymentCase>;
  /** Position of this page. */
  readonly pageInfo: PageInfo;
};

/** A case in its list. */
export type PaymentCaseEdge = {
  readonly __typename?: 'PaymentCaseEdge';
  /** Position in the list, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The item of this edge. */
  readonly node: PaymentCase;
};

/** Input of `closePaymentCase`. */
export type ClosePaymentCaseInput = {
  /** Identifier of the case. */
  readonly id: Scalars['ID']['input'];
  /** The finding, 1 to 300 characters; no personal data. */
  readonly resolution: Scalars['String']['input'];
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Result of `closePaymentCase`. */
export type ClosePaymentCaseResult = PaymentCaseClosed | PaymentCaseNotOpen;

/** The case is closed. */
export type PaymentCaseClosed = {
  readonly __typename?: 'PaymentCaseClosed';
  /** The case. */
  readonly case: PaymentCase;
};

/** There is no such open case that the caller may close. */
export type PaymentCaseNotOpen = PaymentProblem & {
  readonly __typename?: 'PaymentCaseNotOpen';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** Input of `settleWindow`. */
export type SettleWindowInput = {
  /** Identifier of the window. */
  readonly id: Scalars['ID']['input'];
  /** The bank's reference of the incoming payment, 1 to 300 characters. */
  readonly bankReference: Scalars['String']['input'];
  /** 1 to 255 characters, unique for the caller within the app; see InitiatePaymentInput.idempotencyKey. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Result of `settleWindow`. */
export type SettleWindowResult = WindowSettled | WindowNotClosed | BreaksOpen;

/** The window is settled. */
export type WindowSettled = {
  readonly __typename?: 'WindowSettled';
  /** The window. */
  readonly settlement: Settlement;
};

/** There is no such window of the agency, or it is open, or settled already. */
export type WindowNotClosed = PaymentProblem & {
  readonly __typename?: 'WindowNotClosed';
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** A line of the window is a break whose case is open: close the case first. */
export type BreaksOpen = PaymentProblem & {
  readonly __typename?: 'BreaksOpen';
  /** Description of the problem. */
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
  Citizen: Citizen;
  Agency: Agency;
  Region: Region;
  Notice: Notice;
  Payment: Payment;
  AppRegistration: AppRegistration;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Citizen:
    ( { __typename: 'Citizen' }
    & GraphQLRecursivePick<FederationTypes['Citizen'], {"uin":true}> );
  Agency:
    ( { __typename: 'Agency' }
    & GraphQLRecursivePick<FederationTypes['Agency'], {"id":true}> );
  Region:
    ( { __typename: 'Region' }
    & GraphQLRecursivePick<FederationTypes['Region'], {"code":true}> );
  Notice:
    ( { __typename: 'Notice' }
    & GraphQLRecursivePick<FederationTypes['Notice'], {"code":true}> );
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
  AppRegistration:
    ( { __typename: 'AppRegistration' }
    & GraphQLRecursivePick<FederationTypes['AppRegistration'], {"clientId":true,"state":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  InitiatePaymentResult:
    | ( Omit<PaymentInitiated, 'payment'> & { payment?: Maybe<_RefType['Payment']> } )
    | ( NoticeCodeMistyped )
    | ( NoticeNotFound )
    | ( Omit<NoticeAlreadyPaid, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( Omit<NoticeWithdrawn, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( Omit<NoticeWrittenOff, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( Omit<AmountMoreThanDue, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( Omit<PaymentInProgress, 'payment'> & { payment?: Maybe<_RefType['Payment']> } )
    | ( PaymentRefused )
    | ( PaymentReferenceUsed )
  ;
  IssueNoticeResult:
    | ( Omit<NoticeIssued, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( RevenueCodeUnknown )
  ;
  EndNoticeResult:
    | ( Omit<NoticeEnded, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( NoticeNotFound )
    | ( Omit<NoticeAlreadyPaid, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( Omit<NoticeWithdrawn, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( Omit<NoticeWrittenOff, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
  ;
  RequestRefundResult:
    | ( Omit<RefundRequested, 'refund'> & { refund?: Maybe<_RefType['Refund']> } )
    | ( PaymentNotFound )
    | ( Omit<AmountMoreThanRefundable, 'refundable'> & { refundable?: Maybe<_RefType['Money']> } )
  ;
  DecideRefundResult:
    | ( Omit<RefundDecided, 'refund'> & { refund?: Maybe<_RefType['Refund']> } )
    | ( RefundNotFound )
    | ( Omit<RefundDecidedBefore, 'refund'> & { refund?: Maybe<_RefType['Refund']> } )
    | ( SecondPersonNeeded )
  ;
  DisputeNoticeResult:
    | ( Omit<DisputeOpened, 'dispute'> & { dispute?: Maybe<_RefType['Dispute']> } )
    | ( Omit<DisputeOpenAlready, 'dispute'> & { dispute?: Maybe<_RefType['Dispute']> } )
    | ( Omit<DisputeDecidedBefore, 'dispute'> & { dispute?: Maybe<_RefType['Dispute']> } )
    | ( NoticeNotFound )
    | ( Omit<NoticeWithdrawn, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( Omit<NoticeWrittenOff, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
  ;
  DisputePaymentResult:
    | ( Omit<DisputeOpened, 'dispute'> & { dispute?: Maybe<_RefType['Dispute']> } )
    | ( Omit<DisputeOpenAlready, 'dispute'> & { dispute?: Maybe<_RefType['Dispute']> } )
    | ( Omit<DisputeDecidedBefore, 'dispute'> & { dispute?: Maybe<_RefType['Dispute']> } )
    | ( PaymentNotFound )
    | ( PaymentBroughtNothing )
  ;
  EndDisputeResult:
    | ( Omit<DisputeEnded, 'dispute'> & { dispute?: Maybe<_RefType['Dispute']> } )
    | ( DisputeNotFound )
    | ( Omit<DisputeNotOpen, 'dispute'> & { dispute?: Maybe<_RefType['Dispute']> } )
  ;
  RegisterWebhookResult:
    | ( Omit<WebhookRegistered, 'webhook'> & { webhook: _RefType['Webhook'] } )
    | ( WebhookTargetForbidden )
    | ( TooManyWebhooks )
  ;
  IssueNoticesResult:
    | ( NoticesIssuedModel )
    | ( NoticesUnreadable )
  ;
  ClosePaymentCaseResult:
    | ( Omit<PaymentCaseClosed, 'case'> & { case: _RefType['PaymentCase'] } )
    | ( PaymentCaseNotOpen )
  ;
  SettleWindowResult:
    | ( Omit<WindowSettled, 'settlement'> & { settlement: _RefType['Settlement'] } )
    | ( WindowNotClosed )
    | ( BreaksOpen )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  PaymentProblem:
    | ( NoticeCodeMistyped )
    | ( NoticeNotFound )
    | ( Omit<NoticeAlreadyPaid, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( Omit<NoticeWithdrawn, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( Omit<NoticeWrittenOff, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( Omit<AmountMoreThanDue, 'notice'> & { notice?: Maybe<_RefType['Notice']> } )
    | ( Omit<PaymentInProgress, 'payment'> & { payment?: Maybe<_RefType['Payment']> } )
    | ( PaymentReferenceUsed )
    | ( PaymentRefused )
    | ( RevenueCodeUnknown )
    | ( PaymentNotFound )
    | ( Omit<AmountMoreThanRefundable, 'refundable'> & { refundable?: Maybe<_RefType['Money']> } )
    | ( RefundNotFound )
    | ( Omit<RefundDecidedBefore, 'refund'> & { refund?: Maybe<_RefType['Refund']> } )
    | ( SecondPersonNeeded )
    | ( Omit<DisputeOpenAlready, 'dispute'> & { dispute?: Maybe<_RefType['Dispute']> } )
    | ( Omit<DisputeDecidedBefore, 'dispute'> & { dispute?: Maybe<_RefType['Dispute']> } )
    | ( PaymentBroughtNothing )
    | ( DisputeNotFound )
    | ( Omit<DisputeNotOpen, 'dispute'> & { dispute?: Maybe<_RefType['Dispute']> } )
    | ( WebhookTargetForbidden )
    | ( TooManyWebhooks )
    | ( NoticesUnreadable )
    | ( PaymentCaseNotOpen )
    | ( WindowNotClosed )
    | ( BreaksOpen )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DataClass: DataClass;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Citizen: ResolverTypeWrapper<CitizenModel>;
  Agency: ResolverTypeWrapper<AgencyModel>;
  Region: ResolverTypeWrapper<RegionModel>;
  Revenue: ResolverTypeWrapper<RevenueModel>;
  RevenueLineConnection: ResolverTypeWrapper<Omit<RevenueLineConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RevenueLineEdge']>, nodes: ReadonlyArray<ResolversTypes['RevenueLine']> }>;
  RevenueLineEdge: ResolverTypeWrapper<Omit<RevenueLineEdge, 'node'> & { node: ResolversTypes['RevenueLine'] }>;
  RevenueLine: ResolverTypeWrapper<RevenueLineModel>;
  RevenueCode: ResolverTypeWrapper<RevenueCodeModel>;
  NoticeStatus: NoticeStatus;
  Notice: ResolverTypeWrapper<NoticeModel>;
  LateFeeRule: ResolverTypeWrapper<LateFeeRuleModel>;
  NoticeEventName: NoticeEventName;
  NoticeEvent: ResolverTypeWrapper<NoticeEventModel>;
  NoticeItem: ResolverTypeWrapper<NoticeItemModel>;
  FineParticulars: ResolverTypeWrapper<FineParticularsModel>;
  NoticeConnection: ResolverTypeWrapper<Omit<NoticeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['NoticeEdge']>, nodes: ReadonlyArray<ResolversTypes['Notice']> }>;
  NoticeEdge: ResolverTypeWrapper<Omit<NoticeEdge, 'node'> & { node: ResolversTypes['Notice'] }>;
  PaymentState: PaymentState;
  PaymentEventName: PaymentEventName;
  Payment: ResolverTypeWrapper<PaymentModel>;
  PaymentProgress: ResolverTypeWrapper<PaymentProgressModel>;
  PaymentPartState: PaymentPartState;
  PaymentPart: ResolverTypeWrapper<PaymentPartModel>;
  PaymentEvent: ResolverTypeWrapper<PaymentEventModel>;
  PaymentConnection: ResolverTypeWrapper<Omit<PaymentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PaymentEdge']>, nodes: ReadonlyArray<ResolversTypes['Payment']> }>;
  PaymentEdge: ResolverTypeWrapper<Omit<PaymentEdge, 'node'> & { node: ResolversTypes['Payment'] }>;
  Receipt: ResolverTypeWrapper<ReceiptModel>;
  ReceiptKey: ResolverTypeWrapper<ReceiptKeyModel>;
  ReceiptConnection: ResolverTypeWrapper<Omit<ReceiptConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ReceiptEdge']>, nodes: ReadonlyArray<ResolversTypes['Receipt']> }>;
  ReceiptEdge: ResolverTypeWrapper<Omit<ReceiptEdge, 'node'> & { node: ResolversTypes['Receipt'] }>;
  PaymentProviderName: PaymentProviderName;
  NoticeToPayInput: NoticeToPayInput;
  InitiatePaymentInput: InitiatePaymentInput;
  InitiatePaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['InitiatePaymentResult']>;
  PaymentInitiated: ResolverTypeWrapper<Omit<PaymentInitiated, 'payment'> & { payment?: Maybe<ResolversTypes['Payment']> }>;
  PaymentProblem: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['PaymentProblem']>;
  NoticeCodeMistyped: ResolverTypeWrapper<NoticeCodeMistyped>;
  NoticeNotFound: ResolverTypeWrapper<NoticeNotFound>;
  NoticeAlreadyPaid: ResolverTypeWrapper<Omit<NoticeAlreadyPaid, 'notice'> & { notice?: Maybe<ResolversTypes['Notice']> }>;
  NoticeWithdrawn: ResolverTypeWrapper<Omit<NoticeWithdrawn, 'notice'> & { notice?: Maybe<ResolversTypes['Notice']> }>;
  NoticeWrittenOff: ResolverTypeWrapper<Omit<NoticeWrittenOff, 'notice'> & { notice?: Maybe<ResolversTypes['Notice']> }>;
  AmountMoreThanDue: ResolverTypeWrapper<Omit<AmountMoreThanDue, 'notice'> & { notice?: Maybe<ResolversTypes['Notice']> }>;
  PaymentInProgress: ResolverTypeWrapper<Omit<PaymentInProgress, 'payment'> & { payment?: Maybe<ResolversTypes['Payment']> }>;
  PaymentReferenceUsed: ResolverTypeWrapper<PaymentReferenceUsed>;
  PaymentRefused: ResolverTypeWrapper<PaymentRefused>;
  NoticeItemInput: NoticeItemInput;
  FineParticularsInput: FineParticularsInput;
  LateFeeRuleInput: LateFeeRuleInput;
  IssueNoticeInput: IssueNoticeInput;
  IssueNoticeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['IssueNoticeResult']>;
  NoticeIssued: ResolverTypeWrapper<Omit<NoticeIssued, 'notice'> & { notice?: Maybe<ResolversTypes['Notice']> }>;
  RevenueCodeUnknown: ResolverTypeWrapper<RevenueCodeUnknown>;
  EndNoticeInput: EndNoticeInput;
  EndNoticeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndNoticeResult']>;
  NoticeEnded: ResolverTypeWrapper<Omit<NoticeEnded, 'notice'> & { notice?: Maybe<ResolversTypes['Notice']> }>;
  RefundState: RefundState;
  RefundEventName: RefundEventName;
  Refund: ResolverTypeWrapper<RefundModel>;
  RefundEvent: ResolverTypeWrapper<RefundEventModel>;
  RefundConnection: ResolverTypeWrapper<Omit<RefundConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RefundEdge']>, nodes: ReadonlyArray<ResolversTypes['Refund']> }>;
  RefundEdge: ResolverTypeWrapper<Omit<RefundEdge, 'node'> & { node: ResolversTypes['Refund'] }>;
  RequestRefundInput: RequestRefundInput;
  RequestRefundResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestRefundResult']>;
  RefundRequested: ResolverTypeWrapper<Omit<RefundRequested, 'refund'> & { refund?: Maybe<ResolversTypes['Refund']> }>;
  PaymentNotFound: ResolverTypeWrapper<PaymentNotFound>;
  AmountMoreThanRefundable: ResolverTypeWrapper<Omit<AmountMoreThanRefundable, 'refundable'> & { refundable?: Maybe<ResolversTypes['Money']> }>;
  DecideRefundInput: DecideRefundInput;
  DecideRefundResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DecideRefundResult']>;
  RefundDecided: ResolverTypeWrapper<Omit<RefundDecided, 'refund'> & { refund?: Maybe<ResolversTypes['Refund']> }>;
  RefundNotFound: ResolverTypeWrapper<RefundNotFound>;
  RefundDecidedBefore: ResolverTypeWrapper<Omit<RefundDecidedBefore, 'refund'> & { refund?: Maybe<ResolversTypes['Refund']> }>;
  SecondPersonNeeded: ResolverTypeWrapper<SecondPersonNeeded>;
  DisputeState: DisputeState;
  DisputeEventName: DisputeEventName;
  Dispute: ResolverTypeWrapper<DisputeModel>;
  DisputeEvent: ResolverTypeWrapper<DisputeEventModel>;
  DisputeConnection: ResolverTypeWrapper<Omit<DisputeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['DisputeEdge']>, nodes: ReadonlyArray<ResolversTypes['Dispute']> }>;
  DisputeEdge: ResolverTypeWrapper<Omit<DisputeEdge, 'node'> & { node: ResolversTypes['Dispute'] }>;
  DisputeNoticeInput: DisputeNoticeInput;
  DisputePaymentInput: DisputePaymentInput;
  DisputeNoticeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DisputeNoticeResult']>;
  DisputePaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DisputePaymentResult']>;
  DisputeOpened: ResolverTypeWrapper<Omit<DisputeOpened, 'dispute'> & { dispute?: Maybe<ResolversTypes['Dispute']> }>;
  DisputeOpenAlready: ResolverTypeWrapper<Omit<DisputeOpenAlready, 'dispute'> & { dispute?: Maybe<ResolversTypes['Dispute']> }>;
  DisputeDecidedBefore: ResolverTypeWrapper<Omit<DisputeDecidedBefore, 'dispute'> & { dispute?: Maybe<ResolversTypes['Dispute']> }>;
  PaymentBroughtNothing: ResolverTypeWrapper<PaymentBroughtNothing>;
  WithdrawDisputeInput: WithdrawDisputeInput;
  DisputeDecision: DisputeDecision;
  DecideDisputeInput: DecideDisputeInput;
  EndDisputeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndDisputeResult']>;
  DisputeEnded: ResolverTypeWrapper<Omit<DisputeEnded, 'dispute'> & { dispute?: Maybe<ResolversTypes['Dispute']> }>;
  DisputeNotFound: ResolverTypeWrapper<DisputeNotFound>;
  DisputeNotOpen: ResolverTypeWrapper<Omit<DisputeNotOpen, 'dispute'> & { dispute?: Maybe<ResolversTypes['Dispute']> }>;
  AppRegistration: ResolverTypeWrapper<AppRegistrationModel>;
  AppState: AppState;
  Webhook: ResolverTypeWrapper<WebhookModel>;
  WebhookDeliveryState: WebhookDeliveryState;
  WebhookDelivery: ResolverTypeWrapper<WebhookDeliveryModel>;
  WebhookAttempt: ResolverTypeWrapper<WebhookAttemptModel>;
  WebhookDeliveryConnection: ResolverTypeWrapper<Omit<WebhookDeliveryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['WebhookDeliveryEdge']>, nodes: ReadonlyArray<ResolversTypes['WebhookDelivery']> }>;
  WebhookDeliveryEdge: ResolverTypeWrapper<Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversTypes['WebhookDelivery'] }>;
  RegisterWebhookInput: RegisterWebhookInput;
  RegisterAppWebhookInput: RegisterAppWebhookInput;
  AppWebhookInput: AppWebhookInput;
  ReplayAppWebhookInput: ReplayAppWebhookInput;
  RegisterWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterWebhookResult']>;
  WebhookRegistered: ResolverTypeWrapper<Omit<WebhookRegistered, 'webhook'> & { webhook: ResolversTypes['Webhook'] }>;
  WebhookTargetForbidden: ResolverTypeWrapper<WebhookTargetForbidden>;
  TooManyWebhooks: ResolverTypeWrapper<TooManyWebhooks>;
  NoticeListFormat: NoticeListFormat;
  IssueNoticesInput: IssueNoticesInput;
  IssueNoticesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['IssueNoticesResult']>;
  NoticesIssued: ResolverTypeWrapper<NoticesIssuedModel>;
  IssuedRow: ResolverTypeWrapper<IssuedRowModel>;
  IssuedRowConnection: ResolverTypeWrapper<Omit<IssuedRowConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['IssuedRowEdge']>, nodes: ReadonlyArray<ResolversTypes['IssuedRow']> }>;
  IssuedRowEdge: ResolverTypeWrapper<Omit<IssuedRowEdge, 'node'> & { node: ResolversTypes['IssuedRow'] }>;
  BadRow: ResolverTypeWrapper<BadRowModel>;
  BadRowConnection: ResolverTypeWrapper<Omit<BadRowConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['BadRowEdge']>, nodes: ReadonlyArray<ResolversTypes['BadRow']> }>;
  BadRowEdge: ResolverTypeWrapper<Omit<BadRowEdge, 'node'> & { node: ResolversTypes['BadRow'] }>;
  NoticesUnreadable: ResolverTypeWrapper<NoticesUnreadable>;
  ReconciliationVerdict: ReconciliationVerdict;
  StatementLineKind: StatementLineKind;
  ReconciliationItem: ResolverTypeWrapper<ReconciliationItemModel>;
  LedgerEntry: ResolverTypeWrapper<LedgerEntryModel>;
  ReconciliationItemConnection: ResolverTypeWrapper<Omit<ReconciliationItemConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ReconciliationItemEdge']>, nodes: ReadonlyArray<ResolversTypes['ReconciliationItem']> }>;
  ReconciliationItemEdge: ResolverTypeWrapper<Omit<ReconciliationItemEdge, 'node'> & { node: ResolversTypes['ReconciliationItem'] }>;
  SettlementState: SettlementState;
  Settlement: ResolverTypeWrapper<SettlementModel>;
  SettlementConnection: ResolverTypeWrapper<Omit<SettlementConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SettlementEdge']>, nodes: ReadonlyArray<ResolversTypes['Settlement']> }>;
  SettlementEdge: ResolverTypeWrapper<Omit<SettlementEdge, 'node'> & { node: ResolversTypes['Settlement'] }>;
  PaymentCaseKind: PaymentCaseKind;
  PaymentCase: ResolverTypeWrapper<PaymentCaseModel>;
  PaymentCaseConnection: ResolverTypeWrapper<Omit<PaymentCaseConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PaymentCaseEdge']>, nodes: ReadonlyArray<ResolversTypes['PaymentCase']> }>;
  PaymentCaseEdge: ResolverTypeWrapper<Omit<PaymentCaseEdge, 'node'> & { node: ResolversTypes['PaymentCase'] }>;
  ClosePaymentCaseInput: ClosePaymentCaseInput;
  ClosePaymentCaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ClosePaymentCaseResult']>;
  PaymentCaseClosed: ResolverTypeWrapper<Omit<PaymentCaseClosed, 'case'> & { case: ResolversTypes['PaymentCase'] }>;
  PaymentCaseNotOpen: ResolverTypeWrapper<PaymentCaseNotOpen>;
  SettleWindowInput: SettleWindowInput;
  SettleWindowResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SettleWindowResult']>;
  WindowSettled: ResolverTypeWrapper<Omit<WindowSettled, 'settlement'> & { settlement: ResolversTypes['Settlement'] }>;
  WindowNotClosed: ResolverTypeWrapper<WindowNotClosed>;
  BreaksOpen: ResolverTypeWrapper<BreaksOpen>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Date: Scalars['Date']['output'];
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  String: Scalars['String']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  Mutation: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  Citizen: CitizenModel;
  Agency: AgencyModel;
  Region: RegionModel;
  Revenue: RevenueModel;
  RevenueLineConnection: Omit<RevenueLineConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RevenueLineEdge']>, nodes: ReadonlyArray<ResolversParentTypes['RevenueLine']> };
  RevenueLineEdge: Omit<RevenueLineEdge, 'node'> & { node: ResolversParentTypes['RevenueLine'] };
  RevenueLine: RevenueLineModel;
  RevenueCode: RevenueCodeModel;
  Notice: NoticeModel;
  LateFeeRule: LateFeeRuleModel;
  NoticeEvent: NoticeEventModel;
  NoticeItem: NoticeItemModel;
  FineParticulars: FineParticularsModel;
  NoticeConnection: Omit<NoticeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['NoticeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Notice']> };
  NoticeEdge: Omit<NoticeEdge, 'node'> & { node: ResolversParentTypes['Notice'] };
  Payment: PaymentModel;
  PaymentProgress: PaymentProgressModel;
  PaymentPart: PaymentPartModel;
  PaymentEvent: PaymentEventModel;
  PaymentConnection: Omit<PaymentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PaymentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Payment']> };
  PaymentEdge: Omit<PaymentEdge, 'node'> & { node: ResolversParentTypes['Payment'] };
  Receipt: ReceiptModel;
  ReceiptKey: ReceiptKeyModel;
  ReceiptConnection: Omit<ReceiptConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ReceiptEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Receipt']> };
  ReceiptEdge: Omit<ReceiptEdge, 'node'> & { node: ResolversParentTypes['Receipt'] };
  NoticeToPayInput: NoticeToPayInput;
  InitiatePaymentInput: InitiatePaymentInput;
  InitiatePaymentResult: ResolversUnionTypes<ResolversParentTypes>['InitiatePaymentResult'];
  PaymentInitiated: Omit<PaymentInitiated, 'payment'> & { payment?: Maybe<ResolversParentTypes['Payment']> };
  PaymentProblem: ResolversInterfaceTypes<ResolversParentTypes>['PaymentProblem'];
  NoticeCodeMistyped: NoticeCodeMistyped;
  NoticeNotFound: NoticeNotFound;
  NoticeAlreadyPaid: Omit<NoticeAlreadyPaid, 'notice'> & { notice?: Maybe<ResolversParentTypes['Notice']> };
  NoticeWithdrawn: Omit<NoticeWithdrawn, 'notice'> & { notice?: Maybe<ResolversParentTypes['Notice']> };
  NoticeWrittenOff: Omit<NoticeWrittenOff, 'notice'> & { notice?: Maybe<ResolversParentTypes['Notice']> };
  AmountMoreThanDue: Omit<AmountMoreThanDue, 'notice'> & { notice?: Maybe<ResolversParentTypes['Notice']> };
  PaymentInProgress: Omit<PaymentInProgress, 'payment'> & { payment?: Maybe<ResolversParentTypes['Payment']> };
  PaymentReferenceUsed: PaymentReferenceUsed;
  PaymentRefused: PaymentRefused;
  NoticeItemInput: NoticeItemInput;
  FineParticularsInput: FineParticularsInput;
  LateFeeRuleInput: LateFeeRuleInput;
  IssueNoticeInput: IssueNoticeInput;
  IssueNoticeResult: ResolversUnionTypes<ResolversParentTypes>['IssueNoticeResult'];
  NoticeIssued: Omit<NoticeIssued, 'notice'> & { notice?: Maybe<ResolversParentTypes['Notice']> };
  RevenueCodeUnknown: RevenueCodeUnknown;
  EndNoticeInput: EndNoticeInput;
  EndNoticeResult: ResolversUnionTypes<ResolversParentTypes>['EndNoticeResult'];
  NoticeEnded: Omit<NoticeEnded, 'notice'> & { notice?: Maybe<ResolversParentTypes['Notice']> };
  Refund: RefundModel;
  RefundEvent: RefundEventModel;
  RefundConnection: Omit<RefundConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RefundEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Refund']> };
  RefundEdge: Omit<RefundEdge, 'node'> & { node: ResolversParentTypes['Refund'] };
  RequestRefundInput: RequestRefundInput;
  RequestRefundResult: ResolversUnionTypes<ResolversParentTypes>['RequestRefundResult'];
  RefundRequested: Omit<RefundRequested, 'refund'> & { refund?: Maybe<ResolversParentTypes['Refund']> };
  PaymentNotFound: PaymentNotFound;
  AmountMoreThanRefundable: Omit<AmountMoreThanRefundable, 'refundable'> & { refundable?: Maybe<ResolversParentTypes['Money']> };
  DecideRefundInput: DecideRefundInput;
  DecideRefundResult: ResolversUnionTypes<ResolversParentTypes>['DecideRefundResult'];
  RefundDecided: Omit<RefundDecided, 'refund'> & { refund?: Maybe<ResolversParentTypes['Refund']> };
  RefundNotFound: RefundNotFound;
  RefundDecidedBefore: Omit<RefundDecidedBefore, 'refund'> & { refund?: Maybe<ResolversParentTypes['Refund']> };
  SecondPersonNeeded: SecondPersonNeeded;
  Dispute: DisputeModel;
  DisputeEvent: DisputeEventModel;
  DisputeConnection: Omit<DisputeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['DisputeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Dispute']> };
  DisputeEdge: Omit<DisputeEdge, 'node'> & { node: ResolversParentTypes['Dispute'] };
  DisputeNoticeInput: DisputeNoticeInput;
  DisputePaymentInput: DisputePaymentInput;
  DisputeNoticeResult: ResolversUnionTypes<ResolversParentTypes>['DisputeNoticeResult'];
  DisputePaymentResult: ResolversUnionTypes<ResolversParentTypes>['DisputePaymentResult'];
  DisputeOpened: Omit<DisputeOpened, 'dispute'> & { dispute?: Maybe<ResolversParentTypes['Dispute']> };
  DisputeOpenAlready: Omit<DisputeOpenAlready, 'dispute'> & { dispute?: Maybe<ResolversParentTypes['Dispute']> };
  DisputeDecidedBefore: Omit<DisputeDecidedBefore, 'dispute'> & { dispute?: Maybe<ResolversParentTypes['Dispute']> };
  PaymentBroughtNothing: PaymentBroughtNothing;
  WithdrawDisputeInput: WithdrawDisputeInput;
  DecideDisputeInput: DecideDisputeInput;
  EndDisputeResult: ResolversUnionTypes<ResolversParentTypes>['EndDisputeResult'];
  DisputeEnded: Omit<DisputeEnded, 'dispute'> & { dispute?: Maybe<ResolversParentTypes['Dispute']> };
  DisputeNotFound: DisputeNotFound;
  DisputeNotOpen: Omit<DisputeNotOpen, 'dispute'> & { dispute?: Maybe<ResolversParentTypes['Dispute']> };
  AppRegistration: AppRegistrationModel;
  Webhook: WebhookModel;
  WebhookDelivery: WebhookDeliveryModel;
  WebhookAttempt: WebhookAttemptModel;
  WebhookDeliveryConnection: Omit<WebhookDeliveryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['WebhookDeliveryEdge']>, nodes: ReadonlyArray<ResolversParentTypes['WebhookDelivery']> };
  WebhookDeliveryEdge: Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversParentTypes['WebhookDelivery'] };
  RegisterWebhookInput: RegisterWebhookInput;
  RegisterAppWebhookInput: RegisterAppWebhookInput;
  AppWebhookInput: AppWebhookInput;
  ReplayAppWebhookInput: ReplayAppWebhookInput;
  RegisterWebhookResult: ResolversUnionTypes<ResolversParentTypes>['RegisterWebhookResult'];
  WebhookRegistered: Omit<WebhookRegistered, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  WebhookTargetForbidden: WebhookTargetForbidden;
  TooManyWebhooks: TooManyWebhooks;
  IssueNoticesInput: IssueNoticesInput;
  IssueNoticesResult: ResolversUnionTypes<ResolversParentTypes>['IssueNoticesResult'];
  NoticesIssued: NoticesIssuedModel;
  IssuedRow: IssuedRowModel;
  IssuedRowConnection: Omit<IssuedRowConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['IssuedRowEdge']>, nodes: ReadonlyArray<ResolversParentTypes['IssuedRow']> };
  IssuedRowEdge: Omit<IssuedRowEdge, 'node'> & { node: ResolversParentTypes['IssuedRow'] };
  BadRow: BadRowModel;
  BadRowConnection: Omit<BadRowConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['BadRowEdge']>, nodes: ReadonlyArray<ResolversParentTypes['BadRow']> };
  BadRowEdge: Omit<BadRowEdge, 'node'> & { node: ResolversParentTypes['BadRow'] };
  NoticesUnreadable: NoticesUnreadable;
  ReconciliationItem: ReconciliationItemModel;
  LedgerEntry: LedgerEntryModel;
  ReconciliationItemConnection: Omit<ReconciliationItemConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ReconciliationItemEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ReconciliationItem']> };
  ReconciliationItemEdge: Omit<ReconciliationItemEdge, 'node'> & { node: ResolversParentTypes['ReconciliationItem'] };
  Settlement: SettlementModel;
  SettlementConnection: Omit<SettlementConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SettlementEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Settlement']> };
  SettlementEdge: Omit<SettlementEdge, 'node'> & { node: ResolversParentTypes['Settlement'] };
  PaymentCase: PaymentCaseModel;
  PaymentCaseConnection: Omit<PaymentCaseConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PaymentCaseEdge']>, nodes: ReadonlyArray<ResolversParentTypes['PaymentCase']> };
  PaymentCaseEdge: Omit<PaymentCaseEdge, 'node'> & { node: ResolversParentTypes['PaymentCase'] };
  ClosePaymentCaseInput: ClosePaymentCaseInput;
  ClosePaymentCaseResult: ResolversUnionTypes<ResolversParentTypes>['ClosePaymentCaseResult'];
  PaymentCaseClosed: Omit<PaymentCaseClosed, 'case'> & { case: ResolversParentTypes['PaymentCase'] };
  PaymentCaseNotOpen: PaymentCaseNotOpen;
  SettleWindowInput: SettleWindowInput;
  SettleWindowResult: ResolversUnionTypes<ResolversParentTypes>['SettleWindowResult'];
  WindowSettled: Omit<WindowSettled, 'settlement'> & { settlement: ResolversParentTypes['Settlement'] };
  WindowNotClosed: WindowNotClosed;
  BreaksOpen: BreaksOpen;
};

export type DataClassDirectiveArgs = {
  class: DataClass;
};

export type DataClassDirectiveResolver<Result, Parent, ContextType = SubgraphContext, Args = DataClassDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type MoneyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType, RequireFields<QueryNoticeArgs, 'code'>>;
  receiptKeys?: Resolver<ReadonlyArray<ResolversTypes['ReceiptKey']>, ParentType, ContextType>;
  dispute?: Resolver<Maybe<ResolversTypes['Dispute']>, ParentType, ContextType, RequireFields<QueryDisputeArgs, 'id'>>;
  refund?: Resolver<Maybe<ResolversTypes['Refund']>, ParentType, ContextType, RequireFields<QueryRefundArgs, 'id'>>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
  paymentByReference?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentByReferenceArgs, 'reference'>>;
  paymentProgress?: Resolver<Maybe<ResolversTypes['PaymentProgress']>, ParentType, ContextType, RequireFields<QueryPaymentProgressArgs, 'reference'>>;
  paymentWebhooks?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Webhook']>>, ParentType, ContextType>;
  paymentCases?: Resolver<Maybe<ResolversTypes['PaymentCaseConnection']>, ParentType, ContextType, RequireFields<QueryPaymentCasesArgs, 'closed' | 'first'>>;
};

export type MutationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  closePaymentCase?: Resolver<Maybe<ResolversTypes['ClosePaymentCaseResult']>, ParentType, ContextType, RequireFields<MutationClosePaymentCaseArgs, 'input'>>;
  settleWindow?: Resolver<Maybe<ResolversTypes['SettleWindowResult']>, ParentType, ContextType, RequireFields<MutationSettleWindowArgs, 'input'>>;
  registerWebhook?: Resolver<Maybe<ResolversTypes['RegisterWebhookResult']>, ParentType, ContextType, RequireFields<MutationRegisterWebhookArgs, 'input'>>;
  removeWebhook?: Resolver<Maybe<ResolversTypes['Webhook']>, ParentType, ContextType, RequireFields<MutationRemoveWebhookArgs, 'id'>>;
  replayWebhookDelivery?: Resolver<Maybe<ResolversTypes['WebhookDelivery']>, ParentType, ContextType, RequireFields<MutationReplayWebhookDeliveryArgs, 'id'>>;
  registerAppWebhook?: Resolver<Maybe<ResolversTypes['RegisterWebhookResult']>, ParentType, ContextType, RequireFields<MutationRegisterAppWebhookArgs, 'input'>>;
  removeAppWebhook?: Resolver<Maybe<ResolversTypes['Webhook']>, ParentType, ContextType, RequireFields<MutationRemoveAppWebhookArgs, 'input'>>;
  replayAppWebhookDelivery?: Resolver<Maybe<ResolversTypes['WebhookDelivery']>, ParentType, ContextType, RequireFields<MutationReplayAppWebhookDeliveryArgs, 'input'>>;
  sendTestWebhook?: Resolver<Maybe<ResolversTypes['WebhookDelivery']>, ParentType, ContextType, RequireFields<MutationSendTestWebhookArgs, 'input'>>;
  requestRefund?: Resolver<Maybe<ResolversTypes['RequestRefundResult']>, ParentType, ContextType, RequireFields<MutationRequestRefundArgs, 'input'>>;
  approveRefund?: Resolver<Maybe<ResolversTypes['DecideRefundResult']>, ParentType, ContextType, RequireFields<MutationApproveRefundArgs, 'input'>>;
  rejectRefund?: Resolver<Maybe<ResolversTypes['DecideRefundResult']>, ParentType, ContextType, RequireFields<MutationRejectRefundArgs, 'input'>>;
  issueNotice?: Resolver<Maybe<ResolversTypes['IssueNoticeResult']>, ParentType, ContextType, RequireFields<MutationIssueNoticeArgs, 'input'>>;
  issueNotices?: Resolver<Maybe<ResolversTypes['IssueNoticesResult']>, ParentType, ContextType, RequireFields<MutationIssueNoticesArgs, 'input'>>;
  withdrawNotice?: Resolver<Maybe<ResolversTypes['EndNoticeResult']>, ParentType, ContextType, RequireFields<MutationWithdrawNoticeArgs, 'input'>>;
  writeOffNotice?: Resolver<Maybe<ResolversTypes['EndNoticeResult']>, ParentType, ContextType, RequireFields<MutationWriteOffNoticeArgs, 'input'>>;
  disputeNotice?: Resolver<Maybe<ResolversTypes['DisputeNoticeResult']>, ParentType, ContextType, RequireFields<MutationDisputeNoticeArgs, 'input'>>;
  disputePayment?: Resolver<Maybe<ResolversTypes['DisputePaymentResult']>, ParentType, ContextType, RequireFields<MutationDisputePaymentArgs, 'input'>>;
  withdrawDispute?: Resolver<Maybe<ResolversTypes['EndDisputeResult']>, ParentType, ContextType, RequireFields<MutationWithdrawDisputeArgs, 'input'>>;
  decideDispute?: Resolver<Maybe<ResolversTypes['EndDisputeResult']>, ParentType, ContextType, RequireFields<MutationDecideDisputeArgs, 'input'>>;
  initiatePayment?: Resolver<Maybe<ResolversTypes['InitiatePaymentResult']>, ParentType, ContextType, RequireFields<MutationInitiatePaymentArgs, 'input'>>;
};

export type SubscriptionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  paymentUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Payment']>, "paymentUpdated", ParentType, ContextType, RequireFields<SubscriptionPaymentUpdatedArgs, 'id'>>;
};

export type CitizenResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Citizen'] = ResolversParentTypes['Citizen'], FederationReferenceType extends FederationReferenceTypes['Citizen'] = FederationReferenceTypes['Citizen']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Citizen']> | FederationReferenceType, FederationReferenceType, ContextType>;
  uin?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  notices?: Resolver<Maybe<ResolversTypes['NoticeConnection']>, ParentType, ContextType, RequireFields<CitizenNoticesArgs, 'first'>>;
  hasDueNotices?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, RequireFields<CitizenPaymentsArgs, 'first'>>;
  receipts?: Resolver<Maybe<ResolversTypes['ReceiptConnection']>, ParentType, ContextType, RequireFields<CitizenReceiptsArgs, 'first'>>;
  disputes?: Resolver<Maybe<ResolversTypes['DisputeConnection']>, ParentType, ContextType, RequireFields<CitizenDisputesArgs, 'first'>>;
};

export type AgencyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Agency'] = ResolversParentTypes['Agency'], FederationReferenceType extends FederationReferenceTypes['Agency'] = FederationReferenceTypes['Agency']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Agency']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  revenue?: Resolver<Maybe<ResolversTypes['Revenue']>, ParentType, ContextType, RequireFields<AgencyRevenueArgs, 'from' | 'until'>>;
  refunds?: Resolver<Maybe<ResolversTypes['RefundConnection']>, ParentType, ContextType, RequireFields<AgencyRefundsArgs, 'first'>>;
  reconciliation?: Resolver<Maybe<ResolversTypes['ReconciliationItemConnection']>, ParentType, ContextType, RequireFields<AgencyReconciliationArgs, 'first'>>;
  settlements?: Resolver<Maybe<ResolversTypes['SettlementConnection']>, ParentType, ContextType, RequireFields<AgencySettlementsArgs, 'first'>>;
  disputes?: Resolver<Maybe<ResolversTypes['DisputeConnection']>, ParentType, ContextType, RequireFields<AgencyDisputesArgs, 'first'>>;
};

export type RegionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region'], FederationReferenceType extends FederationReferenceTypes['Region'] = FederationReferenceTypes['Region']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Region']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  revenue?: Resolver<Maybe<ResolversTypes['Revenue']>, ParentType, ContextType, RequireFields<RegionRevenueArgs, 'from' | 'until'>>;
};

export type RevenueResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Revenue'] = ResolversParentTypes['Revenue']> = {
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  byRevenueCode?: Resolver<ResolversTypes['RevenueLineConnection'], ParentType, ContextType, RequireFields<RevenueByRevenueCodeArgs, 'first'>>;
};

export type RevenueLineConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RevenueLineConnection'] = ResolversParentTypes['RevenueLineConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RevenueLineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['RevenueLine']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RevenueLineEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RevenueLineEdge'] = ResolversParentTypes['RevenueLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RevenueLine'], ParentType, ContextType>;
};

export type RevenueLineResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RevenueLine'] = ResolversParentTypes['RevenueLine']> = {
  revenueCode?: Resolver<ResolversTypes['RevenueCode'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type RevenueCodeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RevenueCode'] = ResolversParentTypes['RevenueCode']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['RevenueCode']>, ParentType, ContextType>;
};

export type NoticeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Notice'] = ResolversParentTypes['Notice'], FederationReferenceType extends FederationReferenceTypes['Notice'] = FederationReferenceTypes['Notice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Notice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  items?: Resolver<ReadonlyArray<ResolversTypes['NoticeItem']>, ParentType, ContextType>;
  dueDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['NoticeStatus']>, ParentType, ContextType>;
  due?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  disputed?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lateFee?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  lateFeeRule?: Resolver<Maybe<ResolversTypes['LateFeeRule']>, ParentType, ContextType>;
  paid?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  history?: Resolver<Maybe<ReadonlyArray<ResolversTypes['NoticeEvent']>>, ParentType, ContextType>;
  issuedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  citizen?: Resolver<Maybe<ResolversTypes['Citizen']>, ParentType, ContextType>;
  addressee?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  fineParticulars?: Resolver<Maybe<ResolversTypes['FineParticulars']>, ParentType, ContextType>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, RequireFields<NoticePaymentsArgs, 'first'>>;
};

export type LateFeeRuleResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['LateFeeRule'] = ResolversParentTypes['LateFeeRule']> = {
  dailyBasisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  capPercent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NoticeEventResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticeEvent'] = ResolversParentTypes['NoticeEvent']> = {
  event?: Resolver<ResolversTypes['NoticeEventName'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['NoticeStatus'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['NoticeStatus'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type NoticeItemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticeItem'] = ResolversParentTypes['NoticeItem']> = {
  revenueCode?: Resolver<ResolversTypes['RevenueCode'], ParentType, ContextType>;
  legalBasis?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type FineParticularsResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FineParticulars'] = ResolversParentTypes['FineParticulars']> = {
  offence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  place?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type NoticeConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticeConnection'] = ResolversParentTypes['NoticeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NoticeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Notice']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NoticeEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticeEdge'] = ResolversParentTypes['NoticeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Notice'], ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['PaymentPart']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['PaymentProviderName'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  payUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  events?: Resolver<ReadonlyArray<ResolversTypes['PaymentEvent']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  receipts?: Resolver<ReadonlyArray<ResolversTypes['Receipt']>, ParentType, ContextType>;
};

export type PaymentProgressResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentProgress'] = ResolversParentTypes['PaymentProgress']> = {
  paymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PaymentPartResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentPart'] = ResolversParentTypes['PaymentPart']> = {
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PaymentPartState'], ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunds?: Resolver<ReadonlyArray<ResolversTypes['Refund']>, ParentType, ContextType>;
};

export type PaymentEventResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentEvent'] = ResolversParentTypes['PaymentEvent']> = {
  event?: Resolver<ResolversTypes['PaymentEventName'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['PaymentState']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PaymentConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentConnection'] = ResolversParentTypes['PaymentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PaymentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Payment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PaymentEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentEdge'] = ResolversParentTypes['PaymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
};

export type ReceiptResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Receipt'] = ResolversParentTypes['Receipt']> = {
  number?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  signed?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pdf?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReceiptKeyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReceiptKey'] = ResolversParentTypes['ReceiptKey']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  jwk?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReceiptConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReceiptConnection'] = ResolversParentTypes['ReceiptConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ReceiptEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Receipt']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReceiptEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReceiptEdge'] = ResolversParentTypes['ReceiptEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Receipt'], ParentType, ContextType>;
};

export type InitiatePaymentResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['InitiatePaymentResult'] = ResolversParentTypes['InitiatePaymentResult']> = {
  __resolveType: TypeResolveFn<'PaymentInitiated' | 'NoticeCodeMistyped' | 'NoticeNotFound' | 'NoticeAlreadyPaid' | 'NoticeWithdrawn' | 'NoticeWrittenOff' | 'AmountMoreThanDue' | 'PaymentInProgress' | 'PaymentRefused' | 'PaymentReferenceUsed', ParentType, ContextType>;
};

export type PaymentInitiatedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentInitiated'] = ResolversParentTypes['PaymentInitiated']> = {
  paymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentProblemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentProblem'] = ResolversParentTypes['PaymentProblem']> = {
  __resolveType: TypeResolveFn<'NoticeCodeMistyped' | 'NoticeNotFound' | 'NoticeAlreadyPaid' | 'NoticeWithdrawn' | 'NoticeWrittenOff' | 'AmountMoreThanDue' | 'PaymentInProgress' | 'PaymentReferenceUsed' | 'PaymentRefused' | 'RevenueCodeUnknown' | 'PaymentNotFound' | 'AmountMoreThanRefundable' | 'RefundNotFound' | 'RefundDecidedBefore' | 'SecondPersonNeeded' | 'DisputeOpenAlready' | 'DisputeDecidedBefore' | 'PaymentBroughtNothing' | 'DisputeNotFound' | 'DisputeNotOpen' | 'WebhookTargetForbidden' | 'TooManyWebhooks' | 'NoticesUnreadable' | 'PaymentCaseNotOpen' | 'WindowNotClosed' | 'BreaksOpen', ParentType, ContextType>;
};

export type NoticeCodeMistypedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticeCodeMistyped'] = ResolversParentTypes['NoticeCodeMistyped']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoticeNotFoundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticeNotFound'] = ResolversParentTypes['NoticeNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoticeAlreadyPaidResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticeAlreadyPaid'] = ResolversParentTypes['NoticeAlreadyPaid']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoticeWithdrawnResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticeWithdrawn'] = ResolversParentTypes['NoticeWithdrawn']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoticeWrittenOffResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticeWrittenOff'] = ResolversParentTypes['NoticeWrittenOff']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AmountMoreThanDueResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AmountMoreThanDue'] = ResolversParentTypes['AmountMoreThanDue']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentInProgressResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentInProgress'] = ResolversParentTypes['PaymentInProgress']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentReferenceUsedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentReferenceUsed'] = ResolversParentTypes['PaymentReferenceUsed']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentRefusedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentRefused'] = ResolversParentTypes['PaymentRefused']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IssueNoticeResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['IssueNoticeResult'] = ResolversParentTypes['IssueNoticeResult']> = {
  __resolveType: TypeResolveFn<'NoticeIssued' | 'RevenueCodeUnknown', ParentType, ContextType>;
};

export type NoticeIssuedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticeIssued'] = ResolversParentTypes['NoticeIssued']> = {
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RevenueCodeUnknownResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RevenueCodeUnknown'] = ResolversParentTypes['RevenueCodeUnknown']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EndNoticeResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['EndNoticeResult'] = ResolversParentTypes['EndNoticeResult']> = {
  __resolveType: TypeResolveFn<'NoticeEnded' | 'NoticeNotFound' | 'NoticeAlreadyPaid' | 'NoticeWithdrawn' | 'NoticeWrittenOff', ParentType, ContextType>;
};

export type NoticeEndedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticeEnded'] = ResolversParentTypes['NoticeEnded']> = {
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RefundState'], ParentType, ContextType>;
  needsApproval?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  requestedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['RefundEvent']>, ParentType, ContextType>;
};

export type RefundEventResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RefundEvent'] = ResolversParentTypes['RefundEvent']> = {
  event?: Resolver<ResolversTypes['RefundEventName'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['RefundState']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['RefundState'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RefundConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RefundConnection'] = ResolversParentTypes['RefundConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RefundEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Refund']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RefundEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RefundEdge'] = ResolversParentTypes['RefundEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Refund'], ParentType, ContextType>;
};

export type RequestRefundResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RequestRefundResult'] = ResolversParentTypes['RequestRefundResult']> = {
  __resolveType: TypeResolveFn<'RefundRequested' | 'PaymentNotFound' | 'AmountMoreThanRefundable', ParentType, ContextType>;
};

export type RefundRequestedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RefundRequested'] = ResolversParentTypes['RefundRequested']> = {
  refund?: Resolver<Maybe<ResolversTypes['Refund']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentNotFoundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentNotFound'] = ResolversParentTypes['PaymentNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AmountMoreThanRefundableResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AmountMoreThanRefundable'] = ResolversParentTypes['AmountMoreThanRefundable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refundable?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DecideRefundResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DecideRefundResult'] = ResolversParentTypes['DecideRefundResult']> = {
  __resolveType: TypeResolveFn<'RefundDecided' | 'RefundNotFound' | 'RefundDecidedBefore' | 'SecondPersonNeeded', ParentType, ContextType>;
};

export type RefundDecidedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RefundDecided'] = ResolversParentTypes['RefundDecided']> = {
  refund?: Resolver<Maybe<ResolversTypes['Refund']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundNotFoundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RefundNotFound'] = ResolversParentTypes['RefundNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundDecidedBeforeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RefundDecidedBefore'] = ResolversParentTypes['RefundDecidedBefore']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Refund']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SecondPersonNeededResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SecondPersonNeeded'] = ResolversParentTypes['SecondPersonNeeded']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DisputeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Dispute'] = ResolversParentTypes['Dispute']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DisputeState'], ParentType, ContextType>;
  answer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['DisputeEvent']>, ParentType, ContextType>;
};

export type DisputeEventResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisputeEvent'] = ResolversParentTypes['DisputeEvent']> = {
  event?: Resolver<ResolversTypes['DisputeEventName'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DisputeState']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DisputeState'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DisputeConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisputeConnection'] = ResolversParentTypes['DisputeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DisputeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Dispute']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DisputeEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisputeEdge'] = ResolversParentTypes['DisputeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Dispute'], ParentType, ContextType>;
};

export type DisputeNoticeResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisputeNoticeResult'] = ResolversParentTypes['DisputeNoticeResult']> = {
  __resolveType: TypeResolveFn<'DisputeOpened' | 'DisputeOpenAlready' | 'DisputeDecidedBefore' | 'NoticeNotFound' | 'NoticeWithdrawn' | 'NoticeWrittenOff', ParentType, ContextType>;
};

export type DisputePaymentResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisputePaymentResult'] = ResolversParentTypes['DisputePaymentResult']> = {
  __resolveType: TypeResolveFn<'DisputeOpened' | 'DisputeOpenAlready' | 'DisputeDecidedBefore' | 'PaymentNotFound' | 'PaymentBroughtNothing', ParentType, ContextType>;
};

export type DisputeOpenedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisputeOpened'] = ResolversParentTypes['DisputeOpened']> = {
  dispute?: Resolver<Maybe<ResolversTypes['Dispute']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DisputeOpenAlreadyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisputeOpenAlready'] = ResolversParentTypes['DisputeOpenAlready']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dispute?: Resolver<Maybe<ResolversTypes['Dispute']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DisputeDecidedBeforeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisputeDecidedBefore'] = ResolversParentTypes['DisputeDecidedBefore']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dispute?: Resolver<Maybe<ResolversTypes['Dispute']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentBroughtNothingResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentBroughtNothing'] = ResolversParentTypes['PaymentBroughtNothing']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EndDisputeResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['EndDisputeResult'] = ResolversParentTypes['EndDisputeResult']> = {
  __resolveType: TypeResolveFn<'DisputeEnded' | 'DisputeNotFound' | 'DisputeNotOpen', ParentType, ContextType>;
};

export type DisputeEndedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisputeEnded'] = ResolversParentTypes['DisputeEnded']> = {
  dispute?: Resolver<Maybe<ResolversTypes['Dispute']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DisputeNotFoundResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisputeNotFound'] = ResolversParentTypes['DisputeNotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DisputeNotOpenResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisputeNotOpen'] = ResolversParentTypes['DisputeNotOpen']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dispute?: Resolver<Maybe<ResolversTypes['Dispute']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppRegistrationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AppRegistration'] = ResolversParentTypes['AppRegistration'], FederationReferenceType extends FederationReferenceTypes['AppRegistration'] = FederationReferenceTypes['AppRegistration']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['AppRegistration']> | FederationReferenceType, FederationReferenceType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AppState'], ParentType, ContextType>;
  webhookKey?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  paymentWebhooks?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Webhook']>>, ParentType, ContextType>;
};

export type WebhookResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  removedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deliveries?: Resolver<ResolversTypes['WebhookDeliveryConnection'], ParentType, ContextType, RequireFields<WebhookDeliveriesArgs, 'first'>>;
};

export type WebhookDeliveryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paymentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  disputeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['WebhookDeliveryState'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  attempts?: Resolver<ReadonlyArray<ResolversTypes['WebhookAttempt']>, ParentType, ContextType>;
};

export type WebhookAttemptResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WebhookAttempt'] = ResolversParentTypes['WebhookAttempt']> = {
  attemptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WebhookDeliveryConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WebhookDeliveryConnection'] = ResolversParentTypes['WebhookDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookDeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['WebhookDelivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WebhookDeliveryEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WebhookDeliveryEdge'] = ResolversParentTypes['WebhookDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
};

export type RegisterWebhookResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegisterWebhookResult'] = ResolversParentTypes['RegisterWebhookResult']> = {
  __resolveType: TypeResolveFn<'WebhookRegistered' | 'WebhookTargetForbidden' | 'TooManyWebhooks', ParentType, ContextType>;
};

export type WebhookRegisteredResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WebhookRegistered'] = ResolversParentTypes['WebhookRegistered']> = {
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookTargetForbiddenResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WebhookTargetForbidden'] = ResolversParentTypes['WebhookTargetForbidden']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyWebhooksResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TooManyWebhooks'] = ResolversParentTypes['TooManyWebhooks']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IssueNoticesResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['IssueNoticesResult'] = ResolversParentTypes['IssueNoticesResult']> = {
  __resolveType: TypeResolveFn<'NoticesIssued' | 'NoticesUnreadable', ParentType, ContextType>;
};

export type NoticesIssuedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticesIssued'] = ResolversParentTypes['NoticesIssued']> = {
  issuedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  badCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  issued?: Resolver<ResolversTypes['IssuedRowConnection'], ParentType, ContextType, RequireFields<NoticesIssuedIssuedArgs, 'first'>>;
  bad?: Resolver<ResolversTypes['BadRowConnection'], ParentType, ContextType, RequireFields<NoticesIssuedBadArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IssuedRowResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['IssuedRow'] = ResolversParentTypes['IssuedRow']> = {
  row?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  issuedBefore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type IssuedRowConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['IssuedRowConnection'] = ResolversParentTypes['IssuedRowConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['IssuedRowEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['IssuedRow']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type IssuedRowEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['IssuedRowEdge'] = ResolversParentTypes['IssuedRowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['IssuedRow'], ParentType, ContextType>;
};

export type BadRowResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['BadRow'] = ResolversParentTypes['BadRow']> = {
  row?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  problem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BadRowConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['BadRowConnection'] = ResolversParentTypes['BadRowConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['BadRowEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['BadRow']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type BadRowEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['BadRowEdge'] = ResolversParentTypes['BadRowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['BadRow'], ParentType, ContextType>;
};

export type NoticesUnreadableResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoticesUnreadable'] = ResolversParentTypes['NoticesUnreadable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReconciliationItemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReconciliationItem'] = ResolversParentTypes['ReconciliationItem']> = {
  provider?: Resolver<ResolversTypes['PaymentProviderName'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StatementLineKind'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['ReconciliationVerdict'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  ledger?: Resolver<ReadonlyArray<ResolversTypes['LedgerEntry']>, ParentType, ContextType>;
  settlement?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
};

export type LedgerEntryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['LedgerEntry'] = ResolversParentTypes['LedgerEntry']> = {
  account?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  postedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ReconciliationItemConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReconciliationItemConnection'] = ResolversParentTypes['ReconciliationItemConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ReconciliationItemEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ReconciliationItem']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReconciliationItemEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReconciliationItemEdge'] = ResolversParentTypes['ReconciliationItemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ReconciliationItem'], ParentType, ContextType>;
};

export type SettlementResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Settlement'] = ResolversParentTypes['Settlement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['PaymentProviderName'], ParentType, ContextType>;
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SettlementState'], ParentType, ContextType>;
  collected?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  bankReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SettlementConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SettlementConnection'] = ResolversParentTypes['SettlementConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SettlementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Settlement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SettlementEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SettlementEdge'] = ResolversParentTypes['SettlementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Settlement'], ParentType, ContextType>;
};

export type PaymentCaseResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentCase'] = ResolversParentTypes['PaymentCase']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PaymentCaseKind'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['PaymentProviderName'], ParentType, ContextType>;
  paymentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expectedMinor?: Resolver<Maybe<ResolversTypes['MinorUnits']>, ParentType, ContextType>;
  foundMinor?: Resolver<Maybe<ResolversTypes['MinorUnits']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentCaseConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentCaseConnection'] = ResolversParentTypes['PaymentCaseConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PaymentCaseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['PaymentCase']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PaymentCaseEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentCaseEdge'] = ResolversParentTypes['PaymentCaseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PaymentCase'], ParentType, ContextType>;
};

export type ClosePaymentCaseResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ClosePaymentCaseResult'] = ResolversParentTypes['ClosePaymentCaseResult']> = {
  __resolveType: TypeResolveFn<'PaymentCaseClosed' | 'PaymentCaseNotOpen', ParentType, ContextType>;
};

export type PaymentCaseClosedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentCaseClosed'] = ResolversParentTypes['PaymentCaseClosed']> = {
  case?: Resolver<ResolversTypes['PaymentCase'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentCaseNotOpenResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PaymentCaseNotOpen'] = ResolversParentTypes['PaymentCaseNotOpen']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SettleWindowResultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SettleWindowResult'] = ResolversParentTypes['SettleWindowResult']> = {
  __resolveType: TypeResolveFn<'WindowSettled' | 'WindowNotClosed' | 'BreaksOpen', ParentType, ContextType>;
};

export type WindowSettledResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WindowSettled'] = ResolversParentTypes['WindowSettled']> = {
  settlement?: Resolver<ResolversTypes['Settlement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WindowNotClosedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WindowNotClosed'] = ResolversParentTypes['WindowNotClosed']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BreaksOpenResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['BreaksOpen'] = ResolversParentTypes['BreaksOpen']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  DateTime?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Citizen?: CitizenResolvers<ContextType>;
  Agency?: AgencyResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  Revenue?: RevenueResolvers<ContextType>;
  RevenueLineConnection?: RevenueLineConnectionResolvers<ContextType>;
  RevenueLineEdge?: RevenueLineEdgeResolvers<ContextType>;
  RevenueLine?: RevenueLineResolvers<ContextType>;
  RevenueCode?: RevenueCodeResolvers<ContextType>;
  Notice?: NoticeResolvers<ContextType>;
  LateFeeRule?: LateFeeRuleResolvers<ContextType>;
  NoticeEvent?: NoticeEventResolvers<ContextType>;
  NoticeItem?: NoticeItemResolvers<ContextType>;
  FineParticulars?: FineParticularsResolvers<ContextType>;
  NoticeConnection?: NoticeConnectionResolvers<ContextType>;
  NoticeEdge?: NoticeEdgeResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentProgress?: PaymentProgressResolvers<ContextType>;
  PaymentPart?: PaymentPartResolvers<ContextType>;
  PaymentEvent?: PaymentEventResolvers<ContextType>;
  PaymentConnection?: PaymentConnectionResolvers<ContextType>;
  PaymentEdge?: PaymentEdgeResolvers<ContextType>;
  Receipt?: ReceiptResolvers<ContextType>;
  ReceiptKey?: ReceiptKeyResolvers<ContextType>;
  ReceiptConnection?: ReceiptConnectionResolvers<ContextType>;
  ReceiptEdge?: ReceiptEdgeResolvers<ContextType>;
  InitiatePaymentResult?: InitiatePaymentResultResolvers<ContextType>;
  PaymentInitiated?: PaymentInitiatedResolvers<ContextType>;
  PaymentProblem?: PaymentProblemResolvers<ContextType>;
  NoticeCodeMistyped?: NoticeCodeMistypedResolvers<ContextType>;
  NoticeNotFound?: NoticeNotFoundResolvers<ContextType>;
  NoticeAlreadyPaid?: NoticeAlreadyPaidResolvers<ContextType>;
  NoticeWithdrawn?: NoticeWithdrawnResolvers<ContextType>;
  NoticeWrittenOff?: NoticeWrittenOffResolvers<ContextType>;
  AmountMoreThanDue?: AmountMoreThanDueResolvers<ContextType>;
  PaymentInProgress?: PaymentInProgressResolvers<ContextType>;
  PaymentReferenceUsed?: PaymentReferenceUsedResolvers<ContextType>;
  PaymentRefused?: PaymentRefusedResolvers<ContextType>;
  IssueNoticeResult?: IssueNoticeResultResolvers<ContextType>;
  NoticeIssued?: NoticeIssuedResolvers<ContextType>;
  RevenueCodeUnknown?: RevenueCodeUnknownResolvers<ContextType>;
  EndNoticeResult?: EndNoticeResultResolvers<ContextType>;
  NoticeEnded?: NoticeEndedResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  RefundEvent?: RefundEventResolvers<ContextType>;
  RefundConnection?: RefundConnectionResolvers<ContextType>;
  RefundEdge?: RefundEdgeResolvers<ContextType>;
  RequestRefundResult?: RequestRefundResultResolvers<ContextType>;
  RefundRequested?: RefundRequestedResolvers<ContextType>;
  PaymentNotFound?: PaymentNotFoundResolvers<ContextType>;
  AmountMoreThanRefundable?: AmountMoreThanRefundableResolvers<ContextType>;
  DecideRefundResult?: DecideRefundResultResolvers<ContextType>;
  RefundDecided?: RefundDecidedResolvers<ContextType>;
  RefundNotFound?: RefundNotFoundResolvers<ContextType>;
  RefundDecidedBefore?: RefundDecidedBeforeResolvers<ContextType>;
  SecondPersonNeeded?: SecondPersonNeededResolvers<ContextType>;
  Dispute?: DisputeResolvers<ContextType>;
  DisputeEvent?: DisputeEventResolvers<ContextType>;
  DisputeConnection?: DisputeConnectionResolvers<ContextType>;
  DisputeEdge?: DisputeEdgeResolvers<ContextType>;
  DisputeNoticeResult?: DisputeNoticeResultResolvers<ContextType>;
  DisputePaymentResult?: DisputePaymentResultResolvers<ContextType>;
  DisputeOpened?: DisputeOpenedResolvers<ContextType>;
  DisputeOpenAlready?: DisputeOpenAlreadyResolvers<ContextType>;
  DisputeDecidedBefore?: DisputeDecidedBeforeResolvers<ContextType>;
  PaymentBroughtNothing?: PaymentBroughtNothingResolvers<ContextType>;
  EndDisputeResult?: EndDisputeResultResolvers<ContextType>;
  DisputeEnded?: DisputeEndedResolvers<ContextType>;
  DisputeNotFound?: DisputeNotFoundResolvers<ContextType>;
  DisputeNotOpen?: DisputeNotOpenResolvers<ContextType>;
  AppRegistration?: AppRegistrationResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookAttempt?: WebhookAttemptResolvers<ContextType>;
  WebhookDeliveryConnection?: WebhookDeliveryConnectionResolvers<ContextType>;
  WebhookDeliveryEdge?: WebhookDeliveryEdgeResolvers<ContextType>;
  RegisterWebhookResult?: RegisterWebhookResultResolvers<ContextType>;
  WebhookRegistered?: WebhookRegisteredResolvers<ContextType>;
  WebhookTargetForbidden?: WebhookTargetForbiddenResolvers<ContextType>;
  TooManyWebhooks?: TooManyWebhooksResolvers<ContextType>;
  IssueNoticesResult?: IssueNoticesResultResolvers<ContextType>;
  NoticesIssued?: NoticesIssuedResolvers<ContextType>;
  IssuedRow?: IssuedRowResolvers<ContextType>;
  IssuedRowConnection?: IssuedRowConnectionResolvers<ContextType>;
  IssuedRowEdge?: IssuedRowEdgeResolvers<ContextType>;
  BadRow?: BadRowResolvers<ContextType>;
  BadRowConnection?: BadRowConnectionResolvers<ContextType>;
  BadRowEdge?: BadRowEdgeResolvers<ContextType>;
  NoticesUnreadable?: NoticesUnreadableResolvers<ContextType>;
  ReconciliationItem?: ReconciliationItemResolvers<ContextType>;
  LedgerEntry?: LedgerEntryResolvers<ContextType>;
  ReconciliationItemConnection?: ReconciliationItemConnectionResolvers<ContextType>;
  ReconciliationItemEdge?: ReconciliationItemEdgeResolvers<ContextType>;
  Settlement?: SettlementResolvers<ContextType>;
  SettlementConnection?: SettlementConnectionResolvers<ContextType>;
  SettlementEdge?: SettlementEdgeResolvers<ContextType>;
  PaymentCase?: PaymentCaseResolvers<ContextType>;
  PaymentCaseConnection?: PaymentCaseConnectionResolvers<ContextType>;
  PaymentCaseEdge?: PaymentCaseEdgeResolvers<ContextType>;
  ClosePaymentCaseResult?: ClosePaymentCaseResultResolvers<ContextType>;
  PaymentCaseClosed?: PaymentCaseClosedResolvers<ContextType>;
  PaymentCaseNotOpen?: PaymentCaseNotOpenResolvers<ContextType>;
  SettleWindowResult?: SettleWindowResultResolvers<ContextType>;
  WindowSettled?: WindowSettledResolvers<ContextType>;
  WindowNotClosed?: WindowNotClosedResolvers<ContextType>;
  BreaksOpen?: BreaksOpenResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = SubgraphContext> = {
  dataClass?: DataClassDirectiveResolver<any, any, ContextType>;
};
