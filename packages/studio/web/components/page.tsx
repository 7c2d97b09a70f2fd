import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';

interface PageProps {
  readonly title: string;
  /** What the page is for, in one or two sentences. */
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page below the header: its title is also that of the browser's tab. */
export function Page({ title, lead, actions, children }: PageProps) {
  const t = useTranslations('app');
  useEffect(() => {
    document.title = `${title} · ${t('name')}`;
  }, [title, t]);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <p className="lead">{lead}</p>}
        </div>
        {actions}
      </div>
      {children}
    </div>
  );
}
