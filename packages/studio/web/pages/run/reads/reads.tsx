import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { RunReadsDocument, type RunReadsQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';

type Row = NonNullable<RunReadsQuery['accessCounts']>[number];

const days = 30;
const dayMs = 86_400_000;

/** How often each app reads personal data of each agency. */
export function Reads() {
  const t = useTranslations('run.reads');
  const { language } = useStudio();
  const [now] = useState(() => Date.now());
  const query = useOperation(RunReadsDocument, {
    from: new Date(now - days * dayMs).toISOString(),
    until: new Date(now).toISOString(),
    language: languageVariable(language),
  });
  const columns = useMemo<Columns<Row>>(
    () => [
      { id: 'app', header: t('app'), accessorFn: ({ app }) => app?.name ?? t('console') },
      { id: 'agency', header: t('agency'), accessorFn: ({ agency }) => agency?.name ?? '' },
      { id: 'records', header: t('records'), accessorFn: ({ records }) => records },
      { id: 'people', header: t('people'), accessorFn: ({ people }) => people },
    ],
    [t],
  );
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ accessCounts }) => (
          <DataTable caption={t('title')} columns={columns} rows={accessCounts ?? []} empty={t('empty')} />
        )}
      </Loaded>
    </Page>
  );
}
