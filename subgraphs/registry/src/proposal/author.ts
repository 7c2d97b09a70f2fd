import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';

/** Who proposes, comments or decides. */
export type Author =
  | { readonly kind: 'official'; readonly subject: string; readonly agency: string }
  | { readonly kind: 'admin'; readonly subject: string }
  | { readonly kind: 'developer'; readonly subject: string; readonly developer: string };

/** @throws PublicError FORBIDDEN unless for officials, the platform's admin and developers of apps */
export function authorOf(principal: Principal): Author {
  if (principal.kind === 'operator') {
    return { kind: 'official', subject: principal.subject, agency: principal.agency };
  }
  if (principal.kind === 'admin' && principal.roles.includes('platform-admin')) {
    return { kind: 'admin', subject: principal.subject };
  }
  if (principal.kind === 'developer' && principal.roles.includes('partner-developer')) {
    return { kind: 'developer', subject: principal.subject, developer: principal.developer };
  }
  throw new PublicError('FORBIDDEN', "this is for officials, the platform's admin and developers of apps");
}

/** Columns of an author. */
export function authorColumns(author: Author) {
  return {
    author_kind: author.kind,
    author: author.subject,
    author_agency: author.kind === 'official' ? author.agency : null,
    author_developer: author.kind === 'developer' ? author.developer : null,
  };
}
