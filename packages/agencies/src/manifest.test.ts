import { expect, it } from 'vitest';
import {
  allowsPurpose,
  createAgencyDirectory,
  type Manifest,
  ManifestError,
  parseManifest,
} from './index.ts';
import { manifestOf } from './manifest.fixture.ts';

const libraries = {
  formatVersion: 1,
  subgraph: 'libraries',
  agency: {
    id: 'culture',
    name: { zh: '文化局', en: 'Culture Bureau' },
    kind: 'CULTURE',
    homepage: 'https://culture.city.example/',
    phone: '+8657112000009',
  },
  contacts: [{ about: 'engineering', email: 'graph@culture.city.example' }],
  endpoint: 'http://127.0.0.1:4010/graphql',
  signing: { algorithm: 'hmac-sha256' },
  scopes: [
    {
      id: 'libraries:loans',
      dataClass: 'C2',
      title: { zh: '借阅记录', en: 'Library loans' },
      content: { zh: '您借阅的图书', en: 'The books that you have borrowed' },
    },
  ],
};

const read = (json: unknown) => parseManifest(JSON.stringify(json), 'libraries/manifest.json');

it('reads a manifest, with defaults for omitted properties of a scope', () => {
  const directory = createAgencyDirectory([read(libraries)]);
  expect(directory.agencyOf('libraries')).toBe('culture');
  expect(directory.subgraphsOf('culture')).toEqual(['libraries']);
  expect(directory.subgraphsOf('transport')).toEqual([]);
  expect(directory.describeScope('libraries:loans')).toMatchObject({
    subgraph: 'libraries',
    officialsOnly: false,
    purposes: null,
    decidedBy: 'culture',
  });
});

it.each([
  ['no JSON', '{', 'is not JSON'],
  ['an unknown property', { ...libraries, secret: 'x' }, '(root): Unrecognized key: "secret"'],
  [
    'a scope of another agency',
    { ...libraries, scopes: [{ ...libraries.scopes[0], id: 'identity:basic' }] },
    'scopes.0.id: must begin with libraries:',
  ],
  [
    'a scope twice',
    { ...libraries, scopes: [libraries.scopes[0], libraries.scopes[0]] },
    'scopes.1.id: libraries:loans is defined twice',
  ],
  [
    'class C4',
    { ...libraries, scopes: [{ ...libraries.scopes[0], dataClass: 'C4' }] },
    'scopes.0.dataClass: data of class C4 is never published',
  ],
  [
    'a missing translation',
    { ...libraries, agency: { ...libraries.agency, name: { en: 'Culture' } } },
    'agency.name.zh:',
  ],
  [
    'a name that breaks a line',
    { ...libraries, agency: { ...libraries.agency, name: { zh: 'a\nb', en: 'a' } } },
    'agency.name.zh: must be one line',
  ],
  ['a future format', { ...libraries, formatVersion: 2 }, 'formatVersion: must be 1'],
])('refuses %s', (_, manifest, message) => {
  const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
  const refusal = () => parseManifest(text, 'libraries/manifest.json');
  expect(refusal).toThrow(ManifestError);
  expect(refusal).toThrow(`libraries/manifest.json: ${message}`);
});

it('refuses manifests that contradict each other', () => {
  const manifest = read(libraries);
  const renamed: Manifest = { ...manifest, subgraph: 'archives', scopes: [] };
  expect(createAgencyDirectory([manifest, renamed]).subgraphsOf('culture')).toEqual([
    'libraries',
    'archives',
  ]);
  expect(() => createAgencyDirectory([manifest, manifest])).toThrow(
    'two manifests name the subgraph libraries',
  );
  const other: Manifest = { ...renamed, agency: { ...renamed.agency, phone: '+8657112000010' } };
  expect(() => createAgencyDirectory([manifest, other])).toThrow('describe the agency culture differently');
});

it('explains definitions of former manifests, which are no longer in force', () => {
  const manifest = read(libraries);
  const renamed: Manifest = {
    ...manifest,
    scopes: [{ ...manifest.scopes[0]!, title: { zh: '借书', en: 'Borrowing' } }],
  };
  const before = [
    manifestOf('museums', 'museums'),
    manifestOf('museums', 'culture'),
    manifestOf('libraries', 'archives'),
  ];
  const directory = createAgencyDirectory([renamed], before);
  expect(directory.recordedScope('libraries:loans')?.title.en).toBe('Borrowing');
  expect(directory.recordedScope('museums:loans')?.title.en).toBe('Loans');
  expect(directory.describeScope('museums:loans')).toBeUndefined();
  expect(directory.intersectScopes(['museums:loans'], ['museums:loans'])).toEqual([]);
  expect(directory.subgraphs).toEqual(['libraries']);
  expect(directory.subgraphsOf('culture')).toEqual(['museums', 'libraries']);
  expect(directory.subgraphsOf('archives')).toEqual([]);
  expect(directory.agenciesOf(['libraries', 'museums', 'unknown'])).toEqual(['culture']);
});

it('allows a scope for the purposes that it names, else for all', () => {
  const scope = createAgencyDirectory([read(libraries)]).describeScope('libraries:loans')!;
  expect(allowsPurpose(scope, 'city-services')).toBe(true);
  expect(allowsPurpose(scope, null)).toBe(true);
  const research = { ...scope, purposes: ['research'] };
  expect(allowsPurpose(research, 'research')).toBe(true);
  expect(allowsPurpose(research, 'city-services')).toBe(false);
  expect(allowsPurpose(research, null)).toBe(false);
});
