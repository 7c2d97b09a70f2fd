import { useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Button } from '../../../components/button.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Note } from '../../../components/note.tsx';
import { Page } from '../../../components/page.tsx';
import {
  BuildAccessDocument,
  type BuildAccessQuery,
  BuildSubmitAccessDocument,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange, useOperation } from '../../../graph/use-operation.ts';
import { useClientId } from '../parts/use-client-id.ts';
import { ConsentPreview } from './consent-preview.tsx';
import { DraftProblem } from './draft-problem.tsx';
import { Needs } from './needs.tsx';
import { OperationsEditor } from './operations-editor.tsx';
import type { Operation } from './split-operations.ts';
import { useDraft } from './use-draft.ts';

export type Registration = NonNullable<BuildAccessQuery['appRegistration']>;

/** The operations of an app, and what they need: fields, agencies, and what citizens are asked. */
export function Access() {
  const t = useTranslations('build.access');
  const clientId = useClientId();
  const query = useOperation(BuildAccessDocument, { clientId });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ appRegistration }) =>
          appRegistration && <Composer clientId={clientId} registration={appRegistration} />
        }
      </Loaded>
    </Page>
  );
}

function Composer({
  clientId,
  registration,
}: {
  readonly clientId: string;
  readonly registration: Registration;
}) {
  const t = useTranslations('build.access');
  const [before] = registration.accessRequests.nodes;
  const [text, setText] = useState(() => before?.operations.map((each) => each.text).join('\n\n') ?? '');
  const [drafted, setDrafted] = useState<{ text: string; operations: readonly Operation[] } | null>(null);
  const { draft, outcome, isDrafting } = useDraft(clientId);

  const show = (operations: readonly Operation[]) => {
    setDrafted({ text, operations });
    void draft(operations.map((each) => each.text));
  };
  return (
    <>
      <OperationsEditor text={text} onChange={setText} onDraft={show} isDrafting={isDrafting} />
      <div aria-live="polite">
        {outcome !== null && drafted !== null && drafted.text !== text && (
          <Note tone="info" title={t('changed')} />
        )}
        {outcome?.kind === 'problem' && (
          <DraftProblem problem={outcome.problem} operations={drafted?.operations ?? []} />
        )}
        {outcome?.kind === 'drafted' && (
          <>
            <Needs request={outcome.request} />
            <ConsentPreview registration={registration} scopes={outcome.request.scopes} />
            <Submit clientId={clientId} />
          </>
        )}
      </div>
    </>
  );
}

function Submit({ clientId }: { readonly clientId: string }) {
  const t = useTranslations('build.access');
  const { language } = useStudio();
  const submit = useChange(BuildSubmitAccessDocument);
  const page = (name: string) => `/${language}/build/apps/${clientId}/${name}`;
  const problem = submit.error?.message ?? (submit.data === undefined ? null : problemIn(submit.data));
  if (submit.isSuccess && problem === null) {
    return (
      <Note tone="good" title={t('submitted')}>
        <p>
          <Link to={page('requests')}>{t('toRequests')}</Link>
        </p>
      </Note>
    );
  }
  return (
    <div className="submit">
      {problem !== null && <Note tone="bad" title={problem} />}
      <p className="quiet">{t('submitHint')}</p>
      <div className="actions">
        <Button
          kind="primary"
          isDisabled={submit.isPending}
          onPress={() => submit.mutate({ input: { clientId } })}
        >
          {t('submit')}
        </Button>
        <Link className="button" to={page('try')}>
          {t('tryIt')}
        </Link>
      </div>
    </div>
  );
}
