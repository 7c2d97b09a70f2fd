/** What a sample's variables are made from when it is opened. */
export interface SampleOccasion {
  readonly now: Date;
  /** Of a payment notice in an answer that was given; else twenty zeros, which is nobody's. */
  readonly noticeCode: string;
  /** Used for nothing else before. */
  readonly freshKey: string;
}

/** A query to start from. Its text is `<name>.graphql` beside this file. */
export interface Sample {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly agencies: readonly ('identity' | 'transport' | 'payments' | 'statistics')[];
  /** Personas that get every field; the others learn why they do not. Empty where anyone does. */
  readonly fullFor: readonly string[];
  readonly variables: (occasion: SampleOccasion) => Readonly<Record<string, unknown>>;
}
