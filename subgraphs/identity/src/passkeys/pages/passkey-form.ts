import { isIP } from 'node:net';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { type Html, html } from '../../sign-in/html.ts';

/** A text in the language or languages of the page. */
type Say = (zh: string, en: string) => Html | string;

export interface PasskeyForm {
  readonly action: string;
  readonly ceremony:
    | { readonly kind: 'create'; readonly options: PublicKeyCredentialCreationOptionsJSON }
    | { readonly kind: 'get'; readonly options: PublicKeyCredentialRequestOptionsJSON };
  readonly hidden: readonly (readonly [name: string, value: string])[];
  /** Fields above the button. */
  readonly fields: Html | null;
  readonly button: Html | string;
}

/** A form that the script submits with the authenticator's answer in `response`. */
export function passkeyForm({ action, ceremony, hidden, fields, button }: PasskeyForm, say: Say): Html {
  return html`<form method="post" action="${action}" data-passkey="${ceremony.kind}" data-options="${JSON.stringify(ceremony.options)}">
${hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<input type="hidden" name="response" value="">
${fields}
${problem('cancelled', say('已取消或超时。请重试。', 'It was cancelled, or took too long. Try again.'))}
${problem('registered', say('此设备上已有该账号的通行密钥。请换用其他设备。', 'This device already holds a passkey for this account. Use another device.'))}
${problem('unsupported', say('此浏览器不支持通行密钥。请换用其他浏览器。', 'This browser cannot use passkeys. Use another browser.'))}
${problem('failed', say('未能使用通行密钥。请重试，或换用其他设备。', 'The passkey could not be used. Try again, or use another device.'))}
${isIP(hostOf(ceremony).replace(/^\[|\]$/g, '')) === 0 ? null : html`<p class="problem">${say('浏览器不允许在 IP 地址上使用通行密钥，请用域名打开本页。', 'Browsers do not allow passkeys at an IP address. Open this page by its host name.')}</p>`}
<noscript><p class="problem">${say('使用通行密钥须启用 JavaScript。请启用后刷新本页。', 'Passkeys need JavaScript. Turn it on, and reload the page.')}</p></noscript>
<p class="row"><button class="primary">${button}</button></p>
</form>`;
}

function hostOf(ceremony: PasskeyForm['ceremony']): string {
  return (ceremony.kind === 'create' ? ceremony.options.rp.id : ceremony.options.rpId) ?? '';
}

function problem(name: string, text: Html | string): Html {
  return html`<p class="problem" role="alert" data-problem="${name}" hidden>${text}</p>`;
}
