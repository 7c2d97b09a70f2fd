import { type Html, html } from '../../sign-in/html.ts';
import type { CitizenFactRow, Fact } from '../../store/database.ts';
import type { MyDataPage } from '../answer.ts';
import type { Visit } from '../desk.ts';
import { className, day } from '../format.ts';
import { stepUpLink } from '../sign-in-links.ts';
import { factClasses, ownFacts } from './own-facts.ts';

/** What the civil registry holds here about the citizen, and the download of everything. */
export async function factsPage(visit: Visit): Promise<MyDataPage> {
  const { say, home } = visit;
  const { shown, withheld } = await ownFacts(visit);
  const rows = await Promise.all(shown.map((row) => factOf(row, visit)));
  return {
    kind: 'page',
    section: 'facts',
    title: say('登记的个人信息', 'Your details'),
    body: html`<p class="lead">${say(
      '身份服务登记的您的信息，以及每一项的来源部门。如有错误，请联系来源部门更正。',
      'What the identity service holds about you, with the agency that each fact comes from. If something is wrong, ask that agency to correct it.',
    )}</p>
<dl class="facts">${rows}</dl>
${withheld.length === 0 ? null : stepUp(withheld, visit)}
<section><h2>${say('下载我的数据', 'Download your data')}</h2>
<p>${say(
      '一个 JSON 文件，包含身份服务保存的您的数据：查阅记录、提问与答复、授权及其历史、登记的个人信息。不含身份证号码（从不通过本平台提供）、登录会话、关联的登录账号，以及用于发现用户画像行为的计数（数周后删除）。',
      'One JSON file with your data that the identity service holds: the access log, questions and answers, consents with their history, and the facts above. It leaves out your identity number, which this platform never gives out, your sign-in sessions and linked sign-in accounts, and the counters that detect profiling, which are deleted after some weeks.',
    )}</p>
<p><a class="button" href="${home}/download" download>${say('下载我的数据（JSON）', 'Download my data (JSON)')}</a></p></section>`,
  };
}

async function factOf(
  { fact, value, source, updated_at }: CitizenFactRow,
  { loaders, say, language }: Visit,
): Promise<Html> {
  const agency = await loaders.agencies.load(source);
  const from = agency === null ? source : say(agency.name_zh, agency.name_en);
  return html`<dt>${factName(fact, say)}</dt>
<dd><span lang="zh-CN">${value}</span> <span class="class">${className(factClasses[fact], say)}</span>
<br><span class="quiet">${say('来源：', 'From ')}${from}${say('，', ', ')}${day(updated_at, language)}</span></dd>`;
}

function stepUp(withheld: readonly Fact[], { say, desk, language }: Visit): Html {
  const names = withheld.map((fact) => factName(fact, say)).join(say('、', ', '));
  return html`<p class="note">${say(
    `${names}属于敏感个人信息，仅在高级别认证后显示和下载。`,
    `Sensitive data (${names}) is shown and downloaded only after a sign-in at the high level.`,
  )} <a href="${stepUpLink(desk.issuer, language)}">${say('以高级别认证登录', 'Sign in at the high level')}</a></p>`;
}

function factName(fact: Fact, say: Visit['say']): string {
  switch (fact) {
    case 'name':
      return say('姓名', 'Name');
    case 'phone':
      return say('手机号码', 'Mobile number');
    case 'email':
      return say('电子邮箱', 'E-mail');
    case 'birth_date':
      return say('出生日期', 'Date of birth');
    case 'address':
      return say('家庭住址', 'Home address');
    case 'region':
      return say('住址区划代码', 'Code of the district');
  }
}
