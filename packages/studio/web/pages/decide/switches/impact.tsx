import { useTranslations } from 'use-intl';
import { mostFields, useFieldUsage } from '../readers/use-field-usage.ts';
import { impactDays } from './impact-days.ts';
import { ImpactTable } from './impact-table.tsx';
import { ReadsOfApp } from './reads-of-app.tsx';
import type { Target } from './target.ts';

interface ImpactProps {
  readonly target: Target | null;
  readonly what: string;
  readonly apps: ReadonlyMap<string, string>;
}

/** Who would notice a switch: apps, operations, and calls per day. */
export function Impact({ target, what, apps }: ImpactProps) {
  const t = useTranslations('decide.switches');
  return (
    <section className="panel-card impact" aria-live="polite">
      <h3>{target === null ? t('impact') : t('impactOf', { what })}</h3>
      {target === null && <p>{t('impactNone')}</p>}
      {target !== null && target.fields.length > 0 && <ImpactOfFields target={target} apps={apps} />}
      {target !== null && target.fields.length === 0 && <ReadsOfApp clientId={target.app ?? ''} />}
    </section>
  );
}

function ImpactOfFields({
  target: { fields, app },
  apps,
}: {
  readonly target: Target;
  readonly apps: ImpactProps['apps'];
}) {
  const t = useTranslations('decide.switches');
  const { usage, isPending, isCut, error } = useFieldUsage(fields, impactDays);
  if (isPending) return <p>{t('impactCounting')}</p>;
  if (error !== null) return <p>{error}</p>;
  return (
    <>
      <ImpactTable usage={usage.filter((each) => app === null || each.app === app)} apps={apps} />
      {isCut && <p>{t('impactTop')}</p>}
      {fields.length > mostFields && <p>{t('impactSome', { count: mostFields })}</p>}
      <p className="quiet">{t('impactDependent')}</p>
    </>
  );
}
