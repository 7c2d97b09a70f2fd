import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import {
  DecideCasesDocument,
  type DecideCasesQuery,
  DecideCloseCaseDocument,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { useMoney } from '../parts/money.ts';
import type { SectionProps } from './section.ts';

type Case = NonNullable<DecideCasesQuery['paymentCases']>['nodes'][number];

/** Payments whose outcome is unknown, and breaks: each needs a finding. */
export function Cases({ onDone }: SectionProps) {
  const t = useTranslations('decide.finance');
  const pages = usePages(DecideCasesDocument, {}, ({ paymentCases }) => paymentCases);
  const columns = useColumns(onDone);
  return (
    <section id="cases">
      <h2>{t('casesTitle')}</h2>
      <p>{t('casesLead')}</p>
      <LoadedPages pages={pages}>
        {(rows) => (
          <DataTable caption={t('casesTitle')} columns={columns} rows={rows} empty={t('casesEmpty')} />
        )}
      </LoadedPages>
    </section>
  );
}

function useColumns(onDone: SectionProps['onDone']): Columns<Case> {
  const t = useTranslations('decide.finance');
  const words = useTranslations('words.paymentCase');
  const money = useMoney();
  return useMemo(() => {
    // Cases are always in the treasury's currency.
    const shown = (minor: string | null) =>
      minor === null ? '' : money({ amountMinor: minor, currency: 'CNY' });
    return [
      { id: 'kind', header: t('kind'), accessorFn: ({ kind }) => words(kind) },
      { id: 'provider', header: t('provider'), accessorFn: ({ provider }) => provider },
      { id: 'transaction', header: t('transaction'), accessorFn: ({ transaction }) => transaction ?? '' },
      { id: 'expected', header: t('expected'), accessorFn: ({ expectedMinor }) => shown(expectedMinor) },
      { id: 'found', header: t('found'), accessorFn: ({ foundMinor }) => shown(foundMinor) },
      {
        id: 'opened',
        header: t('opened'),
        accessorFn: ({ openedAt }) => openedAt,
        cell: ({ row: { original } }) => <DateTime value={original.openedAt} />,
      },
      {
        id: 'change',
        header: t('change'),
        cell: ({ row: { original } }) => <CloseCase id={original.id} onDone={onDone} />,
      },
    ];
  }, [t, words, money, onDone]);
}

function CloseCase({ id, onDone }: SectionProps & { readonly id: string }) {
  const t = useTranslations('decide.finance');
  const { mutateAsync } = useChange(DecideCloseCaseDocument);
  const close = async (resolution: string) => {
    const input = { id, resolution, idempotencyKey: crypto.randomUUID() };
    const problem = problemIn(await mutateAsync({ input }));
    if (problem === null) onDone(t('closed'));
    return problem;
  };
  return (
    <ReasonDialog
      label={t('close')}
      title={t('closeTitle')}
      asked={{ label: t('finding'), hint: t('findingHint'), missing: t('findingMissing') }}
      onDecide={close}
    >
      <p>{t('closeText')}</p>
    </ReasonDialog>
  );
}
