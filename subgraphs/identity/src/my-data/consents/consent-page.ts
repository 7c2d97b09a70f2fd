import type { ListedConsent } from '../../consent/find-consents.ts';
import { describeConsented } from '../../consent/revision.ts';
import { type Html, html } from '../../sign-in/html.ts';
import type { MyDataPage } from '../answer.ts';
import type { Visit } from '../desk.ts';
import { className, clockTime, day, listed } from '../format.ts';
import type { ConsentChain } from './consent-chain.ts';
import { type Done, doneNote, stateOf } from './consents-page.ts';

/** A consent with its history, and the form that narrows it. */
export function consentPage(chain: ConsentChain, visit: Visit, done: Done | null): MyDataPage {
  const { say } = visit;
  const { app, purpose, status } = chain;
  return {
    kind: 'page',
    section: 'consents',
    title: say(`对“${app.name_zh}”的授权`, `Your consent for ${app.name_en}`),
    back: { to: '/consents', name: say('返回我的授权', 'Back to my consents') },
    body: html`${doneNote(done, say)}
<dl class="facts">
<dt>${say('应用', 'App')}</dt><dd>${say(app.name_zh, app.name_en)} <span class="quiet">${app.platform}</span></dd>
<dt>${say('用途', 'Purpose')}</dt><dd>${say(purpose.title_zh, purpose.title_en)}</dd>
<dt>${say('状态', 'State')}</dt><dd>${stateOf(chain, visit)}</dd>
</dl>
${status === 'ACTIVE' ? narrowForm(chain, visit) : null}
<section><h2>${say('历史', 'History')}</h2>
<ol class="history">${chain.revisions.map((revision) => html`<li>${revisionOf(revision, visit)}</li>`)}</ol></section>`,
  };
}

function narrowForm({ latest, groups }: ConsentChain, { say, home, formToken }: Visit): Html {
  const action = `${home}/consents/${latest.id}`;
  return html`<form method="post" action="${action}">
<input type="hidden" name="form_token" value="${formToken(action)}">
<fieldset><legend>${say('该应用可以查阅', 'The app may read')}</legend>
<p class="hint">${say(
    '取消勾选您不再提供的数据。要增加数据，须由应用重新申请授权。',
    'Untick what you no longer share. To share more, the app has to ask you again.',
  )}</p>
${groups.map(({ id, title, content, dataClass }) => {
  const field = `scope-${id.replace(':', '-')}`;
  return html`<div class="choice"><input type="checkbox" id="${field}" name="keep" value="${id}" checked aria-describedby="${field}-text">
<div><label for="${field}">${say(title.zh, title.en)}</label> <span class="class">${className(dataClass, say)}</span>
<p class="quiet" id="${field}-text">${say(content.zh, content.en)}</p></div></div>`;
})}
</fieldset>
<div class="buttons"><button class="primary">${say('只保留勾选的数据', 'Keep only what is ticked')}</button>
<a class="button danger" href="${action}/withdraw">${say('撤回全部授权', 'Withdraw the whole consent')}</a></div>
</form>`;
}

function revisionOf(revision: ListedConsent, { say, language, desk }: Visit): Html {
  const titles = revision.scopes.map((scope) => {
    const { title } = describeConsented(scope, revision, desk.agencies.current);
    return say(title.zh, title.en);
  });
  const words = {
    given: say('授权', 'Given'),
    narrowed: say('缩小为', 'Narrowed to'),
    withdrawn: say('撤回', 'Withdrawn'),
  }[revision.decision];
  return html`${day(revision.valid_from, language)} ${clockTime(revision.valid_from, language)}
<strong>${words}</strong>${titles.length === 0 ? null : html`${say('：', ': ')}${listed(titles, language)}`}`;
}

/** Asks for confirmation, and says what the app loses. */
export function withdrawPage(
  { app, latest, groups }: ConsentChain,
  { say, home, formToken }: Visit,
): MyDataPage {
  const action = `${home}/consents/${latest.id}/withdraw`;
  return {
    kind: 'page',
    section: 'consents',
    title: say(`撤回对“${app.name_zh}”的授权？`, `Withdraw your consent for ${app.name_en}?`),
    back: { to: `/consents/${latest.id}`, name: say('返回此授权', 'Back to this consent') },
    body: html`<p>${say('撤回后，该应用立即不能再查阅：', 'From then on the app can no longer read:')}</p>
<ul class="losses">${groups.map(({ title, content }) => html`<li><strong>${say(title.zh, title.en)}</strong><br><span class="quiet">${say(content.zh, content.en)}</span></li>`)}</ul>
<p>${say(
      '应用中依赖这些数据的服务将停用，直到您重新授权。应用已经保存的数据不会因此被删除，请向该应用要求删除。',
      'What the app does for you with this data stops until you consent again. Copies that the app has stored are not deleted by this: ask the app to delete them.',
    )}</p>
<form method="post" action="${action}">
<input type="hidden" name="form_token" value="${formToken(action)}">
<div class="buttons"><button class="danger">${say('撤回授权', 'Withdraw consent')}</button>
<a class="button" href="${home}/consents/${latest.id}">${say('保留授权', 'Keep it')}</a></div>
</form>`,
  };
}
