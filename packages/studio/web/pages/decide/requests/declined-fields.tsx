import { useTranslations } from 'use-intl';
import type { Request } from './request-page.tsx';

type Declined = Request['parts'][number]['declined'];

/** The fields that an agency has declined, with its reasons. */
export function DeclinedFields({ declined }: { readonly declined: Declined }) {
  const t = useTranslations('decide.requests');
  if (declined.length === 0) return null;
  return (
    <>
      <p>{t('declinedFields')}</p>
      <dl className="statements">
        {declined.map(({ coordinate, reason }) => (
          <div key={coordinate}>
            <dt>
              <code>{coordinate}</code>
            </dt>
            <dd>{reason}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
