import type { ScopeDescription } from '@civic-graph/agencies';
import type { DataClass } from '@civic-graph/policy';
import type { AppRow, PurposeRow } from '../store/database.ts';
import { type Html, html } from './html.ts';
import { cancelForm } from './login-page.ts';
import { bilingual, renderPage } from './page.ts';
import { webAddress } from './web-address.ts';

/** A scope, and the name of the agency that holds the data behind it. */
export interface AskedScope extends ScopeDescription {
  readonly holder: { readonly zh: string; readonly en: string };
}

export interface ConsentPage {
  /** Name of the person who is signed in. */
  readonly name: string;
  readonly app: AppRow;
  readonly purpose: PurposeRow;
  /** The developer's own description; absent for the city's own apps. */
  readonly statement: string | undefined;
  readonly scopes: readonly AskedScope[];
  readonly validUntil: string;
  readonly action: string;
  readonly formToken: string;
  readonly isTestLogin: boolean;
  /** The form was submitted without a choice. */
  readonly isUndecided?: boolean;
  /** The app requests `offline_access` (OpenID Connect Core, section 11). */
  readonly staysSignedIn?: boolean;
}

const className: Readonly<Record<DataClass, { zh: string; en: string }>> = {
  C0: { zh: '公开', en: 'public' },
  C1: { zh: '去标识化', en: 'pseudonymous' },
  C2: { zh: '个人信息', en: 'personal' },
  C3: { zh: '敏感个人信息', en: 'sensitive' },
  C4: { zh: '不公开', en: 'never published' },
};

/** Personal Information Protection Law, article 13. */
const lawfulBasis: Readonly<Record<PurposeRow['lawful_basis'], readonly [zh: string, en: string]>> = {
  consent: ['您的同意', 'your consent'],
  'statutory-duty': ['法定职责', 'a legal duty of the agency'],
};

export function renderConsentPage(page: ConsentPage): string {
  const { app, purpose, scopes } = page;
  return renderPage({
    title: { zh: '授权使用您的数据', en: 'Share your data?' },
    isTestLogin: page.isTestLogin,
    body: html`
<p class="lead">${bilingual('您已登录：', 'Signed in as')} <strong>${page.name}</strong> · <a href="/me" target="_blank" rel="noopener">${bilingual('我的数据', 'My data')}</a></p>
<dl class="facts">
<dt>${bilingual('应用', 'App')}</dt><dd>${bilingual(app.name_zh, app.name_en)} <small>${app.platform}</small>${homepageOf(app)}</dd>
<dt>${bilingual('用途', 'Purpose')}</dt><dd>${bilingual(purpose.title_zh, purpose.title_en)}${statementOf(page)}</dd>
<dt>${bilingual('依据', 'Legal basis')}</dt><dd>${bilingual(...lawfulBasis[purpose.lawful_basis])}</dd>
<dt>${bilingual('有效期至', 'Until')}</dt><dd><time datetime="${page.validUntil}">${page.validUntil}</time></dd>
</dl>
${page.isUndecided ? undecided : null}
<form method="post" action="${page.action}/consent">
<input type="hidden" name="form_token" value="${page.formToken}">
<fieldset class="groups"><legend>${bilingual('请选择要提供的数据', 'Choose what to share')}</legend>
${scopes.map(scopeChoice)}
</fieldset>
${page.staysSignedIn ? staySignedIn : null}
<p class="note">${bilingual(
      '所有选项均由您自己勾选。未勾选的数据不会提供，您仍可登录。不提供数据时，应用只会得到一个仅属于它的代号。授权可随时撤回。',
      'Nothing is selected for you. Only what you tick is shared, and you can sign in without sharing anything. If you share nothing, the app gets only a code that identifies you to this app. You can withdraw your consent at any time.',
    )}</p>
<button class="primary" name="share" value="ticked">${bilingual('提供所勾选的数据并继续', 'Share what I ticked and continue')}</button>
<button class="quiet" name="share" value="nothing">${bilingual('不提供数据，直接登录', 'Share nothing and continue')}</button>
</form>
${cancelForm(page.action, page.formToken)}`,
  });
}

const undecided = html`<p class="problem" role="alert">${bilingual(
  '您没有勾选任何数据。请勾选要提供的数据，或选择“不提供数据，直接登录”。',
  'You have not ticked anything. Tick what you want to share, or choose “Share nothing and continue”.',
)}</p>`;

const staySignedIn = html`<p class="note">${bilingual(
  '此应用要求保持登录：您不使用它时、在此退出登录之后，它仍可获取所勾选的数据，直到授权失效或被您撤回。不提供数据时，它不会保持登录。',
  'This app asks to stay signed in: it can read what you tick while you are not using it, and after you sign out here, until your consent ends or you withdraw it. If you share nothing, it does not stay signed in.',
)}</p>`;

function homepageOf(app: AppRow): Html | null {
  const homepage = webAddress(app.homepage);
  return homepage === null
    ? null
    : html`<br><small><a href="${homepage.href}" target="_blank" rel="noopener noreferrer">${homepage.host}</a></small>`;
}

/** Marked as the app's words: the platform vouches only for the purpose. */
function statementOf({ statement }: ConsentPage): Html | null {
  return statement === undefined
    ? null
    : html`<br><small>${bilingual('应用自述：', 'In the app’s own words:')} <q>${statement}</q></small>`;
}

/**
 * Never pre-ticked: consent must be an act of the person (Personal Information Protection Law, articles 14
 * and 29).
 */
function scopeChoice(scope: AskedScope): Html {
  const id = `scope-${scope.id.replace(':', '-')}`;
  const { zh, en } = className[scope.dataClass];
  return html`<div class="group">
<input type="checkbox" id="${id}" name="scope" value="${scope.id}" aria-describedby="${id}-text ${id}-holder">
<div><label for="${id}">${bilingual(scope.title.zh, scope.title.en)}</label>
<span class="class ${scope.dataClass}">${zh} ${en}</span>
<p id="${id}-text">${bilingual(scope.content.zh, scope.content.en)}</p>
<p id="${id}-holder" class="holder">${bilingual(`数据由${scope.holder.zh}保存`, `Held by ${scope.holder.en}`)}</p></div>
</div>`;
}
