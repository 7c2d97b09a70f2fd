import type { KoaContextWithOIDC } from 'oidc-provider';
import { type Device, parseDevice } from '../issuer/device-flow/device.ts';
import { deviceSessionSeconds } from '../issuer/device-flow/device-client.ts';
import type { ProviderPages } from '../issuer/provider-pages.ts';
import { type Html, html, trusted } from './html.ts';
import { bilingual, type Page, pageHeaders, renderPage } from './page.ts';

type DevicePages = Pick<ProviderPages, 'enterCode' | 'confirmDevice' | 'deviceSignedIn' | 'tooManyCodes'>;

/** Pages of a sign-in on a device without a browser (RFC 8628, section 3.3). */
export const devicePages: DevicePages = {
  enterCode(ctx, out, error) {
    if (error?.name === 'AbortedError') return show(ctx, cancelled);
    if (out !== undefined && ctx.status < 400) ctx.status = 422;
    const problem = out === undefined ? null : (problems[error?.name ?? ''] ?? other(out));
    show(ctx, codePage(ctx, problem));
  },

  confirmDevice(ctx, form, { client, device, userCode }) {
    show(ctx, {
      title: { zh: '在此设备上登录？', en: 'Sign in on this device?' },
      body: html`
<p class="problem" role="note">${bilingual(
        '仅当您刚刚亲自在您自己的电脑上发起此登录、且该电脑显示相同代码时才继续。他人发来的代码或链接可能是骗局。',
        'Continue only if you have just started this sign-in yourself on your own machine, and it shows the same code. A code or link that somebody sends you may be a fraud.',
      )}</p>
<dl class="facts">
<dt>${bilingual('代码', 'Code')}</dt><dd><code>${userCode}</code></dd>
<dt>${bilingual('客户端', 'Client')}</dt><dd>${client.clientName ?? client.clientId} <small>${client.clientId}</small></dd>
${deviceFacts(device)}
${purpose}
</dl>
${trusted(form)}
<p class="row"><button class="primary" form="op.deviceConfirmForm">${bilingual('是我发起的，继续', 'I started it: continue')}</button>
<button class="quiet" form="op.deviceConfirmForm" name="abort" value="yes">${bilingual('不是，拒绝', 'Not me: refuse')}</button></p>`,
    });
  },

  deviceSignedIn(ctx) {
    const { client, deviceCode, session } = ctx.oidc;
    show(ctx, {
      title: { zh: '设备已登录', en: 'The device is signed in' },
      body: html`<p>${bilingual('可以关闭此页，回到设备继续。', 'You can close this page and continue on the device.')}</p>
<dl class="facts">
<dt>${bilingual('账号', 'Account')}</dt><dd>${session?.accountId ?? ''}</dd>
<dt>${bilingual('客户端', 'Client')}</dt><dd>${client?.clientName ?? ''}</dd>
${deviceFacts(parseDevice(deviceCode?.deviceInfo))}
${purpose}
</dl>
<p class="note">${bilingual('如需退出登录，请在设备上运行', 'To sign out, run this on the device:')} <code>npx civic logout</code></p>`,
    });
  },

  tooManyCodes(ctx) {
    show(ctx, {
      title: { zh: '输入过于频繁', en: 'Too many codes' },
      body: html`<p class="problem" role="alert">${bilingual(
        '此处输入了过多错误代码，请十分钟后再试。',
        'Too many wrong codes were entered here. Try again in ten minutes.',
      )}</p>`,
    });
  },
};

/** What the device may do: all that the person's office and roles allow, since the token carries both. */
const allowed = [
  bilingual(
    '作为工作人员：检查、发布、批准和回滚子图，处理子图提案；',
    'As an official: check, publish, approve and roll back subgraphs, and decide on proposals;',
  ),
  bilingual(
    '审批应用的访问申请和变更，暂停应用，停用字段、类型或应用；',
    'decide on access requests and changes to apps, suspend apps, and turn off fields, types or apps;',
  ),
  bilingual(
    '登记可发布子图的程序和 webhook，它们在本次登录结束后仍然有效。',
    'register programs that publish subgraphs, and webhooks; these stay after this sign-in ends.',
  ),
  bilingual(
    '作为开发者：注册和修改您的应用，更换密钥，申请访问。',
    'As a developer: register and change your apps, replace their secrets, and request access.',
  ),
  bilingual(
    '以及您的职务和角色允许的其他操作；但不能读取市民的个人数据。',
    'And whatever else your office and roles allow, except reading personal data of citizens.',
  ),
];

/** What the device may do, and for how long. */
const purpose = html`<dt>${bilingual('允许', 'What it allows')}</dt><dd><ul>${allowed.map((item) => html`<li>${item}</li>`)}</ul></dd>
<dt>${bilingual('有效期', 'For how long')}</dt><dd>${bilingual(
  `最长 ${deviceSessionSeconds / 3600} 小时`,
  `at most ${deviceSessionSeconds / 3600} hours`,
)}</dd>`;

/** Marked as the device's own words, because anything may be in them. */
export function deviceFacts({ name, network }: Device): Html {
  return html`<dt>${bilingual('设备', 'Device')}</dt><dd>${name === '' ? bilingual('未说明', 'not described') : html`<q>${name}</q>`}
<br><small>${bilingual('设备自述；请求来自', 'as the device describes itself; the request came from')} ${network}</small></dd>`;
}

function codePage({ oidc, state }: KoaContextWithOIDC, problem: Html | null): Page {
  const entered = typeof state.userCode === 'string' ? state.userCode : '';
  const alert = problem && html`<p class="problem" role="alert" id="problem">${problem}</p>`;
  return {
    title: { zh: '登录设备', en: 'Sign in on a device' },
    body: html`<p class="lead">${bilingual(
      '命令行等没有浏览器的设备在请求以您的职务身份登录。请输入设备上显示的代码。',
      'A device without a browser, such as a command line, asks to sign in as you, an official or developer. Enter the code that it shows.',
    )}</p>
${alert}
<form method="post" action="${oidc.urlFor('code_verification')}">
<input type="hidden" name="xsrf" value="${String(oidc.session?.state?.secret ?? '')}">
<label for="user_code">${bilingual('代码', 'Code')}</label>
<input id="user_code" name="user_code" value="${entered}" class="code" maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus>
<button class="primary">${bilingual('继续', 'Continue')}</button>
</form>`,
  };
}

const problems: Readonly<Record<string, Html>> = {
  NoCodeError: bilingual('请输入代码。', 'Enter the code.'),
  NotFoundError: bilingual(
    '没有此代码，请核对后重新输入。',
    'There is no such code. Check it and enter it again.',
  ),
  ExpiredError: bilingual(
    '代码已过期，请在设备上重新登录。',
    'The code has expired. Start again on the device.',
  ),
  AlreadyUsedError: bilingual(
    '代码已被使用，请在设备上重新登录。',
    'This code has already been used. Start again on the device.',
  ),
};

function other({
  error,
  error_description,
}: {
  error: string;
  error_description?: string | undefined;
}): Html {
  return html`${bilingual('请在设备上重新登录。', 'Start again on the device.')}
<code>${error}</code> ${error_description ?? ''}`;
}

const cancelled: Page = {
  title: { zh: '已拒绝', en: 'Refused' },
  body: html`<p>${bilingual('设备没有登录，可以关闭此页。', 'The device is not signed in. You can close this page.')}</p>`,
};

function show(ctx: KoaContextWithOIDC, page: Page): void {
  ctx.set(pageHeaders());
  ctx.body = renderPage(page);
}
