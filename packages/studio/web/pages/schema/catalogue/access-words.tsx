import { useTranslations } from 'use-intl';
import type { FieldRules } from '../../../graph/read-schema.ts';

/** Who may read a field, in words: every line is one way, and all of a line is needed. */
export function AccessWords({ access }: { readonly access: FieldRules }) {
  const t = useTranslations('schema.access');
  const { isForSignedIn, scopes, policies } = access;
  if (scopes.length === 0 && policies.length === 0) return isForSignedIn ? t('signedIn') : t('everyone');
  return (
    <>
      {scopes.length > 0 && (
        <p>
          {t('scopes')}{' '}
          {scopes.map((all) => (
            <code key={all.join()}>{all.join(' + ')}</code>
          ))}
        </p>
      )}
      {policies.length > 0 && (
        <ul className="ways">
          {policies.map((all) => (
            <li key={all.join()}>
              {all.map((policy, index) => (
                <span key={policy}>
                  {index > 0 && ` ${t('and')} `}
                  <Policy policy={policy} />
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Policy({ policy }: { readonly policy: string }) {
  const t = useTranslations('schema.access');
  if (policy === 'owner') return t('owner');
  if (policy === 'agency') return t('agency');
  const [kind, ...rest] = policy.split(':');
  const name = rest.join(':');
  if (kind === 'consent') return t('consent', { scope: name });
  if (kind === 'role') return t('role', { role: name.replaceAll('-', ' ') });
  if (kind === 'assurance') return t('assurance');
  return <code>{policy}</code>;
}
