import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface DrawingProps {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}

/** A drawing that scrolls on narrow screens, and starts at its middle. A table beside it says the same. */
export function Drawing({ label, width, height, children }: DrawingProps) {
  const frame = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another label means another drawing
  useLayoutEffect(() => {
    const { current } = frame;
    if (current !== null) current.scrollLeft = (current.scrollWidth - current.clientWidth) / 2;
  }, [label]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
    <section className="map-scroll" aria-label={label} tabIndex={0} ref={frame}>
      <svg className="map" viewBox={`0 0 ${width} ${height}`} width={width} aria-hidden="true">
        {children}
      </svg>
    </section>
  );
}
