import { PaymentDocument, type PaymentQuery } from '../civic/graphql.ts';
import { type Html, html } from '../html/html.ts';
import { icon } from '../html/icons.ts';
import { fetchKeys } from '../receipt/fetch-keys.ts';
import { receiptCard } from '../receipt/receipt-card.ts';
import { refusalNotices } from '../refusals/refusal-notices.ts';
import { graphLanguage } from '../texts/language.ts';
import { type Answer, page } from '../visit/answer.ts';
import { pathTo, type Visit } from '../visit/visit.ts';

type Payment = NonNullable<PaymentQuery['payment']>;

/** Progress of a payment, and in the end its receipts. */
export async function paymentPage(visit: Visit): Promise<Answer> {
  const { texts, session, params, language, desk } = visit;
  const variables = { id: params.id ?? '', language: graphLanguage[language] };
  const { data, refusals } = await session.query(PaymentDocument, variables);
  const payment = data?.payment;
  const words = texts.payment;
  if (payment == null) {
    const reason =
      (await refusalNotices(visit, refusals)) ?? html`<div class="card"><p>${words.unknown}</p></div>`;
    const status = refusals.length === 0 ? 404 : 200;
    return page(words.title, html`<h1>${words.title}</h1>${reason}`, { section: 'notices', status });
  }
  const isPaid = payment.receipts.length > 0;
  const keys = isPaid ? await fetchKeys(desk) : null;
  const title = isPaid ? words.success : words.title;
  const body = html`<p class="back"><a href="${pathTo(visit, '/notices')}">${icon('back')}${texts.notices.title}</a></p>
<h1>${title}</h1>
${isPaid ? payment.receipts.map((receipt) => receiptCard(visit, payment.id, receipt, keys)) : progress(visit, payment)}
${await refusalNotices(visit, refusals)}`;
  return page(title, body, { section: 'notices' });
}

/** The script reloads the page at the next state (`data-events`); without it, there is a link. */
function progress(visit: Visit, payment: Payment): Html {
  const { texts, format } = visit;
  const words = texts.payment;
  const own = pathTo(visit, `/payments/${encodeURIComponent(payment.id)}`);
  const isOpen = payment.state === 'CREATED' || payment.state === 'STARTED';
  const isOver = payment.state === 'CANCELLED' || payment.state === 'FAILED' || payment.state === 'ERROR';
  const [title, text] = explain(payment, words);
  const code = payment.parts[0]?.notice?.code;
  return html`<article class="card" ${isOver ? null : html`data-events="${own}/events" data-state="${payment.state}"`}>
<h2>${title}</h2>
<p class="sum">${format.money(payment.amount)}</p>
<p>${text}</p>
<p class="row">
${isOpen && payment.payUrl != null && canBeOpened(payment.payUrl) && html`<a class="button" href="${payment.payUrl}">${words.goToProvider}</a>`}
${isOver && code != null ? html`<a class="button" href="${pathTo(visit, `/notices/${encodeURIComponent(code)}`)}">${words.tryAgain}</a>` : null}
${!isOver && html`<a href="${own}">${words.refresh}</a>`}
</p>
</article>`;
}

function explain({ state }: Payment, words: Visit['texts']['payment']): readonly [string, string] {
  switch (state) {
    case 'CREATED':
    case 'STARTED':
      return [words.open, words.openText];
    case 'SUBMITTED':
    case 'SUCCESS':
      return [words.submitted, words.submittedText];
    case 'CANCELLED':
    case 'FAILED':
      return [words.ended, words.endedText];
    case 'ERROR':
      return [words.error, words.errorText];
  }
}

/** The schemes of payment providers; a link to another one could run a script. */
function canBeOpened(url: string): boolean {
  return /^(https?|weixin|alipays):\/\//.test(url);
}
