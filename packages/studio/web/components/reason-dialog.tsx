import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, type ButtonKind } from './button.tsx';
import { DialogButton } from './dialog-button.tsx';
import { Field } from './field.tsx';
import { useAction } from './use-action.ts';

interface ReasonDialogProps {
  readonly label: string;
  readonly title: string;
  /** What the decision does. */
  readonly children: ReactNode;
  readonly kind?: ButtonKind;
  /** What is written instead of a reason, such as a reference. */
  readonly asked?: { readonly label: string; readonly hint: string; readonly missing: string };
  /** @returns what is wrong, or `null` once it is done */
  readonly onDecide: (reason: string) => Promise<string | null>;
}

/** A button whose decision needs a reason: it opens a dialog that says what the decision does. */
export function ReasonDialog({
  label,
  title,
  children,
  kind = 'secondary',
  asked,
  onDecide,
}: ReasonDialogProps) {
  return (
    <DialogButton label={label} kind={kind} title={title}>
      {(close) => (
        <>
          {children}
          <ReasonForm
            label={label}
            kind={kind === 'secondary' ? 'primary' : kind}
            asked={asked}
            onDecide={onDecide}
            close={close}
          />
        </>
      )}
    </DialogButton>
  );
}

interface ReasonFormProps extends Pick<ReasonDialogProps, 'label' | 'onDecide'> {
  readonly kind: ButtonKind;
  readonly asked: ReasonDialogProps['asked'] | undefined;
  readonly close: () => void;
}

function ReasonForm({ label, kind, asked, onDecide, close }: ReasonFormProps) {
  const t = useTranslations('app');
  const [reason, setReason] = useState('');
  const { run, problem, setProblem, isBusy } = useAction();
  const decide = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setProblem(asked?.missing ?? t('reasonMissing'));
    if ((await run(() => onDecide(reason.trim()))) === null) close();
  };
  return (
    <form className="form" onSubmit={(event) => void decide(event)}>
      <Field
        label={asked?.label ?? t('reason')}
        hint={asked?.hint ?? t('reasonHint')}
        value={reason}
        onChange={setReason}
        problem={problem}
        autoFocus
      />
      <div className="actions">
        <Button type="submit" kind={kind} isDisabled={isBusy}>
          {label}
        </Button>
        <Button onPress={close}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
