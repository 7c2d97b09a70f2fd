import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { DataClassBadge } from '../../../components/data-class-badge.tsx';
import type { DataClass } from '../../../graph/operations.ts';
import { unusedFields } from './over-collection.ts';

interface OverCollectionProps {
  readonly granted: readonly { readonly coordinate: string; readonly dataClass: DataClass | null }[];
  readonly usage: readonly { readonly fields: readonly (string | number)[] }[];
}

/** How much of what agencies have granted an app really uses. */
export function OverCollection({ granted, usage }: OverCollectionProps) {
  const t = useTranslations('build.usage');
  const id = useId();
  const unused = unusedFields(granted, usage);
  const used = granted.length - unused.length;
  return (
    <section>
      <h2>{t('overCollection')}</h2>
      {granted.length === 0 ? (
        <p className="empty">{t('notGranted')}</p>
      ) : (
        <div className="panel-card">
          <p id={id}>{t('meter', { used, granted: granted.length })}</p>
          <meter aria-labelledby={id} value={used} max={granted.length} />
          {unused.length === 0 ? (
            <p>{t('lean')}</p>
          ) : (
            <>
              <p>{t('unused')}</p>
              <ul className="unused">
                {unused.map(({ coordinate, dataClass }) => (
                  <li key={coordinate}>
                    <code>{coordinate}</code> <DataClassBadge value={dataClass} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </section>
  );
}
