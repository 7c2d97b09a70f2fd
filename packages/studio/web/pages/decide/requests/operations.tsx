import { useTranslations } from 'use-intl';
import type { Request } from './request-page.tsx';

/** The operations as the developer has submitted them. */
export function Operations({ request: { operations } }: { readonly request: Request }) {
  const t = useTranslations('decide.requests');
  return (
    <section>
      <h2>{t('operations')}</h2>
      <p>{t('operationsLead')}</p>
      {operations.map(({ hash, name, text }) => (
        <details key={hash} className="panel-card">
          <summary>{name ?? t('unnamed')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line is scrolled by keyboard */}
          <pre tabIndex={0}>{text}</pre>
        </details>
      ))}
    </section>
  );
}
