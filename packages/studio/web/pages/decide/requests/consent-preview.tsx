import { useTranslations } from 'use-intl';
import { DataClassBadge } from '../../../components/data-class-badge.tsx';
import type { Registration, Request } from './request-page.tsx';

/** Titles and texts of the data groups, as the consent page shows them to citizens. */
export function ConsentPreview({
  registration: { app, purposeStatements },
  request: { scopes },
}: {
  readonly registration: Registration;
  readonly request: Request;
}) {
  const t = useTranslations('decide.requests');
  const purpose = purposeStatements.map((each) => each.purpose.title).join(', ');
  return (
    <section>
      <h2>{t('consentTitle')}</h2>
      {scopes.length === 0 ? (
        <p>{t('noScopes')}</p>
      ) : (
        <>
          <p>{t('consentLead')}</p>
          <figure className="panel-card consent">
            <figcaption>{t('consentFrame', { name: app.name, purpose })}</figcaption>
            <ul>
              {scopes.map(({ id, title, description, classification }) => (
                <li key={id}>
                  <strong>{title}</strong> <DataClassBadge value={classification} />
                  <br />
                  {description}
                </li>
              ))}
            </ul>
          </figure>
        </>
      )}
    </section>
  );
}
