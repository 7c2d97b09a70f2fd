/** What every part of the page that decides something gets. */
export interface SectionProps {
  /** Called with what has been done. */
  readonly onDone: (text: string) => void;
}
