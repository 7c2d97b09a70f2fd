import type { PaymentQuery } from '../civic/graphql.ts';
import { type Html, html } from '../html/html.ts';
import { icon } from '../html/icons.ts';
import { pathTo, type Visit } from '../visit/visit.ts';
import { type ReceiptKey, verifyReceipt } from './verify-receipt.ts';

type Receipt = NonNullable<PaymentQuery['payment']>['receipts'][number];

/** Draws a receipt with the result of its verification. @param keys `null` if they could not be fetched */
export function receiptCard(
  visit: Visit,
  paymentId: string,
  receipt: Receipt,
  keys: readonly ReceiptKey[] | null,
): Html {
  const { texts, format } = visit;
  const { receipt: words } = texts;
  const payee = receipt.agency?.name ?? receipt.agency?.id ?? '';
  const file = `${pathTo(visit, '/payments')}/${encodeURIComponent(paymentId)}/receipts/${encodeURIComponent(receipt.number)}`;
  const items = receipt.notice?.items.map(({ revenueCode }) => revenueCode.name).join(', ');
  return html`<article class="card receipt">
<h2>${words.title}</h2>
<p class="sum">${format.money(receipt.amount)}</p>
<dl class="facts">
<div><dt>${words.paidTo}</dt><dd>${payee}</dd></div>
<div><dt>${texts.notice.charges}</dt><dd lang="en">${items}</dd></div>
<div><dt>${words.number}</dt><dd class="code">${receipt.number}</dd></div>
<div><dt>${texts.notice.code}</dt><dd class="code">${receipt.notice?.code}</dd></div>
<div><dt>${words.issued}</dt><dd>${format.instant(receipt.issuedAt)}</dd></div>
</dl>
${verification(visit, receipt, payee, keys)}
<p class="row"><a class="button quiet" href="${file}/receipt.pdf">${words.document}</a> <a href="${file}/receipt.json">${words.signed}</a></p>
</article>`;
}

function verification(
  { texts: { receipt: words } }: Visit,
  receipt: Receipt,
  payee: string,
  keys: readonly ReceiptKey[] | null,
): Html {
  if (keys === null)
    return html`<div class="verdict unknown"><h3>${words.noKeys}</h3><p>${words.noKeysText}</p></div>`;
  const verified = verifyReceipt(receipt.signed, keys);
  if (verified === null || !verified.byTreasury || !verified.byPayee || !isSame(receipt, verified))
    return html`<div class="verdict bad"><h3>${words.notGenuine}</h3><p>${words.notGenuineText}</p></div>`;
  return html`<div class="verdict good"><h3>${icon('check')}${words.genuine}</h3>
<ul><li>${words.treasury}</li><li>${words.payee(payee)}</li></ul>
<p>${words.genuineText}</p></div>`;
}

/** Whether the page shows what was signed. */
function isSame(
  { number, amount, agency }: Receipt,
  signed: NonNullable<ReturnType<typeof verifyReceipt>>,
): boolean {
  return (
    number === signed.number &&
    amount.amountMinor === signed.amountMinor &&
    amount.currency === signed.currency &&
    agency?.id === signed.payee
  );
}
