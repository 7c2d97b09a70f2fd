import { useTranslations } from 'use-intl';
import type { FieldRules } from '../../../graph/read-schema.ts';
import { policyText } from './access-text.ts';

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
  return policyText(policy, t) ?? <code>{policy}</code>;
}
