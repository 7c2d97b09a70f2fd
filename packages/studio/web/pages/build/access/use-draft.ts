import { useState } from 'react';
import { useStudio } from '../../../app/studio-context.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { BuildDraftAccessDocument, type BuildDraftAccessMutation } from '../../../graph/operations.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { reasonOf } from '../../../session/reason-of.ts';

type Result = NonNullable<BuildDraftAccessMutation['draftAccess']>;
export type DraftedRequest = Extract<Result, { __typename: 'AccessDrafted' }>['request'];
export type DraftRefusal = Exclude<Result, { __typename: 'AccessDrafted' }> | Failure;

/** No answer about the operations. */
interface Failure {
  readonly __typename: 'Failure';
  readonly message: string;
}

export type DraftOutcome =
  | { readonly kind: 'drafted'; readonly request: DraftedRequest }
  | { readonly kind: 'problem'; readonly problem: DraftRefusal };

/** Asks the platform what operations need; the answer is the app's draft from then on. */
export function useDraft(clientId: string) {
  const { language } = useStudio();
  const [outcome, setOutcome] = useState<DraftOutcome | null>(null);
  const change = useChange(BuildDraftAccessDocument);
  const draft = async (operations: readonly string[]) => {
    const input = { clientId, operations: [...operations] };
    setOutcome(
      await change.mutateAsync({ input, language: languageVariable(language) }).then(
        ({ data, errors }) => outcomeOf(data.draftAccess, errors[0]?.message ?? ''),
        (error: unknown) => failure(reasonOf(error)),
      ),
    );
  };
  return { draft, outcome, isDrafting: change.isPending };
}

function outcomeOf(result: Result | null, message: string): DraftOutcome {
  if (result === null) return failure(message);
  if (result.__typename === 'AccessDrafted') return { kind: 'drafted', request: result.request };
  return { kind: 'problem', problem: result };
}

function failure(message: string): DraftOutcome {
  return { kind: 'problem', problem: { __typename: 'Failure', message } };
}
