import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { ChangeKindBadge } from '../../../components/change-kind.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import type { ChangeKind } from '../../../graph/operations.ts';

interface Change {
  readonly kind: ChangeKind;
  readonly coordinate: string | null;
  readonly message: string;
  /** Null in a check, which may never be rolled out. */
  readonly rollout?: { readonly startedAt: string } | null;
}

interface ChangesTableProps {
  readonly caption: string;
  readonly changes: readonly Change[];
  readonly empty: string;
}

/** Changes of a schema for callers of the graph. */
export function ChangesTable({ caption, changes, empty }: ChangesTableProps) {
  const t = useTranslations('decide.schema');
  const isRolledOut = changes.some(({ rollout }) => rollout !== null && rollout !== undefined);
  const columns = useMemo(
    (): Columns<Change> => [
      {
        id: 'kind',
        header: t('changeKind'),
        accessorFn: ({ kind }) => kind,
        cell: ({ row: { original } }) => <ChangeKindBadge kind={original.kind} />,
      },
      {
        id: 'element',
        header: t('element'),
        accessorFn: ({ coordinate }) => coordinate ?? '',
        cell: ({ row: { original } }) => <code>{original.coordinate}</code>,
      },
      {
        id: 'what',
        header: t('what'),
        accessorFn: ({ message }) => message,
        cell: ({ row: { original } }) => <span lang="en">{original.message}</span>,
      },
      ...(isRolledOut ? [sinceColumn(t('since'))] : []),
    ],
    [t, isRolledOut],
  );
  return <DataTable caption={caption} columns={columns} rows={[...changes]} empty={empty} />;
}

function sinceColumn(header: string): Columns<Change>[number] {
  return {
    id: 'since',
    header,
    accessorFn: ({ rollout }) => rollout?.startedAt ?? '',
    cell: ({ row: { original } }) =>
      original.rollout === null || original.rollout === undefined ? null : (
        <DateTime value={original.rollout.startedAt} />
      ),
  };
}
