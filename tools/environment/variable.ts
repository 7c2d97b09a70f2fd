/** One row of the table of environment variables. */
export interface Variable {
  readonly name: string;
  /** What reads it, such as `gateway`. */
  readonly service: string;
  /** Values that it accepts, in Markdown; empty for text. */
  readonly accepts: string;
  /** Default in Markdown, or `required`. */
  readonly fallback: string;
  readonly meaning: string;
}
