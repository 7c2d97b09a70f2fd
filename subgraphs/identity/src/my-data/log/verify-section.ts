import type { RecordEvidence } from '../../access-log/find-evidence.ts';
import type { FoundProof } from '../../access-log/find-proof.ts';
import { type Html, html } from '../../sign-in/html.ts';
import type { Visit } from '../desk.ts';
import { clockTime, day } from '../format.ts';
import type { LogEntry } from './log-entry.ts';
import { verifyScript } from './verify-script.ts';

type Position = Pick<LogEntry['record'], 'hash' | 'chain' | 'number'>;

interface Verified {
  readonly record: Position;
  readonly evidence: RecordEvidence;
  readonly proof: FoundProof;
}

/** How to verify an entry: in this browser with the proof on the page, or elsewhere with its file. */
export function verifySection({ record, evidence, proof }: Verified, visit: Visit): Html {
  const { say, language } = visit;
  const signed = (at: RecordEvidence['receipt']) =>
    at === null
      ? say('尚未签名', 'not signed yet')
      : html`${day(at.time, language)} ${clockTime(at.time, language)} ${say(`（至第 ${at.count} 条）`, `(up to entry ${at.count})`)}`;
  return html`<section id="verify"><h2>${say('核验这条记录', 'Verify this entry')}</h2>
<p>${say(
    '每条记录均通过哈希值与之前的记录相连成链，由网关定期签名；事后的改动、删除或调换顺序都能被发现。',
    'Each entry is chained to the ones before it by a hash, and the gateway signs the chain at intervals, so that a later change, removal or reordering is detected.',
  )}</p>
${proof.kind === 'proof' ? inBrowser(record, visit) : withoutProof(proof.kind, visit)}
<dl class="facts">
<dt>${say('链', 'Chain')}</dt><dd><code>${record.chain}</code></dd>
<dt>${say('序号', 'Position')}</dt><dd><code>${record.number}</code></dd>
<dt>${say('哈希值', 'Hash')}</dt><dd><code>${record.hash}</code></dd>
<dt>${say('网关的签名', 'Signed by the gateway')}</dt><dd>${signed(evidence.checkpoint)}</dd>
<dt>${say('身份服务的回执', 'Receipt of the identity service')}</dt><dd>${signed(evidence.receipt)}</dd>
</dl>
${proof.kind === 'proof' ? elsewhere(record, proof.proof, visit) : null}
<p>${say(
    '本页由保存记录的服务生成，不能单独作为证明。持有网关日志的人员（例如审计员）可以独立核验：运行 ',
    'This page comes from the service that stores the entry, so the page itself proves nothing. Anyone with the gateways’ journals, such as an auditor, can verify independently: run ',
  )}<code>npx civic audit verify</code>${say(
    '；如日志完整，该链的日志中有一行以此序号和哈希值开头：',
    '. If the journals are intact, the journal of this chain has a line that begins with the position and the hash:',
  )} <code>${record.number} ${record.hash}</code></p>
<p><a href="/access-witness">${say('身份服务当前签名确认的各链长度和公钥（JSON）', 'The length and public key of each chain, as the identity service signs them now (JSON)')}</a></p>
</section>${proof.kind === 'proof' ? html`<script src="${verifyScript}" defer></script>` : null}`;
}

function inBrowser({ hash }: Position, { say }: Visit): Html {
  const verdict = (kind: string, tone: string, text: string) =>
    html`<p class="${tone}" data-verdict="${kind}" hidden>${text}</p>`;
  return html`<div data-verify="${hash}">
<noscript><p>${say('核验需要 JavaScript。也可以用下方的文件核验。', 'Verification on this page needs JavaScript. You can verify with the file below instead.')}</p></noscript>
<p><button type="button" hidden>${say('在本浏览器中核验', 'Verify in this browser')}</button></p>
<div role="status">
${verdict(
  'holds',
  'done',
  say(
    '核验通过：该记录属于此链，网关已对其签名，此后未被改动。',
    'Verified: the entry is in this chain, which the gateway has signed, and it has not changed since.',
  ),
)}
${verdict(
  'altered',
  'problem',
  say(
    '核验不通过：记录的原文与哈希值不符。请向负责部门查询。',
    'Not verified: the text of the entry does not match its hash. Ask the agency about it.',
  ),
)}
${verdict(
  'not-in-chain',
  'problem',
  say(
    '核验不通过：由该记录推算的哈希链与网关签名的不一致。请向负责部门查询。',
    'Not verified: the entry is not part of the chain that the gateway signed. Ask the agency about it.',
  ),
)}
${verdict(
  'not-signed',
  'problem',
  say(
    '核验不通过：签名与网关的公钥不符。请向负责部门查询。',
    'Not verified: the signature does not match the key of the gateway. Ask the agency about it.',
  ),
)}
${verdict(
  'unsupported',
  'note',
  say(
    '本浏览器不能核验 Ed25519 签名。请用下方的文件核验，或使用较新的浏览器。',
    'This browser cannot verify Ed25519 signatures. Verify with the file below, or use a newer browser.',
  ),
)}
</div></div>`;
}

function withoutProof(kind: Exclude<FoundProof['kind'], 'proof'>, { say }: Visit): Html {
  const words = {
    unsigned: say(
      '网关尚未对这条记录签名，通常在一分钟之内完成。请稍后刷新本页，即可在浏览器中核验。',
      'The gateway has not signed this entry yet; it does so within a minute. Reload this page then to verify the entry in the browser.',
    ),
    withheld: say(
      '这条记录的原文含有工作人员的标识，不予显示，因此不能在浏览器中核验；审计员可以核验。',
      'The text of this entry names an official, so it is not shown and cannot be verified in the browser. An auditor can verify it.',
    ),
    impossible: say(
      '这条记录没有可用的证明（例如由较早的版本写入），不能在浏览器中核验；审计员可以核验。',
      'There is no proof of this entry, for example because an earlier version wrote it, so it cannot be verified in the browser. An auditor can verify it.',
    ),
    altered: say(
      '核验不通过：保存的记录与网关写入的不一致，或其后的记录缺失。请向负责部门查询。',
      'Not verified: the stored entry differs from what the gateway wrote, or an entry after it is missing. Ask the agency about it.',
    ),
  };
  return html`<p class="${kind === 'altered' ? 'problem' : 'note'}">${words[kind]}</p>`;
}

function elsewhere(
  { hash }: Position,
  proof: Extract<FoundProof, { readonly kind: 'proof' }>['proof'],
  { say, home }: Visit,
): Html {
  return html`<p>${say('在其他地方核验：下载', 'To verify elsewhere, download ')}<a href="${home}/entries/${hash}/proof" download>${say('证明文件', 'the proof')}</a>${say('，运行 ', ' and run ')}<code>npx civic audit proof FILE</code>${say('。', '.')}</p>
<details><summary>${say('证明内容', 'What the proof contains')}</summary>
<p class="quiet">${say(
    '记录的原文（已签名的文本）、之前的哈希值、之后各条记录的摘要（不含其内容）以及网关的签名。原文中的 subject 是代表您的假名。',
    'The text of the entry that was signed, the hash before it, digests of the later entries without their content, and the signature of the gateway. In the text, `subject` is a pseudonym for you.',
  )}</p>
<pre id="proof">${JSON.stringify(proof, null, 1)}</pre></details>`;
}
