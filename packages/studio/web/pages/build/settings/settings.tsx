import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { type AppState, BuildSettingsDocument } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useClientId } from '../parts/use-client-id.ts';
import { ChangeForm } from './change-form.tsx';
import { DeleteApp } from './delete-app.tsx';
import { PendingChange } from './pending-change.tsx';
import { Secret } from './secret.tsx';

/** A suspended app cannot be deleted, and a deleted one not again. */
const shutOut: readonly AppState[] = ['SUSPENDED', 'DELETED'];

/** An app's secret or keys, addresses and purposes. */
export function Settings() {
  const t = useTranslations('build.settings');
  const { language } = useStudio();
  const clientId = useClientId();
  const query = useOperation(BuildSettingsDocument, { clientId, language: languageVariable(language) });
  return (
    <Page title={t('title')}>
      <Loaded query={query}>
        {({ appRegistration, purposes }) =>
          appRegistration && (
            <>
              {appRegistration.pendingChange !== null && (
                <PendingChange change={appRegistration.pendingChange} />
              )}
              {appRegistration.authMethod === 'CLIENT_SECRET_BASIC' && (
                <Secret clientId={clientId} oldUntil={appRegistration.oldSecretValidUntil} />
              )}
              <ChangeForm clientId={clientId} registration={appRegistration} purposes={purposes} />
              {!shutOut.includes(appRegistration.state) && <DeleteApp clientId={clientId} />}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
