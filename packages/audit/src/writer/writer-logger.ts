/** Methods of a logger that the writer uses; pino's has them. */
export interface WriterLogger {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
