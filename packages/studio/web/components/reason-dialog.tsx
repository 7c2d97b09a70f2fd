import { type FormEvent, type ReactNode, useState } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import { Field } from './field.tsx';

interface ReasonDialogProps {
  readonly label: string;
  readonly title: string;
  /** What the decision does. */
  readonly children: ReactNode;
  readonly kind?: 'primary' | 'secondary' | 'danger';
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
    <DialogTrigger>
      <Button kind={kind}>{label}</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="dialog">
            {({ close }) => (
              <>
                <Heading slot="title">{title}</Heading>
                {children}
                <ReasonForm label={label} kind={kind} asked={asked} onDecide={onDecide} close={close} />
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function ReasonForm({
  label,
  kind,
  asked,
  onDecide,
  close,
}: Pick<ReasonDialogProps, 'label' | 'kind' | 'onDecide'> & {
  readonly asked: ReasonDialogProps['asked'] | undefined;
  readonly close: () => void;
}) {
  const t = useTranslations('app');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const decide = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setProblem(asked?.missing ?? t('reasonMissing'));
    setBusy(true);
    const failure = await onDecide(reason.trim()).catch((error: unknown) => String(error));
    setBusy(false);
    setProblem(failure);
    if (failure === null) close();
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
        <Button type="submit" kind={kind ?? 'secondary'} isDisabled={isBusy}>
          {label}
        </Button>
        <Button onPress={close}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
