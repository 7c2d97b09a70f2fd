import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

export type ButtonKind = 'primary' | 'secondary' | 'danger';

interface ButtonProps extends AriaButtonProps {
  readonly kind?: ButtonKind;
}

export function Button({ kind = 'secondary', ...props }: ButtonProps) {
  return <AriaButton {...props} className="button" data-kind={kind} />;
}
