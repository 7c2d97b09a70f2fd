import type { RecordEvidence } from '../../access-log/find-evidence.ts';
import type { FoundProof } from '../../access-log/find-proof.ts';
import type { AccessQuestionRow } from '../../access-questions/tables.ts';
import { type Html, html } from '../../sign-in/html.ts';
import { webAddress } from '../../sign-in/web-address.ts';
import type { MyDataPage } from '../answer.ts';
import type { Visit } from '../desk.ts';
import { className, clockTime, day, longDay } from '../format.ts';
import { legalBasis } from './legal-basis.ts';
import type { LogEntry } from './log-entry.ts';
import { sentence } from './sentence.ts';
import { verifySection } from './verify-section.ts';
import { type AskForm, whySection } from './why-section.ts';

export interface EntryParts {
  readonly entry: LogEntry;
  readonly evidence: RecordEvidence;
  readonly proof: FoundProof;
  readonly questions: readonly AccessQuestionRow[];
  readonly form: AskForm;
}

/** One access: everything that the record says, the question about it, and how to verify it. */
export function entryPage({ entry, evidence, proof, questions, form }: EntryParts, visit: Visit): MyDataPage {
  const { say, language } = visit;
  const { time, fields } = entry.record;
  const field = (text: string) => html`<li><code>${text}</code></li>`;
  return {
    kind: 'page',
    status: form.problem === null ? 200 : 422,
    section: 'log',
    hasScript: proof.kind === 'proof',
    title: say('查阅详情', 'Access to your data'),
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
  ({ name_zh, name_en, phone, homepage }) => html`<dt>${say('负责部门', 'Responsible agency')}</dt>
<dd>${say(name_zh, name_en)}<br><span class="quiet">${phone} · ${webLink(homepage)}</span></dd>`,
)}
</dl>
<details><summary>${say('查阅了哪些字段', 'Exact fields')}</summary>
<p class="quiet">${say(
      '字段的名称，不含内容。',
      'Names of the fields in the technical interface; their content is not part of the record.',
    )}</p>
<ul class="fields">${Object.values(fields).flat().map(field)}</ul></details>
${whySection({ entry, questions, form }, visit)}
${verifySection({ record: entry.record, evidence, proof }, visit)}`,
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
