import type { Organisation } from '../../accounts/sign-up/sign-up-developer.ts';
import { type Html, html } from '../html.ts';
import { bilingual, renderPage } from '../page.ts';

export interface SignUpProblem {
  readonly field: keyof Organisation | null;
  readonly zh: string;
  readonly en: string;
}

const title = { zh: '注册开发者账号', en: 'Sign up as a developer' } as const;

/** Asks for the organisation; the next page registers the passkey. */
export function signUpPage(values: Organisation, problem: SignUpProblem | null): string {
  const input = (
    field: keyof Organisation,
    label: Html,
    type: 'text' | 'email',
    lang: string,
    longest: number,
  ) =>
    html`<p><label for="${field}">${label}</label>
<input id="${field}" name="${field}" type="${type}" lang="${lang}" maxlength="${String(longest)}" value="${values[field]}" autocomplete="${type === 'email' ? 'email' : 'organization'}" required${problem?.field === field ? html` aria-invalid="true" aria-describedby="problem"` : null}></p>`;
  return renderPage({
    title,
    body: html`${problem && html`<p class="problem" id="problem" role="alert">${bilingual(problem.zh, problem.en)}</p>`}
<p>${bilingual(
      '供开发合作应用的机构使用。完成后即可注册应用、编写操作；经平台管理员核实机构后，方可向各部门提交访问申请。',
      'For organisations that build apps. You can register apps and draft operations at once. An admin verifies your organisation before you can submit requests to agencies.',
    )}</p>
<form method="post" action="/sign-up">
${input('nameZh', bilingual('机构名称（中文）', 'Name of the organisation in Chinese'), 'text', 'zh-CN', 60)}
${input('nameEn', bilingual('机构名称（英文）', 'Name of the organisation in English'), 'text', 'en', 60)}
${input('contact', bilingual('联系邮箱', 'E-mail address'), 'email', 'en', 255)}
<p>${bilingual('下一步在本设备上登记通行密钥，无需密码。', 'The next step registers a passkey on this device. There is no password.')}</p>
<p class="row"><button class="primary">${bilingual('继续', 'Continue')}</button></p>
</form>`,
  });
}

export function closedPage(problem: SignUpProblem): string {
  return renderPage({
    title,
    body: html`<p class="problem" role="alert">${bilingual(problem.zh, problem.en)}</p>`,
  });
}
