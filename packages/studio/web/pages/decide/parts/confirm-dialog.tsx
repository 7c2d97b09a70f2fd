import { type ReactNode, useState } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { Note } from '../../../components/note.tsx';

interface ConfirmDialogProps {
  readonly label: string;
  readonly title: string;
  /** What the decision does. */
  readonly children: ReactNode;
  readonly kind?: 'primary' | 'secondary' | 'danger';
  /** Label of the button that decides; default is `label`. */
  readonly confirm?: string;
  /** Opens the dialog only if it returns true, such as after a check of the form. */
  readonly onOpen?: () => boolean;
  /** @returns what is wrong, or `null` once it is done */
  readonly onConfirm: () => Promise<string | null>;
}

/** A button that asks once more before it does something, and says what. */
export function ConfirmDialog({
  label,
  title,
  children,
  kind,
  confirm,
  onOpen,
  onConfirm,
}: ConfirmDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const change = (next: boolean) => {
    const mayOpen = next && (onOpen?.() ?? true);
    setOpen(mayOpen);
    if (next && !mayOpen) focusProblem(document.activeElement);
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={change}>
      <Button kind={kind ?? 'secondary'}>{label}</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="dialog">
            {({ close }) => (
              <>
                <Heading slot="title">{title}</Heading>
                {children}
                <Buttons
                  label={confirm ?? label}
                  kind={kind ?? 'primary'}
                  onConfirm={onConfirm}
                  close={close}
                />
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

/** Leads from a form's button to its first problem, once that is shown. */
function focusProblem(button: Element | null): void {
  requestAnimationFrame(() =>
    button?.closest('.form')?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
  );
}

function Buttons({
  label,
  kind,
  onConfirm,
  close,
}: {
  readonly label: string;
  readonly kind: 'primary' | 'secondary' | 'danger';
  readonly onConfirm: () => Promise<string | null>;
  readonly close: () => void;
}) {
  const t = useTranslations('app');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const decide = async () => {
    setBusy(true);
    const failure = await onConfirm().catch((error: unknown) => String(error));
    setBusy(false);
    setProblem(failure);
    if (failure === null) close();
  };
  return (
    <>
      {problem !== null && <Note tone="bad" title={problem} />}
      <div className="actions">
        <Button autoFocus kind={kind} isDisabled={isBusy} onPress={() => void decide()}>
          {label}
        </Button>
        <Button onPress={close}>{t('cancel')}</Button>
      </div>
    </>
  );
}
