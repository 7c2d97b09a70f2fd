import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Note } from '../../../components/note.tsx';
import { Select } from '../../../components/select.tsx';
import { type BuildPurposesQuery, BuildRegisterAppDocument } from '../../../graph/operations.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { reasonOf } from '../../../session/reason-of.ts';
import { useFocusOnProblem, useProblemWords } from './problem-words.ts';
import {
  type Draft,
  emptyDraft,
  type FieldProblem,
  inputOf,
  missingIn,
  platforms,
  problemOf,
} from './registration.ts';
import { SignInFields } from './sign-in-fields.tsx';
import { StatementFields } from './statement-fields.tsx';

export interface Registered {
  readonly clientId: string;
  readonly clientSecret: string | null;
}

interface RegisterFormProps {
  readonly purposes: BuildPurposesQuery['purposes'];
  readonly onRegistered: (registered: Registered) => void;
}

/** The form of a new app; each problem is shown beside its field. */
export function RegisterForm({ purposes, onRegistered }: RegisterFormProps) {
  const t = useTranslations('build.register');
  const [draft, setDraft] = useState(emptyDraft);
  const [problem, setProblem] = useState<FieldProblem | null>(null);
  const register = useChange(BuildRegisterAppDocument);
  const form = useFocusOnProblem(problem);
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const wordsOf = useProblemWords();
  const of = (field: string) => (problem?.field === field ? wordsOf(problem) : null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(missingIn(draft) ?? (await ask()));
  };
  const ask = async (): Promise<FieldProblem | null> => {
    try {
      const { data, errors } = await register.mutateAsync({ input: inputOf(draft) });
      const result = data.registerApp;
      if (result?.__typename === 'AppRegistered') {
        onRegistered(result);
        return null;
      }
      return problemOf(result, draft) ?? { field: '', kind: 'invalid', message: errors[0]?.message ?? '' };
    } catch (error) {
      return { field: '', kind: 'invalid', message: reasonOf(error) };
    }
  };
  const text = (field: 'nameZh' | 'nameEn' | 'homepage' | 'contact', hint?: string) => (
    <Field
      label={t(field)}
      {...(hint !== undefined && { hint })}
      value={draft[field]}
      onChange={(value) => change({ [field]: value })}
      problem={of(field)}
      isRequired
    />
  );
  return (
    <form ref={form} className="form" noValidate onSubmit={(event) => void submit(event)}>
      {problem?.field === '' && <Note tone="bad" title={wordsOf(problem)} />}
      <fieldset className="group">
        <legend>{t('names')}</legend>
        {text('nameZh', t('nameHint'))}
        {text('nameEn')}
        <Select label={t('platform')} value={draft.platform} onChange={(platform) => change({ platform })}>
          {platforms.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </Select>
        {text('homepage')}
        {text('contact', t('contactHint'))}
      </fieldset>
      <StatementFields
        purposes={purposes}
        statements={draft.statements}
        onChange={(statements) => change({ statements })}
        problemOf={of}
      />
      <SignInFields draft={draft} onChange={change} problemOf={of} />
      <Button type="submit" kind="primary" isDisabled={register.isPending}>
        {t('submit')}
      </Button>
    </form>
  );
}
