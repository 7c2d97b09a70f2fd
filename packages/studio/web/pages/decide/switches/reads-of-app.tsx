import { useTranslations } from 'use-intl';
import { Withheld } from '../../../components/withheld.tsx';
import { useTotals } from '../apps/use-totals.ts';
import { longestPeriod } from '../readers/period.ts';

/** How often an app reads personal fields of the agency: what it would lose with all of them. */
export function ReadsOfApp({ clientId }: { readonly clientId: string }) {
  const t = useTranslations('decide.switches');
  const { query, totals } = useTotals();
  if (query.isPending) return <p>{t('impactCounting')}</p>;
  const reads = (totals ?? []).filter(({ app }) => app?.clientId === clientId);
  const calls = reads.reduce((sum, { records }) => sum + records, 0);
  return (
    <>
      {totals !== null && (
        <p>
          {calls === 0
            ? t('impactUnused', { days: longestPeriod })
            : t('impactReads', {
                calls: Math.ceil(calls / longestPeriod),
                days: longestPeriod,
              })}
        </p>
      )}
      {query.data !== undefined && <Withheld errors={query.data.errors} />}
    </>
  );
}
