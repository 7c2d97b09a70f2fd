import { type ReactNode, useId, useRef } from 'react';

interface PopoverProps {
  readonly className: string;
  readonly tone?: string;
  readonly label: ReactNode;
  /** Receives a function that closes the popover. */
  readonly children: (close: () => void) => ReactNode;
}

/**
 * A button with a panel: the browser's native popover closes on Escape and outside clicks and keeps focus.
 */
export function Popover({ className, tone, label, children }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const close = () => panel.current?.hidePopover();

  const place = () => {
    if (button.current === null || panel.current === null) return;
    const { left, bottom } = button.current.getBoundingClientRect();
    const space = document.documentElement.clientWidth - panel.current.offsetWidth - 8;
    panel.current.style.left = `${Math.max(8, Math.min(left, space))}px`;
    panel.current.style.top = `${bottom + 6}px`;
    panel.current.style.maxHeight = `calc(100dvh - ${bottom + 14}px)`;
  };

  return (
    <>
      <button type="button" ref={button} className={className} data-tone={tone} popoverTarget={id}>
        {label}
      </button>
      <div
        id={id}
        ref={panel}
        popover="auto"
        className="panel"
        onToggle={(event) => event.newState === 'open' && place()}
      >
        {children(close)}
      </div>
    </>
  );
}
