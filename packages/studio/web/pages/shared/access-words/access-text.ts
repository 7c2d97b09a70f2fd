import type { useTranslations } from 'use-intl';
import type { FieldRules } from '../../../graph/read-schema.ts';

/** Words of the page's language for rules. */
export type AccessWordsOf = ReturnType<typeof useTranslations<'schema.access'>>;

/** Who may read a field, as one text: editors show no markup. */
export function accessText({ isForSignedIn, scopes, policies }: FieldRules, t: AccessWordsOf): string {
  if (scopes.length === 0 && policies.length === 0) return t(isForSignedIn ? 'signedIn' : 'everyone');
  const and = ` ${t('and')} `;
  const ways = policies.map((all) => all.map((policy) => policyText(policy, t) ?? policy).join(and));
  const names = scopes.map((all) => all.join(' + ')).join(t('or'));
  return [
    ...(scopes.length > 0 ? [`${t('scopes')} ${names}`] : []),
    ...(ways.length > 0 ? [ways.join(t('or'))] : []),
  ].join(t('besides'));
}

/** A policy in words; `null` for one that is unknown here. */
export function policyText(policy: string, t: AccessWordsOf): string | null {
  if (policy === 'owner') return t('owner');
  if (policy === 'agency') return t('agency');
  const [kind, ...rest] = policy.split(':');
  const name = rest.join(':');
  if (kind === 'consent') return t('consent', { scope: name });
  if (kind === 'role') return t('role', { role: name.replaceAll('-', ' ') });
  if (kind === 'assurance') return t('assurance');
  return null;
}
