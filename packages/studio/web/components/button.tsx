import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

interface ButtonProps extends AriaButtonProps {
  readonly kind?: 'primary' | 'secondary' | 'danger';
}

export function Button({ kind = 'secondary', ...props }: ButtonProps) {
  return <AriaButton {...props} className="button" data-kind={kind} />;
}
