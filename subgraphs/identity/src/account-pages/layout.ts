import type { MyDataPage } from '../my-data/answer.ts';
import { type Language, sayIn } from '../my-data/language.ts';
import { renderShell, type Shell } from '../my-data/shell.ts';
import { endSessionLink } from '../my-data/sign-in-links.ts';
import { accountClientId } from './account-client.ts';

export interface AccountFrame extends Pick<Shell, 'language' | 'path'> {
  readonly issuer: string;
  /** Account that is signed in; null for a page without one. */
  readonly account: string | null;
}

/** Renders a page for officials, admins and developers in one language. */
export function renderAccount(page: MyDataPage, { language, path, issuer, account }: AccountFrame): string {
  return renderShell(page, {
    ...{ language, path, base: '/account', name: sayIn(language)('账号安全', 'Account security') },
    signedIn: account === null ? null : { name: account, signOut: signOutLink(issuer, language) },
  });
}

export function signOutLink(issuer: string, language: Language): string {
  return endSessionLink(accountClientId, `${issuer}/account/${language}`);
}
