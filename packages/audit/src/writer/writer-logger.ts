/** What the writer needs of a logger; pino's has it. */
export interface WriterLogger {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
