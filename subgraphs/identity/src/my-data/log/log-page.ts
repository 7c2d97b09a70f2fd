import type { AccessQuestionRow } from '../../access-questions/tables.ts';
import { type Html, html } from '../../sign-in/html.ts';
import type { MyDataPage } from '../answer.ts';
import type { Visit } from '../desk.ts';
import { clockTime, day, longDay } from '../format.ts';
import { legalBasis } from './legal-basis.ts';
import { type LogFilter, queryOf } from './log-filter.ts';
import type { LogItem, LogView } from './read-log.ts';
import { readerName, sentence } from './sentence.ts';

/** Times that are shown before the rest is folded. */
const shownTimes = 8;

export function logPage(view: LogView, filter: LogFilter, visit: Visit): MyDataPage {
  const { say } = visit;
  return {
    kind: 'page',
    section: 'log',
    title: say('谁查阅了您的数据', 'Who read your data'),
    body: html`<p class="lead">${say(
      '以下是各应用和部门通过本平台查阅您个人信息的记录，最新的在前。查阅公开数据和去标识化信息不作记录。您对任何一次查阅都可以问“为什么”。',
      'Each time an app or an agency read your personal data through this platform, newest first. Reads of public and pseudonymous data are not recorded. You can ask “Why?” about each.',
    )}</p>
${searchForm(filter, visit)}
${parties(view, filter, visit)}
${
  view.days.length === 0
    ? nothing(filter, visit)
    : view.days.map(
        ({ date, items }) => html`<section class="day">
<h2>${longDay(date, visit.language)}</h2>
${items.map((item) => itemOf(item, visit))}
</section>`,
      )
}
${paging(view, filter, visit)}`,
  };
}

function searchForm({ text }: LogFilter, { home, say }: Visit): Html {
  return html`<form method="get" action="${home}" role="search" class="search">
<label for="q">${say('按应用或部门的名称查找', 'Find an app or agency by name')}</label>
<div><input id="q" name="q" type="search" maxlength="60" value="${text}" autocomplete="off">
<button>${say('查找', 'Search')}</button></div>
</form>`;
}

/** Links that select one app or agency of this page. */
function parties({ days }: LogView, filter: LogFilter, { home, say }: Visit): Html | null {
  if (filter.text !== '' || filter.app !== null || filter.agency !== null) {
    return html`<p class="chips"><a href="${home}">${say('显示全部记录', 'Show all entries')}</a></p>`;
  }
  const links = new Map<string, string>();
  for (const { entries } of days.flatMap(({ items }) => items)) {
    const [{ app, agencies }] = entries;
    if (app !== null)
      links.set(`?${new URLSearchParams({ app: app.client_id })}`, say(app.name_zh, app.name_en));
    for (const agency of agencies) {
      links.set(`?${new URLSearchParams({ agency: agency.id })}`, say(agency.name_zh, agency.name_en));
    }
  }
  if (links.size < 2) return null;
  return html`<p class="chips"><span>${say('只看', 'Show only')}</span>
${[...links].map(([query, name]) => html`<a href="${home}${query}">${name}</a> `)}</p>`;
}

function itemOf({ entries, questions }: LogItem, visit: Visit): Html {
  const { home, say, language } = visit;
  const [newest] = entries;
  const link = (hash: string) => `${home}/entries/${hash}`;
  const times = entries.map(
    ({ record }) =>
      html`<li><a href="${link(record.hash)}"><span class="hidden">${say('查看此次查阅：', 'Details of the access at ')}</span>${clockTime(record.time, language)}</a></li>`,
  );
  const holders = newest.agencies.map(({ name_zh, name_en }) => say(name_zh, name_en));
  return html`<article class="read">
<p class="sentence">${sentence(newest, language)}</p>
<p class="meta">${say('依据：', 'Legal basis: ')}${legalBasis(newest, say)}${
    holders.length === 0
      ? null
      : html` · ${say('数据由以下部门保存：', 'Data held by ')}${holders.join(say('、', ', '))}`
  }</p>
<div class="row"><ul class="times">${times.slice(0, shownTimes)}</ul>
${
  questions.length === 0
    ? html`<p class="ask"><a href="${link(newest.record.hash)}#why">${say('为什么？', 'Why?')}<span class="hidden"> ${readerName(newest, say)}</span></a></p>`
    : questions.map((question) => askedLink(question, visit))
}</div>
${
  times.length <= shownTimes
    ? null
    : html`<details><summary>${say(`另外 ${times.length - shownTimes} 次`, `${times.length - shownTimes} more times`)}</summary>
<ul class="times">${times.slice(shownTimes)}</ul></details>`
}
</article>`;
}

function askedLink(question: AccessQuestionRow, { home, say, language }: Visit): Html {
  const { record, answer, due_on, answered_at } = question;
  return html`<p class="ask"><a href="${home}/entries/${record}#why">${
    answer === null
      ? say('您已提问，答复期限：', 'You asked; answer due by ')
      : say('您的提问已有答复：', 'Your question was answered on ')
  }${day(answer === null ? due_on : (answered_at ?? due_on), language)}</a></p>`;
}

function nothing({ text, app, agency, after }: LogFilter, { say }: Visit): Html {
  if (text === '' && app === null && agency === null && after === null) {
    return html`<p class="empty">${say(
      '还没有人通过本平台查阅过您的个人信息。新的查阅会在几秒内显示在这里。',
      'Nobody has read your personal data through this platform yet. A new access appears here within seconds.',
    )}</p>`;
  }
  return html`<p class="empty">${say('没有符合的记录。', 'No entries match.')}</p>`;
}

function paging({ older }: LogView, filter: LogFilter, { home, say }: Visit): Html | null {
  if (older === null && filter.after === null) return null;
  return html`<nav class="pages" aria-label="${say('翻页', 'Pages')}">
${filter.after === null ? null : html`<a href="${home}${queryOf(filter, null)}">${say('回到最新', 'Newest entries')}</a>`}
${older === null ? null : html`<a href="${home}${queryOf(filter, older)}" rel="next">${say('更早的记录', 'Older entries')}</a>`}
</nav>`;
}
