import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import type { Openness } from '../../../graph/purpose-lens.ts';
import { OpennessBadge } from './openness-badge.tsx';

interface OpennessLineProps {
  readonly openness: Openness;
  readonly clientId: string;
}

/** Whether a field is open to the chosen combination, and what is missing. */
export function OpennessLine({ openness, clientId }: OpennessLineProps) {
  return (
    <p className="openness">
      <OpennessBadge kind={openness.kind} />{' '}
      {openness.kind === 'consent' && <Scopes scopes={openness.scopes} />}
      {openness.kind === 'closed' && <Lacks openness={openness} clientId={clientId} />}
    </p>
  );
}

interface LacksProps {
  readonly openness: Extract<Openness, { kind: 'closed' }>;
  readonly clientId: string;
}

function Lacks({ openness: { lacks, scopes }, clientId }: LacksProps) {
  const t = useTranslations('schema.lens');
  const { language, caller } = useStudio();
  if (lacks.length === 0) return t('officials');
  return (
    <>
      {lacks.map((lack, at) => (
        <span key={lack}>
          {at > 0 && t('separator')}
          {t(`lacks.${lack}`)}
          {lack === 'scopes' && <Scopes scopes={scopes} />}
        </span>
      ))}{' '}
      {lacks.includes('scopes') && caller.kind === 'developer' && (
        <Link to={`/${language}/build/apps/${clientId}/access`}>{t('request')}</Link>
      )}
      {lacks.includes('scopes') && caller.kind !== 'developer' && (
        <Link to={`/${language}/build`}>{t('howToRequest')}</Link>
      )}
    </>
  );
}

function Scopes({ scopes }: { readonly scopes: readonly string[] }) {
  return scopes.map((scope) => (
    <span key={scope}>
      {' '}
      <code>{scope}</code>
    </span>
  ));
}
