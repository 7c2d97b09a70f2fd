import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { VersionCode } from '../../../components/version-code.tsx';
import { DecideSubgraphDocument, type DecideSubgraphQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { Rollback } from './rollback.tsx';

type Version = NonNullable<DecideSubgraphQuery['subgraph']>['versions']['nodes'][number];

interface SubgraphVersionsProps {
  readonly name: string;
  readonly onDone: (text: string) => void;
}

/** Every release of a subgraph; an earlier one can be put in force again. */
export function SubgraphVersions({ name, onDone }: SubgraphVersionsProps) {
  const t = useTranslations('decide.schema');
  const pages = usePages(DecideSubgraphDocument, { name }, ({ subgraph }) => subgraph?.versions);
  const subgraph = pages.first?.subgraph ?? null;
  const current = subgraph?.current?.version ?? null;
  const columns = useMemo(
    (): Columns<Version> => [
      {
        id: 'version',
        header: t('version'),
        accessorFn: ({ version }) => version,
        cell: ({ row: { original } }) => (
          <>
            <VersionCode version={original.version} />{' '}
            {original.version === current && <Badge tone="good">{t('isCurrent')}</Badge>}
          </>
        ),
      },
      {
        id: 'published',
        header: t('published'),
        accessorFn: ({ publishedAt }) => publishedAt,
        cell: ({ row: { original } }) => <DateTime value={original.publishedAt} />,
      },
      { id: 'by', header: t('publishedBy'), accessorFn: ({ publishedBy }) => publishedBy ?? '' },
      {
        id: 'rollback',
        header: t('rollback'),
        cell: ({ row: { original } }) =>
          original.version === current ? null : (
            <Rollback subgraph={name} version={original.version} onDone={onDone} />
          ),
      },
    ],
    [t, current, name, onDone],
  );
  return (
    <>
      {subgraph !== null && current === null && <p>{t('withdrawn')}</p>}
      <h3>{t('versions')}</h3>
      <LoadedPages pages={pages}>
        {(versions) => (
          <DataTable caption={t('subgraph', { name })} columns={columns} rows={versions} empty={t('none')} />
        )}
      </LoadedPages>
    </>
  );
}
