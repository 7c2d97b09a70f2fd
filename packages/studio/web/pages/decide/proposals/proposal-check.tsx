import { useTranslations } from 'use-intl';
import { CutOff } from '../../../components/cut-off.tsx';
import { ChangesTable } from '../schema/changes-table.tsx';
import { ProblemsList } from '../schema/problems-list.tsx';
import type { Proposal } from './proposal-page.tsx';

/** Whether the proposal could be published, and what it would change. */
export function ProposalCheck({ proposal: { check } }: { readonly proposal: Proposal }) {
  const t = useTranslations('decide.schema');
  if (check === null) return null;
  return (
    <>
      <h2>{t('check')}</h2>
      <p className="tone" data-tone={check.passed ? 'good' : 'bad'}>
        {t(check.passed ? 'passed' : 'notPassed')}
      </p>
      {check.problems.length > 0 && <ProblemsList problems={check.problems} />}
      <h2>{t('changesTitle')}</h2>
      <ChangesTable caption={t('changesTitle')} changes={check.changes.nodes} empty={t('changesEmpty')} />
      <CutOff list={check.changes} />
    </>
  );
}
