import { type Html, html } from '../../sign-in/html.ts';

const longest = 60;

/** Field for the name by which a person tells passkeys apart. */
export function nameField(label: Html | string, value: string): Html {
  return html`<p><label for="passkey-name">${label}</label>
<input id="passkey-name" name="name" type="text" maxlength="${longest}" value="${value}" autocomplete="off"></p>`;
}

/** The entered name in one line, or else a default. */
export function nameOf(form: URLSearchParams, defaultName: string): string {
  const text = (form.get('name') ?? '').replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return [...text].slice(0, longest).join('') || defaultName;
}
