import type { AssuranceLevel } from '@civic-graph/policy';
import { isForCitizens } from '../issuer/account.ts';
import type { Device } from '../issuer/device-flow/device.ts';
import type { CitizenListing } from '../store/citizens.ts';
import type { AppRow } from '../store/database.ts';
import { deviceFacts } from './device-pages.ts';
import { type Html, html } from './html.ts';
import { bilingual, renderPage } from './page.ts';

/** People who sign in at the platform's own clients. */
interface ConsolePerson {
  readonly id: string;
  readonly name_zh: string;
  readonly name_en: string;
}

export interface LoginPage {
  /** Links to the other ways to sign in. */
  readonly providers: Html;
  readonly app: AppRow;
  /** The device that is signed in; null for an app in the browser. */
  readonly device: Device | null;
  readonly action: string;
  readonly formToken: string;
  readonly search: string;
  /** Minimum level that the app requests. */
  readonly needed?: AssuranceLevel;
  /** Whether `people` is the signed-in person, who has to step up. */
  readonly isStepUp: boolean;
  /** Where citizens sign in, those that match `search`; elsewhere officials and developers. */
  readonly people: readonly (CitizenListing | ConsolePerson)[];
  readonly problem?: { readonly zh: string; readonly en: string };
}

export function renderLoginPage(page: LoginPage): string {
  const { app, problem, isStepUp } = page;
  const alert = problem && html`<p class="problem" role="alert">${bilingual(problem.zh, problem.en)}</p>`;
  return renderPage({
    title: isStepUp ? { zh: '再次确认身份', en: 'Confirm who you are' } : { zh: '登录', en: 'Sign in' },
    isTestLogin: true,
    body: html`
${whoAsks(page)}
${alert ?? null}
${isForCitizens(app) && !isStepUp ? searchForm(page) : null}
<form method="post" action="${page.action}/login">
<input type="hidden" name="form_token" value="${page.formToken}">
${isForCitizens(app) ? assuranceChoice(page) : null}
<fieldset class="people"><legend>${isStepUp ? bilingual('应用需要更高级别的认证', 'The app asks for a stronger sign-in') : bilingual('选择身份', 'Who are you?')}</legend>
${page.people.length === 0 ? html`<p>${bilingual('没有找到。', 'Nobody found.')}</p>` : page.people.map(personButton)}
</fieldset>
</form>
${page.providers}
${page.device === null ? cancelForm(page.action, page.formToken) : refuseForm(page)}`,
  });
}

/** Who asks for the sign-in, and where it leads. */
export function whoAsks({ app, device }: Pick<LoginPage, 'app' | 'device'>): Html {
  if (device === null) {
    return html`<p class="lead">${bilingual(`登录后将返回“${app.name_zh}”。`, `You will return to ${app.name_en}.`)}</p>`;
  }
  return html`<p class="lead">${bilingual(
    `登录后，以下设备上的“${app.name_zh}”将以您的身份工作。`,
    `Once you sign in, ${app.name_en} acts for you on this device:`,
  )}</p>
<dl class="facts">${deviceFacts(device)}</dl>`;
}

function searchForm({ action, search }: LoginPage): Html {
  return html`<form method="get" action="${action}" role="search" class="search">
<label for="q">${bilingual('按姓名查找市民', 'Find a citizen by name')}</label>
<div><input id="q" name="q" type="search" maxlength="20" value="${search}" placeholder="林" autocomplete="off">
<button>${bilingual('查找', 'Search')}</button></div>
</form>`;
}

function assuranceChoice({ needed }: LoginPage): Html {
  return html`<label for="assurance">${bilingual('认证方式', 'Sign in with')}</label>
<select id="assurance" name="assurance">
<option value="high">刷脸认证 · Face check (high, where enrolled)</option>
${needed === 'high' ? null : html`<option value="substantial">短信验证码 · Code by SMS (substantial)</option>`}
</select>`;
}

function personButton(person: CitizenListing | ConsolePerson): Html {
  const [id, name, note] =
    'loginName' in person
      ? [person.loginName, person.name, person.loginName]
      : [person.id, person.name_zh, person.name_en];
  return html`<button name="account" value="${id}" class="person">
<strong>${name}</strong> <span>${note}</span></button>`;
}

export function refuseForm({ action, formToken }: Pick<LoginPage, 'action' | 'formToken'>): Html {
  return backForm(`${action}/cancel`, formToken, bilingual('不登录此设备', 'Do not sign in this device'));
}

export function cancelForm(action: string, formToken: string): Html {
  return backForm(
    `${action}/cancel`,
    formToken,
    bilingual('取消并返回应用', 'Cancel and go back to the app'),
  );
}

/** Tells the app why, which it may be able to handle (RFC 9470, section 5). */
export function unmetForm(action: string, formToken: string): Html {
  return backForm(
    `${action}/unmet`,
    formToken,
    bilingual('不认证，返回应用', 'Go back to the app without it'),
  );
}

function backForm(action: string, formToken: string, words: Html): Html {
  return html`<form method="post" action="${action}" class="cancel">
<input type="hidden" name="form_token" value="${formToken}">
<button class="quiet">${words}</button>
</form>`;
}
