import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { VersionCode } from '../../../components/version-code.tsx';
import type { Check } from './check-page.tsx';

/** State of a check, who asked and why. */
export function CheckFacts({ check }: { readonly check: Check }) {
  const t = useTranslations('decide.schema');
  const words = useTranslations('words');
  const { version, state, checkedAt, needs, requestedBy, requestReason, approvedBy, approvalReason } = check;
  return (
    <dl className="facts panel-card">
      <dt>{t('state')}</dt>
      <dd>
        <Badge tone={state === 'AWAITING_APPROVAL' ? 'warn' : 'quiet'}>{words(`checkState.${state}`)}</Badge>
      </dd>
      <dt>{t('version')}</dt>
      <dd>
        <VersionCode version={version} />
      </dd>
      <dt>{t('checked')}</dt>
      <dd>
        <DateTime value={checkedAt} />
      </dd>
      <dt>{t('requestedBy')}</dt>
      <dd>{requestedBy}</dd>
      <dt>{t('reason')}</dt>
      <dd>{requestReason}</dd>
      {needs.length > 0 && (
        <>
          <dt>{t('needs')}</dt>
          <dd>{needs.map((need) => words(`approvalNeed.${need}`)).join(' ')}</dd>
        </>
      )}
      {approvedBy !== null && (
        <>
          <dt>{t('approvedBy')}</dt>
          <dd>
            {approvedBy}: {approvalReason}
          </dd>
        </>
      )}
    </dl>
  );
}
