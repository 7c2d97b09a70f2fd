import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, type ButtonKind } from './button.tsx';
import { DialogButton } from './dialog-button.tsx';
import { Note } from './note.tsx';
import { useAction } from './use-action.ts';

interface ConfirmDialogProps {
  readonly label: string;
  readonly title: string;
  /** What the decision does. */
  readonly children: ReactNode;
  readonly kind?: ButtonKind;
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
    <DialogButton
      label={label}
      kind={kind ?? 'secondary'}
      title={title}
      isOpen={isOpen}
      onOpenChange={change}
    >
      {(close) => (
        <>
          {children}
          <Buttons label={confirm ?? label} kind={kind ?? 'primary'} onConfirm={onConfirm} close={close} />
        </>
      )}
    </DialogButton>
  );
}

/** Leads from a form's button to its first problem, once that is shown. */
function focusProblem(button: Element | null): void {
  requestAnimationFrame(() =>
    button?.closest('.form')?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
  );
}

interface ButtonsProps extends Pick<ConfirmDialogProps, 'label' | 'onConfirm'> {
  readonly kind: ButtonKind;
  readonly close: () => void;
}

function Buttons({ label, kind, onConfirm, close }: ButtonsProps) {
  const t = useTranslations('app');
  const { run, problem, isBusy } = useAction();
  const decide = async () => {
    if ((await run(onConfirm)) === null) close();
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
