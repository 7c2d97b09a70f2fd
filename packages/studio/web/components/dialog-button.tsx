import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button, type ButtonKind } from './button.tsx';

interface DialogButtonProps {
  readonly label: string;
  readonly kind: ButtonKind;
  readonly title: string;
  /** `alertdialog` for a question whose answer cannot be taken back. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** The dialog below its title; receives a function that closes it. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a dialog. */
export function DialogButton({ label, kind, title, role = 'dialog', children, ...state }: DialogButtonProps) {
  return (
    <DialogTrigger {...state}>
      <Button kind={kind}>{label}</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="dialog" role={role}>
            {({ close }) => (
              <>
                <Heading slot="title">{title}</Heading>
                {children(close)}
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
