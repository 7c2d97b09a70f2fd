import { useTranslations } from 'use-intl';

interface CountOfProps {
  readonly count: number;
  /** Whether only the beginning of the list was counted. */
  readonly hasMore: boolean;
}

/** Number of a list's entries, or that there are at least as many. */
export function CountOf({ count, hasMore }: CountOfProps) {
  const t = useTranslations('app');
  return hasMore ? t('atLeast', { count }) : count;
}
