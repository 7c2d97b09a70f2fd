import { type Html, html } from '../sign-in/html.ts';
import type { SecurityView } from './security-view.ts';

/** A form with its token. */
export function form({ formToken }: Pick<SecurityView, 'formToken'>, action: string, content: Html): Html {
  return html`<form method="post" action="${action}"><input type="hidden" name="form_token" value="${formToken(action)}">
${content}</form>`;
}
