import { useFormatter, useTranslations } from 'use-intl';
import type { GrantedScope } from './app-use.ts';

/** How much of what was granted is used, as a meter and in words. */
export function GrantedUse({ granted }: { readonly granted: readonly GrantedScope[] }) {
  const t = useTranslations('decide.apps');
  const of = (kind: GrantedScope['use']['kind']) => granted.filter(({ use }) => use.kind === kind);
  const [used, unused, unrecorded] = [of('used'), of('unused'), of('unrecorded')];
  const format = useFormatter();
  const names = (scopes: readonly GrantedScope[]) => format.list(scopes.map(({ title }) => title));
  const known = used.length + unused.length;
  return (
    <div className="granted-use">
      {known > 0 && (
        <>
          <meter min={0} max={known} value={used.length} aria-label={t('used')} />{' '}
          {t('usedCount', { used: used.length, granted: known })}
        </>
      )}
      {unused.length > 0 && (
        <div className="tone" data-tone="warn">
          {t('unused', { scopes: names(unused) })}
        </div>
      )}
      {unrecorded.length > 0 && (
        <div className="quiet">{t('notRecorded', { scopes: names(unrecorded) })}</div>
      )}
    </div>
  );
}
