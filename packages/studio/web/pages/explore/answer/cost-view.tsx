import { useTranslations } from 'use-intl';
import type { Cost } from './insight.ts';

/** Points charged in advance, points by the actual answer, and the limit. */
export function CostView({ cost }: { readonly cost: Cost | null }) {
  const t = useTranslations('explore.cost');
  if (cost === null) return <p className="insight-note">{t('none')}</p>;
  return (
    <dl className="facts">
      <dt>{t('planned')}</dt>
      <dd>{t('points', { points: cost.planned })}</dd>
      <dt>{t('actual')}</dt>
      <dd>{t('points', { points: cost.actual })}</dd>
      <dt>{t('limit')}</dt>
      <dd>{t('points', { points: cost.limit })}</dd>
    </dl>
  );
}
