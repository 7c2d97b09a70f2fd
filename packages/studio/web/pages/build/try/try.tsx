import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Note } from '../../../components/note.tsx';
import { Page } from '../../../components/page.tsx';
import { Select } from '../../../components/select.tsx';
import { BuildTryDocument, type BuildTryQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useClientId } from '../parts/use-client-id.ts';
import { Answered } from './answered.tsx';
import { readVariables } from './run-as-citizen.ts';
import { useTrial } from './use-trial.ts';

type Registration = NonNullable<BuildTryQuery['appRegistration']>;

/** Runs an operation of the app as a synthetic citizen. */
export function Try() {
  const t = useTranslations('build.try');
  const { language } = useStudio();
  const clientId = useClientId();
  const query = useOperation(BuildTryDocument, { clientId });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ appRegistration }) => {
          if (appRegistration === null) return null;
          const operations = appRegistration.accessRequests.nodes[0]?.operations ?? [];
          if (operations.length > 0)
            return (
              <Trial
                clientId={clientId}
                operations={operations}
                isBound={appRegistration.dpopBoundAccessTokens}
              />
            );
          return (
            <p className="empty">
              <Link to={`/${language}/build/apps/${clientId}/access`}>{t('noOperations')}</Link>
            </p>
          );
        }}
      </Loaded>
    </Page>
  );
}

interface TrialProps {
  readonly clientId: string;
  readonly operations: Registration['accessRequests']['nodes'][number]['operations'];
  readonly isBound: boolean;
}

function Trial({ clientId, operations, isBound }: TrialProps) {
  const t = useTranslations('build.try');
  const [hash, setHash] = useState(operations[0]?.hash ?? '');
  const [json, setJson] = useState('{}');
  const [citizen, setCitizen] = useState('citizen-0042');
  const [isWrong, setWrong] = useState(false);
  const { run, trial, problem, isRunning } = useTrial(clientId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const variables = readVariables(json);
    const query = operations.find((each) => each.hash === hash)?.text;
    setWrong(variables === null);
    if (variables !== null && query !== undefined) void run({ query, variables, citizen: citizen.trim() });
  };
  return (
    <>
      <form className="form" onSubmit={submit}>
        <Select label={t('operation')} value={hash} onChange={setHash}>
          {operations.map((operation, at) => (
            <option key={operation.hash} value={operation.hash}>
              {operation.name ?? t('operationNumber', { number: at + 1 })}
            </option>
          ))}
        </Select>
        <Field
          label={t('variables')}
          rows={3}
          value={json}
          onChange={setJson}
          problem={isWrong ? t('badVariables') : null}
        />
        <Field label={t('citizen')} hint={t('citizenHint')} value={citizen} onChange={setCitizen} />
        {isBound && <p className="quiet">{t('dpop')}</p>}
        <Button type="submit" kind="primary" isDisabled={isRunning}>
          {isRunning ? t('running') : t('run', { citizen: citizen.trim() })}
        </Button>
      </form>
      <div aria-live="polite">
        {problem !== null && <Note tone="bad" title={problem} />}
        {trial !== null && <Answered trial={trial} />}
      </div>
    </>
  );
}
