/** A query to start from. Its text is `<name>.graphql` beside this file. */
export interface Sample {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly agencies: readonly ('identity' | 'transport' | 'payments' | 'statistics')[];
  /** Personas that get the whole answer; the others learn why they do not. */
  readonly fullFor: readonly string[];
  /** Made anew at each opening. */
  readonly variables: (() => Readonly<Record<string, unknown>>) | null;
}

export const samples: readonly Sample[] = [
  {
    name: 'one-query',
    title: 'One query, four agencies',
    summary: 'Who am I, what do I owe, when does my bus leave, how many are we.',
    agencies: ['identity', 'payments', 'transport', 'statistics'],
    fullFor: ['lin'],
    variables: null,
  },
];
