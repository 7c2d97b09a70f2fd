import { useFormatter, useTranslations } from 'use-intl';
import { longestPeriod } from '../readers/period.ts';
import { useFieldUsage } from '../readers/use-field-usage.ts';

interface CalledOftenProps {
  readonly clientId: string;
  readonly fields: readonly string[];
}

/** Fields that name nobody have no access records; their calls are counted instead. */
export function CalledOften({ clientId, fields }: CalledOftenProps) {
  const t = useTranslations('decide.apps');
  const format = useFormatter();
  const { usage, isPending, error } = useFieldUsage(fields, longestPeriod);
  const calls = usage.filter(({ app }) => app === clientId).reduce((sum, each) => sum + each.calls, 0);
  return (
    <p>
      {t('unrecorded')}{' '}
      {error ?? (isPending ? null : t('called', { calls: format.number(calls), days: longestPeriod }))}
    </p>
  );
}
