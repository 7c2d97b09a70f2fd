import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useAgency } from '../parts/use-agency.ts';
import { FieldsTable } from './fields-table.tsx';
import type { Request } from './request-page.tsx';

/** Everything else that the operations read: a field may be harmless alone, and not beside another. */
export function OtherFields({ request }: { readonly request: Request }) {
  const t = useTranslations('decide.requests');
  const { agency } = useAgency();
  const titles = useMemo(() => new Map(request.scopes.map(({ id, title }) => [id, title])), [request]);
  const own = new Set(
    request.parts.find((part) => part.agency.id === agency)?.fields.map(({ coordinate }) => coordinate),
  );
  return (
    <section>
      <h2>{t('allFields')}</h2>
      <FieldsTable
        caption={t('allFields')}
        fields={request.fields.filter(({ coordinate }) => !own.has(coordinate))}
        titles={titles}
        empty={t('noOthers')}
        withAgencies
      />
    </section>
  );
}
