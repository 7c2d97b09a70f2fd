import { useTranslations } from 'use-intl';
import { useDateTime } from '../../../components/date-time.tsx';
import { Note } from '../../../components/note.tsx';
import type { BuildSettingsQuery } from '../../../graph/operations.ts';

type Change = NonNullable<NonNullable<BuildSettingsQuery['appRegistration']>['pendingChange']>;

/** A proposed change that waits for the admin. */
export function PendingChange({ change }: { readonly change: Change }) {
  const t = useTranslations('build.settings');
  const date = useDateTime()(change.proposedAt);
  return (
    <Note tone="info" title={t('pending', { date })}>
      <p>{t('pendingText')}</p>
      <ul>
        {change.redirectUris?.map((uri) => (
          <li key={uri}>
            <code>{uri}</code>
          </li>
        ))}
        {change.purposeStatements?.map(({ purpose, statement }) => (
          <li key={purpose.id}>
            {purpose.title}: <q>{statement}</q>
          </li>
        ))}
      </ul>
    </Note>
  );
}
