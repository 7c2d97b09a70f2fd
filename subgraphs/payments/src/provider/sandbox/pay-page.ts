import type { TestOrder } from './orders.ts';

/** Allows only this page's own style and its form. */
export const payPagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The page on which a citizen chooses the simulated outcome. No script, no external resource. */
export function payPage(order: TestOrder): string {
  const { outcome, return_url: back } = order;
  const done =
    outcome === 'paid' ? '已支付 <span lang="en">Paid</span>' : '已拒绝 <span lang="en">Declined</span>';
  const choice =
    outcome === null
      ? `<form method="post">
          <button name="outcome" value="paid">支付 <span lang="en">Pay</span></button>
          <button name="outcome" value="declined" class="quiet">拒绝 <span lang="en">Decline</span></button>
        </form>`
      : `<p class="done" role="status">${done}</p>
        ${back === null ? closing : `<p><a class="button" href="${escapeHtml(back)}">返回应用 <span lang="en">Back to the app</span></a></p>`}`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>测试支付 · Test payment</title>
  <style>${style}</style>
</head>
<body>
<main>
  <p class="note">模拟支付，不真实扣款 <span lang="en">Simulated provider: no money moves</span></p>
  <h1 lang="en">${escapeHtml(order.description)}</h1>
  <p class="amount">${escapeHtml(formatAmount(order.amount_minor))} ${escapeHtml(order.currency)}</p>
  ${choice}
</main>
</body>
</html>`;
}

const closing = '<p>可以关闭此页面。 <span lang="en">You may close this page.</span></p>';

const style = `
    :root {
      --ink: #1c2530; --soft: #56616d; --paper: #fff; --action: #0b5cad; --on-action: #fff; --quiet: #e4e8ed;
      color-scheme: light dark;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ink: #e8edf2; --soft: #aab5c0; --paper: #12181f; --action: #7db7f5; --on-action: #06213f; --quiet: #2a343f;
      }
    }
    * { box-sizing: border-box }
    body {
      margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
      font: 17px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif;
    }
    main { max-width: 26rem; margin: 2.5rem auto; padding: 0 1.25rem }
    h1 { margin: 1rem 0 0; font-size: 1.15rem; font-weight: 500 }
    .note { color: var(--soft); font-size: .9rem }
    .amount { font-size: 2.4rem; font-weight: 650; line-height: 1.2; margin: .4rem 0 1.5rem }
    .done { font-size: 1.25rem; font-weight: 650 }
    button, .button {
      display: block; width: 100%; margin: 0 0 .75rem; padding: .8rem 1rem; border: 0; border-radius: .6rem;
      background: var(--action); color: var(--on-action); font: inherit; font-weight: 650; text-align: center;
      text-decoration: none; cursor: pointer;
    }
    .quiet { background: var(--quiet); color: var(--ink); font-weight: 400 }
    :focus-visible { outline: 3px solid #c06a00; outline-offset: 2px }
  `;

/** Moves the decimal point in the text, without a double. */
function formatAmount(amountMinor: string): string {
  const digits = amountMinor.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
