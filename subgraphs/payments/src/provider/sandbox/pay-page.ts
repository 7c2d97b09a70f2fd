import type { TestOrder } from './orders.ts';

/** Allows only this page's own style and its form. */
export const payPagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The page on which a citizen chooses the simulated outcome. No script, no external resource. */
export function payPage(order: TestOrder): string {
  const choice =
    order.outcome === null
      ? `<form method="post">
          <button name="outcome" value="paid">Pay</button>
          <button name="outcome" value="declined" class="quiet">Decline</button>
        </form>`
      : `<p><strong>${order.outcome === 'paid' ? 'Paid.' : 'Declined.'}</strong> You may close this page.</p>`;
  const back =
    order.outcome === null || order.return_url === null
      ? ''
      : `<p><a href="${escapeHtml(order.return_url)}">Back to the app</a></p>`;
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Test payment</title>
  <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto; padding: 0 1rem; color: #1c2530 }
    small { color: #5b6673 }
    .amount { font-size: 2rem; margin: .5rem 0 }
    button { font: inherit; padding: .6rem 1.6rem; border: 0; border-radius: .4rem; background: #0b5cad; color: #fff }
    .quiet { background: #e4e8ed; color: #1c2530 }
  </style>
</head>
<body>
  <small>Simulated provider: no money moves</small>
  <h1>${escapeHtml(order.description)}</h1>
  <p class="amount">${escapeHtml(formatAmount(order.amount_minor))} ${escapeHtml(order.currency)}</p>
  ${choice}
  ${back}
</body>
</html>`;
}

/** Moves the decimal point in the text, without a double. */
function formatAmount(amountMinor: string): string {
  const digits = amountMinor.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
