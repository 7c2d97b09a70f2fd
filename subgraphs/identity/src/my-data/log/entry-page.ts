import type { RecordEvidence } from '../../access-log/find-evidence.ts';
import type { AccessQuestionRow } from '../../access-questions/tables.ts';
import { type Html, html } from '../../sign-in/html.ts';
import { webAddress } from '../../sign-in/web-address.ts';
import type { MyDataPage } from '../answer.ts';
import type { Visit } from '../desk.ts';
import { className, clockTime, day, longDay } from '../format.ts';
import { legalBasis } from './legal-basis.ts';
import type { LogEntry } from './log-entry.ts';
import { sentence } from './sentence.ts';
import { type AskForm, whySection } from './why-section.ts';

export interface EntryParts {
  readonly entry: LogEntry;
  readonly evidence: RecordEvidence;
  readonly questions: readonly AccessQuestionRow[];
  readonly form: AskForm;
}

/** One access: everything that the record says, the question about it, and how to verify it. */
export function entryPage({ entry, evidence, questions, form }: EntryParts, visit: Visit): MyDataPage {
  const { say, language } = visit;
  const { time, fields } = entry.record;
  const field = (text: string) => html`<li><code>${text}</code></li>`;
  return {
    kind: 'page',
    status: form.problem === null ? 200 : 422,
    section: 'log',
    title: say('一次查阅', 'One access to your data'),
    back: { to: '', name: say('返回查阅记录', 'Back to who read my data') },
    body: html`<p class="sentence big">${sentence(entry, language)}</p>
<dl class="facts">
<dt>${say('时间', 'When')}</dt><dd>${longDay(time, language)} ${clockTime(time, language)}</dd>
<dt>${say('依据', 'Legal basis')}</dt><dd>${legalBasis(entry, say)}${consentOf(entry, visit)}</dd>
${entry.groups.map(
  ({ title, content, dataClass }) => html`<dt>${say('数据', 'Data')}</dt>
<dd>${say(title.zh, title.en)} <span class="class">${className(dataClass, say)}</span><br><span class="quiet">${say(content.zh, content.en)}</span></dd>`,
)}
${entry.agencies.map(
  ({ name_zh, name_en, phone, homepage }) => html`<dt>${say('负责部门', 'Agency that answers for it')}</dt>
<dd>${say(name_zh, name_en)}<br><span class="quiet">${phone} · ${webLink(homepage)}</span></dd>`,
)}
</dl>
<details><summary>${say('查阅了哪些字段', 'The exact fields')}</summary>
<p class="quiet">${say(
      '字段的名称，不含内容。',
      'Names of the fields in the technical interface; their content is not part of the record.',
    )}</p>
<ul class="fields">${Object.values(fields).flat().map(field)}</ul></details>
${whySection({ entry, questions, form }, visit)}
${verification(entry, evidence, visit)}`,
  };
}

function webLink(address: string): Html {
  const url = webAddress(address);
  return url === null ? html`${address}` : html`<a href="${url.href}" rel="noreferrer">${url.host}</a>`;
}

function consentOf({ consent }: LogEntry, { home, say, language }: Visit): Html | null {
  if (consent === null) return null;
  return html`${say('（', ' (')}<a href="${home}/consents/${consent.id}">${say('授权日期：', 'given on ')}${day(consent.valid_from, language)}</a>${say('）', ')')}`;
}

/**
 * What somebody else needs to verify the entry. This page comes from the service that stores it, so it can
 * prove nothing by itself, and says so.
 */
function verification(
  { record }: LogEntry,
  { checkpoint, receipt }: RecordEvidence,
  { say, language }: Visit,
): Html {
  const signed = (at: RecordEvidence['receipt']) =>
    at === null
      ? say('尚未签名', 'not signed yet')
      : html`${day(at.time, language)} ${clockTime(at.time, language)} ${say(`（至第 ${at.count} 条）`, `(up to entry ${at.count})`)}`;
  return html`<section><h2>${say('核验这条记录', 'Verify this entry')}</h2>
<p>${say(
    '每条记录都与之前的记录用哈希值连成一条链，事后改动、删除或调换都能被发现。本页由保存记录的服务生成，因此本页本身不能证明什么：持有网关日志的人（例如审计员）可以用以下数据独立核验。',
    'Each entry is chained to the ones before it by a hash, so that a later change, removal or reordering is detected. This page comes from the service that stores the entry, so the page itself proves nothing. Anyone with the gateways’ journals, such as an auditor, can verify the entry with these values.',
  )}</p>
<dl class="facts">
<dt>${say('链', 'Chain')}</dt><dd><code>${record.chain}</code></dd>
<dt>${say('序号', 'Position')}</dt><dd><code>${record.number}</code></dd>
<dt>${say('哈希值', 'Hash')}</dt><dd><code>${record.hash}</code></dd>
<dt>${say('网关的签名', 'Signed by the gateway')}</dt><dd>${signed(checkpoint)}</dd>
<dt>${say('身份服务的回执', 'Receipt of the identity service')}</dt><dd>${signed(receipt)}</dd>
</dl>
<p>${say('核验：', 'To verify, run ')}<code>npx civic audit verify</code>${say(
    '；结果完整时，日志中该链必有以此序号和哈希值开头的一行：',
    '. If the journals are whole, the journal of this chain has a line that begins with the position and the hash:',
  )} <code>${record.number} ${record.hash}</code></p>
<p><a href="/access-witness">${say('身份服务现在签名确认的各链长度（JSON）', 'What the identity service signs now: the length of each chain (JSON)')}</a></p>
</section>`;
}
