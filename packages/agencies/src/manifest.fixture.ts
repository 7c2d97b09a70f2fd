import { type Manifest, manifestSchema } from './manifest.ts';

/** A valid manifest with one scope, `<subgraph>:loans`. */
export function manifestOf(
  subgraph: string,
  agency: string,
  { title = 'Loans', phone = '+8657112000009' }: { title?: string; phone?: string } = {},
): Manifest {
  return manifestSchema.parse({
    formatVersion: 1,
    subgraph,
    agency: {
      id: agency,
      name: { zh: '文化局', en: 'Culture Bureau' },
      kind: 'CULTURE',
      homepage: 'https://culture.city.example/',
      phone,
    },
    contacts: [{ about: 'engineering', email: 'graph@culture.city.example' }],
    endpoint: 'http://127.0.0.1:4010/graphql',
    signing: { algorithm: 'hmac-sha256' },
    scopes: [
      {
        id: `${subgraph}:loans`,
        dataClass: 'C2',
        title: { zh: '借阅记录', en: title },
        content: { zh: '您借阅的图书', en: 'The books that you have borrowed' },
      },
    ],
  });
}
