import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { DialogButton } from '../../../components/dialog-button.tsx';
import { Field } from '../../../components/field.tsx';
import { Note } from '../../../components/note.tsx';
import { useAction } from '../../../components/use-action.ts';
import type { DecideAccessInput } from '../../../graph/operations.ts';
import { byGroup, type Draft, declinedOf, hasReasons, isPartial } from './partial-draft.ts';
import { PartialGroup } from './partial-group.tsx';
import type { Request } from './request-page.tsx';

type Part = Request['parts'][number];

export type PartialDecision = Required<Pick<DecideAccessInput, 'declined' | 'reason'>>;

interface ApproveInPartProps {
  readonly part: Part;
  /** @returns what is wrong, or `null` once it is done */
  readonly onDecide: (decision: PartialDecision) => Promise<string | null>;
}

/** A button to approve some of the agency's fields, and to decline the others with a reason each. */
export function ApproveInPart({ part, onDecide }: ApproveInPartProps) {
  const t = useTranslations('decide.requests');
  return (
    <DialogButton
      label={t('approvePart')}
      kind="secondary"
      title={t('approvePartTitle', { agency: part.agency.name })}
    >
      {(close) => (
        <>
          <p>{t('approvePartText')}</p>
          <PartialForm part={part} onDecide={onDecide} close={close} />
        </>
      )}
    </DialogButton>
  );
}

function PartialForm({ part, onDecide, close }: ApproveInPartProps & { readonly close: () => void }) {
  const t = useTranslations('decide.requests');
  const app = useTranslations('app');
  const [draft, setDraft] = useState<Draft>(new Map());
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { run, problem, setProblem, isBusy } = useAction();
  const decide = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const form = event.currentTarget;
    if (!hasReasons(draft) || reason.trim() === '') return focusProblem(form);
    if (!isPartial(draft, part.fields))
      return setProblem(t(draft.size === 0 ? 'declineSome' : 'approveSome'));
    const decision = { declined: declinedOf(draft), reason: reason.trim() };
    if ((await run(() => onDecide(decision))) === null) close();
  };
  return (
    <form className="form" onSubmit={(event) => void decide(event)}>
      {byGroup(part).map(({ scope, fields }) => (
        <PartialGroup
          key={scope.id}
          title={scope.title}
          fields={fields}
          draft={draft}
          isTried={isTried}
          onChange={setDraft}
        />
      ))}
      <Field
        label={app('reason')}
        hint={t('approvePartReason')}
        value={reason}
        onChange={setReason}
        problem={isTried && reason.trim() === '' ? app('reasonMissing') : null}
      />
      {problem !== null && <Note tone="bad" title={problem} />}
      <div className="actions">
        <Button type="submit" kind="primary" isDisabled={isBusy}>
          {t('approvePart')}
        </Button>
        <Button onPress={close}>{app('cancel')}</Button>
      </div>
    </form>
  );
}

/** Leads to the first missing reason, once it is shown as missing. */
function focusProblem(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
}
