/** Placeholders for a sample's variables, filled when it is opened. */
export interface SampleOccasion {
  readonly now: Date;
  /** Code of a payment notice in an earlier answer; else twenty zeros, which match no notice. */
  readonly noticeCode: string;
  /** A new random value. */
  readonly freshKey: string;
}

/** A sample query. Its text is `<name>.graphql` beside this file. */
export interface Sample {
  readonly name: string;
  readonly title: Readonly<Record<'zh' | 'en', string>>;
  readonly summary: Readonly<Record<'zh' | 'en', string>>;
  /** Subgraphs whose fields it asks for. */
  readonly agencies: readonly string[];
  /** Personas that get every field. Empty if everyone does. */
  readonly fullFor: readonly string[];
  readonly variables: (occasion: SampleOccasion) => Readonly<Record<string, unknown>>;
}
