import { useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { CodeBlock } from '../../../components/code-block.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { BuildPurposesDocument } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { SecretOnce } from '../parts/secret-once.tsx';
import { type Registered, RegisterForm } from './register-form.tsx';

/** Registers an app; afterwards the only page that ever shows its secret. */
export function Register() {
  const t = useTranslations('build.register');
  const { language } = useStudio();
  const [registered, setRegistered] = useState<Registered | null>(null);
  const query = useOperation(BuildPurposesDocument, { language: languageVariable(language) });
  if (registered !== null) return <Done registered={registered} />;
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ purposes }) => <RegisterForm purposes={purposes} onRegistered={setRegistered} />}
      </Loaded>
    </Page>
  );
}

function Done({ registered: { clientId, clientSecret } }: { readonly registered: Registered }) {
  const t = useTranslations('build.registered');
  const { language } = useStudio();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <CodeBlock label={t('clientId')} text={clientId} />
      {clientSecret !== null && <SecretOnce label={t('secret')} secret={clientSecret} />}
      <Link className="button" data-kind="primary" to={`/${language}/build/apps/${clientId}/access`}>
        {t('next')}
      </Link>
    </Page>
  );
}
