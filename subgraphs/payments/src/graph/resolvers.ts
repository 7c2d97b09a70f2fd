import { type ChangeFeed, DateResolver, DateTimeResolver } from '@civic-graph/subgraph-kit';
import type { PairwiseIds } from '@civic-graph/tokens';
import { MinorUnitsResolver } from '../money/minor-units.ts';
import type { ReceiptPrinter } from '../receipt/pdf/print-receipt.ts';
import { appWebhooks } from './app-webhooks.ts';
import { Citizen } from './citizen.ts';
import type { PaymentsContext } from './context.ts';
import {
  AgencyDisputes,
  CitizenDisputes,
  Dispute,
  DisputeEvent,
  decideDispute,
  dispute,
  disputeNotice,
  disputePayment,
  withdrawDispute,
} from './dispute.ts';
import { endNotice } from './end-notice.ts';
import { initiatePayment, type PaymentDependencies } from './initiate-payment.ts';
import { issueNotice } from './issue-notice.ts';
import { IssuedRow, issueNotices, NoticesIssued } from './issue-notices.ts';
import { createNotice, FineParticulars, NoticeEvent, NoticeItem, notice, RevenueCode } from './notice.ts';
import { Payment, PaymentEvent, PaymentPart, payment, paymentByReference } from './payment.ts';
import { closePaymentCase, PaymentCase, paymentCases } from './payment-case.ts';
import { PaymentProgress, paymentProgress } from './payment-progress.ts';
import { paymentUpdated } from './payment-updated.ts';
import { createReceipt } from './receipt.ts';
import { ReceiptKey, receiptKeys } from './receipt-keys.ts';
import {
  AgencyReconciliation,
  LedgerEntry,
  ReconciliationItem,
  Settlement,
  settleWindow,
} from './reconciliation.ts';
import {
  agencyReference,
  citizenReference,
  noticeReference,
  paymentReference,
  regionReference,
} from './references.ts';
import { decideRefund, Refund, RefundEvent, refund, requestRefund } from './refund.ts';
import type { Resolvers } from './resolver-types.ts';
import { Agency, Region, Revenue, RevenueLine } from './revenue.ts';
import {
  paymentWebhooks,
  registerWebhook,
  removeWebhook,
  replayWebhookDelivery,
  Webhook,
  WebhookAttempt,
  WebhookDelivery,
  type WebhookResolverDependencies,
} from './webhook.ts';

export function createResolvers(
  dependencies: PaymentDependencies & {
    readonly payments: ChangeFeed;
    readonly pairwiseIds: PairwiseIds;
    readonly printer: ReceiptPrinter;
    readonly webhooks: Pick<WebhookResolverDependencies, 'key' | 'rules'>;
  },
): Resolvers<PaymentsContext> {
  const { db, clock, payments, pairwiseIds } = dependencies;
  const webhook = { db, clock, ...dependencies.webhooks };
  const ofApp = appWebhooks({ ...webhook, pairwiseIds });
  return {
    Date: DateResolver,
    DateTime: DateTimeResolver,
    MinorUnits: MinorUnitsResolver,
    Query: {
      notice,
      payment,
      dispute,
      paymentByReference: paymentByReference(db),
      paymentProgress: paymentProgress(db),
      paymentWebhooks: paymentWebhooks(db),
      paymentCases: paymentCases(db),
      refund,
      receiptKeys: receiptKeys(db),
    },
    Mutation: {
      issueNotice: issueNotice(db, clock, pairwiseIds),
      issueNotices: issueNotices(db, clock, pairwiseIds),
      withdrawNotice: endNotice('withdraw', db, clock),
      writeOffNotice: endNotice('write-off', db, clock),
      initiatePayment: initiatePayment(dependencies),
      requestRefund: requestRefund(dependencies),
      approveRefund: decideRefund('approve', dependencies),
      rejectRefund: decideRefund('reject', dependencies),
      disputeNotice: disputeNotice(db, clock),
      disputePayment: disputePayment(db, clock),
      withdrawDispute: withdrawDispute(db, clock),
      decideDispute: decideDispute(db, clock),
      closePaymentCase: closePaymentCase(db, clock),
      settleWindow: settleWindow(db, clock),
      registerWebhook: registerWebhook(webhook),
      removeWebhook: removeWebhook(webhook),
      replayWebhookDelivery: replayWebhookDelivery(webhook),
      ...ofApp.mutation,
    },
    AppRegistration: ofApp.registration,
    PaymentCase,
    ReconciliationItem,
    LedgerEntry,
    Settlement,
    Webhook,
    WebhookDelivery,
    WebhookAttempt,
    Subscription: { paymentUpdated: paymentUpdated(db, payments) },
    Citizen: { ...Citizen, ...CitizenDisputes, __resolveReference: citizenReference },
    Agency: { ...Agency, ...AgencyReconciliation, ...AgencyDisputes, __resolveReference: agencyReference },
    Region: { ...Region, __resolveReference: regionReference },
    Notice: { ...createNotice(clock, pairwiseIds), __resolveReference: noticeReference },
    Payment: { ...Payment, __resolveReference: paymentReference },
    NoticeItem,
    NoticesIssued,
    IssuedRow,
    RevenueCode,
    FineParticulars,
    PaymentEvent,
    PaymentPart,
    PaymentProgress,
    NoticeEvent,
    ReceiptKey,
    Receipt: createReceipt(dependencies.printer),
    Dispute,
    DisputeEvent,
    Refund,
    RefundEvent,
    Revenue,
    RevenueLine,
  };
}
