import { PublicError } from '@civic-graph/errors';
import { holds, type Principal } from '@civic-graph/policy';
import type { Db, NoticeRow, PaymentRow } from '../database/database.ts';
import { once } from '../idempotency/once.ts';
import { parsePositiveAmount } from '../money/minor-units.ts';
import { isNoticeCode } from '../notice/code.ts';
import { parseReference } from '../notice/parse-order.ts';
import {
  type NoticeToPay,
  newPaymentId,
  type OpenedPayment,
  openPayment,
  openPaymentOptimistically,
  type PaymentOrder,
} from '../payment/open-payment.ts';
import { startPayment } from '../payment/start-payment.ts';
import type { PaymentProvider, PaymentProviders } from '../provider/provider.ts';
import { providerNames } from '../provider-name.ts';
import { isUnderWay } from '../states/payment.ts';
import type { PaymentsContext } from './context.ts';
import { enumValue } from './enum-value.ts';
import type { Loaders } from './loaders.ts';
import { noticeProblem } from './notice-problem.ts';
import type { InitiatePaymentInput, MutationResolvers, ResolversTypes } from './resolver-types.ts';
import { ownPayment, resources } from './resources.ts';
import { parseReturnUrl } from './return-url.ts';

type Result = Awaited<ResolversTypes['InitiatePaymentResult']>;

export interface PaymentDependencies {
  readonly db: Db;
  readonly providers: PaymentProviders;
  readonly clock: () => Date;
}

/** Records the payment once per idempotency key, then asks the provider to open it. */
export function initiatePayment({
  db,
  providers,
  clock,
}: PaymentDependencies): NonNullable<MutationResolvers<PaymentsContext>['initiatePayment']> {
  return async (_root, { input }, { principal, loaders }) => {
    if (principal.kind !== 'citizen') throw new PublicError('FORBIDDEN', 'only a citizen can pay');
    const { clientId, citizenKey: payerKey } = principal;
    const provider = chooseProvider(providers, input);
    const order: NewOrder = {
      paymentId: newPaymentId(),
      returnUrl: parseReturnUrl(input.returnUrl ?? null),
      reference: parseReference(input.reference ?? null),
      notices: parseNotices(input),
      payerKey,
      clientId,
      provider: provider.name,
      now: clock(),
    };
    const codes = order.notices.map(({ code }) => code);
    const mistyped = codes.find((code) => !isNoticeCode(code));
    if (mistyped !== undefined) {
      return {
        __typename: 'NoticeCodeMistyped',
        message: 'The code is mistyped: it has 20 digits, and the last one checks the others.',
        code: mistyped,
      };
    }
    const { opened, fresh } = await openOnce(db, loaders, input, order);
    if (opened.kind !== 'opened') return problem(opened, loaders, principal);
    const payment = fresh ?? (await loaders.payment.load(opened.paymentId));
    if (payment === null) throw new Error('an idempotency key has no payment');
    return initiated(await startPayment(db, provider, { payment, codes, now: clock() }));
  };
}

type NewOrder = PaymentOrder & { readonly paymentId: string };

/** Result of the first order with the key; `fresh` is the payment if this call opened it. */
async function openOnce(
  db: Db,
  loaders: Loaders,
  input: InitiatePaymentInput,
  order: NewOrder,
): Promise<{ readonly opened: OpenedPayment; readonly fresh: PaymentRow | null }> {
  const { clientId, payerKey: citizenKey, paymentId, now } = order;
  const codes = order.notices.map(({ code }) => code);
  const likely = { kind: 'opened', paymentId } as const;
  let fresh: PaymentRow | null = null;
  const opened = await once<OpenedPayment>(
    db,
    {
      by: { kind: 'citizen', clientId, citizenKey },
      key: input.idempotencyKey,
      request: identityOf(input, order),
      now,
      likely,
    },
    async (trx) => {
      const opening = await openPayment(trx, order);
      if (opening.kind !== 'opened') return opening;
      fresh = opening.payment;
      return likely;
    },
    async (claim) => {
      const read = await loaders.notice.loadMany(codes);
      fresh = await openPaymentOptimistically(db, order, read.filter(isNotice), claim);
      if (fresh !== null) return likely;
      // Data written under locks may differ from what was read.
      for (const code of codes) loaders.notice.clear(code);
      return null;
    },
  );
  return { opened, fresh };
}

/** Identifies equal requests. Its text is stored as a digest, so the order of the fields matters. */
function identityOf({ noticeCode, notices }: InitiatePaymentInput, order: PaymentOrder): object {
  const { payerKey, provider, returnUrl, reference } = order;
  const what = noticeCode ? { noticeCode } : { notices };
  const named = reference === null ? {} : { reference };
  return { mutation: 'initiatePayment', payerKey, ...what, provider, returnUrl, ...named };
}

function isNotice(found: NoticeRow | Error | null): found is NoticeRow {
  return found !== null && !(found instanceof Error);
}

const maximumNotices = 20;

/** @throws PublicError BAD_USER_INPUT */
function parseNotices({ noticeCode, notices }: InitiatePaymentInput): NoticeToPay[] {
  if (noticeCode != null && notices == null) return [{ code: noticeCode, amountMinor: null }];
  if (noticeCode != null || notices == null) {
    throw new PublicError('BAD_USER_INPUT', 'noticeCode, notices: set exactly one');
  }
  const codes = new Set(notices.map(({ code }) => code));
  if (notices.length < 1 || notices.length > maximumNotices || codes.size < notices.length) {
    throw new PublicError('BAD_USER_INPUT', `notices: 1 to ${maximumNotices}, each once`);
  }
  return notices.map(({ code, amountMinor }) => ({ code, amountMinor: parsePositiveAmount(amountMinor) }));
}

function chooseProvider(providers: PaymentProviders, input: InitiatePaymentInput): PaymentProvider {
  const name = providerNames.find((known) => enumValue(known) === input.provider);
  const provider = name && providers.get(name);
  if (provider === undefined)
    throw new PublicError('BAD_USER_INPUT', 'provider: not offered by this deployment');
  return provider;
}

function initiated(payment: PaymentRow): Result {
  // Without a reference the provider never opened it; with one, the payment itself failed later.
  if (payment.state === 'error' && payment.provider_reference === null) {
    return { __typename: 'PaymentRefused', message: 'The provider refused to start the payment.' };
  }
  const payUrl = isUnderWay(payment.state) ? payment.pay_url : null;
  return { __typename: 'PaymentInitiated', paymentId: payment.id, payUrl, payment };
}

async function problem(
  opened: Exclude<OpenedPayment, { kind: 'opened' }>,
  loaders: Loaders,
  principal: Principal,
): Promise<Result> {
  switch (opened.kind) {
    case 'more-than-due':
      return {
        __typename: 'AmountMoreThanDue',
        message: 'The amount exceeds the remaining debt.',
        notice: await loaders.notice.load(opened.noticeCode),
      };
    case 'in-progress':
      return {
        __typename: 'PaymentInProgress',
        message: 'Another payment of this notice is in progress; wait for it, or continue it if it is yours.',
        payment: ownPayment(await loaders.payment.load(opened.paymentId), principal),
      };
    case 'reference-used':
      return {
        __typename: 'PaymentReferenceUsed',
        message: 'The app has used this reference for another payment; give each payment its own.',
      };
    case 'withdrawn':
    case 'written-off': {
      // The reason for writing off a debt is only for the addressee, not for others with the code.
      const notice = await loaders.notice.load(opened.noticeCode);
      const isOthers =
        notice !== null &&
        notice.citizen_key !== null &&
        !holds('owner', principal, resources.Notice(notice));
      return noticeProblem(isOthers ? 'not-found' : opened.kind, opened.noticeCode, loaders);
    }
    default:
      return noticeProblem(opened.kind, opened.noticeCode, loaders);
  }
}
