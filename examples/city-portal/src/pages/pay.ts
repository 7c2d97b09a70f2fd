import { PayDocument, type PayMutation, PaymentByReferenceDocument } from '../civic/graphql.ts';
import { html } from '../html/html.ts';
import { refusalNotices } from '../refusals/refusal-notices.ts';
import type { Messages } from '../texts/messages.ts';
import { type Answer, page, redirect } from '../visit/answer.ts';
import { pathTo, type Visit } from '../visit/visit.ts';
import { messagePage, notFoundPage } from './message-page.ts';

/**
 * Begins a payment. The form carries the idempotency key, so that a form that is sent twice pays once; the
 * reference, because the provider's way back is needed before the payment has an id.
 */
export async function pay(visit: Visit): Promise<Answer> {
  const { desk, session, form, params, texts } = visit;
  const { code = '' } = params;
  const provider = desk.config.providers.find((each) => each === form.get('provider'));
  const key = form.get('key') ?? '';
  if (provider === undefined || !/^[\w-]{22}$/.test(key)) return notFoundPage(visit);
  const returnUrl = new URL(pathTo(visit, `/paid/${key}`), desk.config.origin).href;
  const { data, refusals } = await session.mutate(PayDocument, {
    input: { noticeCode: code, provider, idempotencyKey: key, reference: key, returnUrl },
  });
  const result = data?.initiatePayment;
  if (result == null) {
    // A link of the page must not lead back to this form, which has no page of its own.
    const notice = new URL(pathTo(visit, `/notices/${encodeURIComponent(code)}`), desk.config.origin);
    const body = html`<h1>${texts.payment.title}</h1>${await refusalNotices({ ...visit, url: notice }, refusals)}`;
    return page(texts.payment.title, body, { section: 'notices' });
  }
  const paymentId = paymentOf(result);
  if (paymentId !== null) return redirect(pathTo(visit, `/payments/${encodeURIComponent(paymentId)}`));
  return messagePage(visit, {
    ...{ title: texts.payment.title, text: problemOf(result, texts.payment.problems), status: 409 },
    next: { to: pathTo(visit, `/notices/${encodeURIComponent(code)}`), name: texts.payment.tryAgain },
  });
}

type Result = NonNullable<PayMutation['initiatePayment']>;

/** The new payment, or the citizen's own that is in progress. */
function paymentOf(result: Result): string | null {
  if (result.__typename === 'PaymentInitiated') return result.paymentId;
  return result.__typename === 'PaymentInProgress' ? (result.payment?.id ?? null) : null;
}

function problemOf({ __typename: kind }: Result, texts: Messages['payment']['problems']): string {
  const known: Readonly<Record<string, string>> = { ...texts };
  return known[kind] ?? texts.other;
}

/** Where the payment provider sends the citizen back. */
export async function paid(visit: Visit): Promise<Answer> {
  const { session, params, texts } = visit;
  const { data, refusals } = await session.query(PaymentByReferenceDocument, {
    reference: params.reference ?? '',
  });
  const id = data?.paymentByReference?.id;
  if (id != null) return redirect(pathTo(visit, `/payments/${encodeURIComponent(id)}`));
  const body = html`<h1>${texts.payment.title}</h1>
${(await refusalNotices(visit, refusals)) ?? html`<div class="card"><p>${texts.payment.unknown}</p></div>`}`;
  return page(texts.payment.title, body, { section: 'notices' });
}
