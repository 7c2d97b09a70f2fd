import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Note } from '../../../components/note.tsx';
import { type AppState, BuildChangeAppDocument, type BuildSettingsQuery } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { reasonOf } from '../../../session/reason-of.ts';
import { useFocusOnProblem, useProblemWords } from '../register/problem-words.ts';
import { emptyDraft, type FieldProblem, problemOf } from '../register/registration.ts';
import { SignInFields } from '../register/sign-in-fields.tsx';
import { StatementFields } from '../register/statement-fields.tsx';
import { type ChangeDraft, changesBetween, draftOf, type Registration } from './changes.ts';

interface ChangeFormProps {
  readonly clientId: string;
  readonly registration: Registration;
  readonly purposes: BuildSettingsQuery['purposes'];
}

type Outcome =
  | { readonly kind: 'saved' | 'proposed' | 'unchanged' }
  | { readonly kind: 'problem'; readonly problem: FieldProblem };

/** Only in these states, some changes need a review. */
const reviews: Partial<Record<AppState, 'inReview' | 'reviewed'>> = {
  SUBMITTED: 'inReview',
  APPROVED_IN_PART: 'reviewed',
  APPROVED: 'reviewed',
};

/** Changes addresses, keys, purposes and contact; after a review, some of it only proposes. */
export function ChangeForm({ clientId, registration, purposes }: ChangeFormProps) {
  const t = useTranslations('build.settings');
  const register = useTranslations('build.register');
  const [draft, setDraft] = useState(() => draftOf(registration));
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const change = useChange(BuildChangeAppDocument);
  const wordsOf = useProblemWords();
  const review = reviews[registration.state];
  const problem = outcome?.kind === 'problem' ? outcome.problem : null;
  const form = useFocusOnProblem(problem);
  const of = (field: string) => (problem?.field === field ? wordsOf(problem) : null);
  const edit = (changes: Partial<ChangeDraft>) => setDraft((before) => ({ ...before, ...changes }));

  const save = async (): Promise<Outcome> => {
    const changes = changesBetween(draftOf(registration), draft);
    if (changes === null) return { kind: 'unchanged' };
    const answer = await change.mutateAsync({ input: { clientId, ...changes } });
    const result = answer.data.changeApp;
    if (result?.__typename === 'AppChanged') {
      const isProposed =
        (changes.redirectUris ?? changes.purposes) != null && result.registration.pendingChange !== null;
      return { kind: isProposed ? 'proposed' : 'saved' };
    }
    const found = result && problemOf(result, { ...emptyDraft, ...draft });
    return { kind: 'problem', problem: found ?? overall(problemIn(answer) ?? '') };
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const next = await save().catch(
      (error: unknown): Outcome => ({
        kind: 'problem',
        problem: overall(reasonOf(error)),
      }),
    );
    setOutcome(next);
  };
  return (
    <section>
      <h2>{t('change')}</h2>
      {review !== undefined && <p className="quiet">{t(review)}</p>}
      <form ref={form} className="form" noValidate onSubmit={(event) => void submit(event)}>
        {problem?.field === '' && <Note tone="bad" title={wordsOf(problem)} />}
        <Field
          label={register('contact')}
          hint={register('contactHint')}
          value={draft.contact}
          onChange={(contact) => edit({ contact })}
          problem={of('contact')}
        />
        <StatementFields
          purposes={purposes}
          statements={draft.statements}
          onChange={(statements) => edit({ statements })}
          problemOf={of}
        />
        <SignInFields draft={draft} onChange={edit} problemOf={of} isRegistered />
        <Button type="submit" kind="primary" isDisabled={change.isPending}>
          {t('save')}
        </Button>
      </form>
      <div aria-live="polite">
        {outcome !== null && outcome.kind !== 'problem' && <Note tone="good" title={t(outcome.kind)} />}
      </div>
    </section>
  );
}

function overall(message: string): FieldProblem {
  return { field: '', kind: 'invalid', message };
}
