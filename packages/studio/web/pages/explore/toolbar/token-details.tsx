import { useFormatter, useTranslations } from 'use-intl';
import type { PartnerApp } from '../../../session/demo-directory.ts';
import type { AccessToken } from '../../../session/token.ts';
import { consentOf } from './grant-words.ts';
import { nameInWords, scopeInWords, timeLeft } from './token-words.ts';

interface TokenDetailsProps {
  readonly token: AccessToken;
  readonly now: Date;
  /** App through which a citizen acts. */
  readonly app: PartnerApp | null;
}

export function TokenDetails({ token, now, app }: TokenDetailsProps) {
  const t = useTranslations('explore.token');
  const { consented, refused } = consentOf(token, app);
  return (
    <div className="token">
      <dl>
        <Fact term={t('purpose')}>
          {token.purpose === null ? t('noPurpose') : nameInWords(token.purpose)}
        </Fact>
        {token.agency !== null && <Fact term={t('agency')}>{nameInWords(token.agency)}</Fact>}
        {token.roles.length > 0 && <Fact term={t('roles')}>{token.roles.map(nameInWords).join(', ')}</Fact>}
        <Fact term={t('identified')}>{t(token.highAssurance ? 'high' : 'substantial')}</Fact>
        <Expiry expiresAt={token.expiresAt} now={now} />
      </dl>
      <ScopeList title={t('may')} scopes={consented} />
      <ScopeList title={t('mayNot')} scopes={refused} />
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Expiry({ expiresAt, now }: { readonly expiresAt: Date | null; readonly now: Date }) {
  const t = useTranslations('explore.token');
  const format = useFormatter();
  const words =
    expiresAt === null
      ? t('unknown')
      : t('expiresAt', {
          time: format.dateTime(expiresAt, { timeStyle: 'medium' }),
          left: timeLeft(expiresAt, now, t),
        });
  return <Fact term={t('expires')}>{words}</Fact>;
}

function ScopeList({ title, scopes }: { readonly title: string; readonly scopes: readonly string[] }) {
  const t = useTranslations('explore.token');
  if (scopes.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {scopes.map((scope) => (
          <li key={scope}>
            {scopeInWords(scope, t)} <code>{scope}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
