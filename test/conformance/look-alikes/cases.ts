/** A genuine access rule on `Query.vault`. */
interface Rule {
  readonly name: string;
  readonly use: string;
  readonly parameters: string;
}

/** One spelling of a rule, and its expected treatment. `ignored` is never right. */
export interface LookAlike {
  readonly title: string;
  readonly expected: 'enforced' | 'refused';
  /** Between `extend schema` and the definitions. */
  readonly links: string;
  readonly definitions: string;
  /** Directives on the field. */
  readonly use: string;
}

const rules: readonly Rule[] = [
  { name: 'authenticated', use: '', parameters: '' },
  {
    name: 'requiresScopes',
    use: '(scopes: [["vault:read"]])',
    parameters: '(scopes: [[String!]!]!)',
  },
  { name: 'policy', use: '(policies: [["role:auditor"]])', parameters: '(policies: [[String!]!]!)' },
  { name: 'inaccessible', use: '', parameters: '' },
];

const federation = 'https://specs.apollo.dev/federation/v2.9';
const link = (url: string, rest = '') => `@link(url: "${url}"${rest})`;
const plain = link(federation, ', import: ["@key", "@composeDirective"]');
const upper = (name: string) => name.replace(/^./, (letter) => letter.toUpperCase());

type Way = readonly [
  title: string,
  expected: LookAlike['expected'],
  links: (rule: string) => string,
  directive: (rule: string) => string,
];

const ways: readonly Way[] = [
  [
    'imported',
    'enforced',
    (rule) => link(federation, `, import: ["@composeDirective", "@${rule}"]`),
    (rule) => rule,
  ],
  [
    'imported under another name',
    'enforced',
    (rule) => link(federation, `, import: ["@composeDirective", { name: "@${rule}", as: "@guard" }]`),
    () => 'guard',
  ],
  ['under its namespace', 'enforced', () => plain, (rule) => `federation__${rule}`],
  [
    'under another namespace',
    'enforced',
    () => link(federation, ', as: "fed", import: ["@composeDirective"]'),
    (rule) => `fed__${rule}`,
  ],
  ['declared by hand', 'refused', () => plain, (rule) => rule],
  ['declared by hand, without a link to federation', 'refused', () => '', (rule) => rule],
  [
    'declared by hand beside the rule under another name',
    'refused',
    (rule) => link(federation, `, import: ["@composeDirective", { name: "@${rule}", as: "@guard" }]`),
    (rule) => rule,
  ],
  [
    'under the namespace although it is imported',
    'refused',
    (rule) => link(federation, `, import: ["@composeDirective", "@${rule}"]`),
    (rule) => `federation__${rule}`,
  ],
  [
    'from another host',
    'refused',
    (rule) => `${plain} ${link(`https://specs.example/${rule}/v0.1`, `, import: ["@${rule}"]`)}`,
    (rule) => rule,
  ],
  [
    'from a host with the same prefix, under another name',
    'refused',
    (rule) =>
      `${plain} ${link('https://specs.apollo.dev.example/federation/v2.9', `, as: "other", import: [{ name: "@${rule}", as: "@guard" }]`)}`,
    () => 'guard',
  ],
  [
    'by http:',
    'refused',
    (rule) => `${plain} ${link(`http://specs.apollo.dev/${rule}/v0.1`, `, import: ["@${rule}"]`)}`,
    (rule) => rule,
  ],
  [
    'of federation by http:, under its namespace',
    'refused',
    () => `${plain} ${link('http://specs.apollo.dev/federation/v2.9', ', as: "other"')}`,
    (rule) => `other__${rule}`,
  ],
  [
    'of its own specification, which composition ignores',
    'refused',
    (rule) => `${plain} ${link(`https://specs.apollo.dev/${rule}/v0.1`)}`,
    (rule) => rule,
  ],
  [
    'of its own specification under another name',
    'refused',
    (rule) => `${plain} ${link(`https://specs.apollo.dev/${rule}/v0.1`, ', as: "guard"')}`,
    () => 'guard',
  ],
  [
    'of a missing version of federation',
    'refused',
    (rule) =>
      link('https://specs.apollo.dev/federation/v2.99', `, import: [{ name: "@${rule}", as: "@guard" }]`),
    () => 'guard',
  ],
  [
    'of federation 3',
    'refused',
    (rule) => link('https://specs.apollo.dev/federation/v3.0', `, import: ["@${rule}"]`),
    (rule) => rule,
  ],
  [
    'of federation without a version',
    'refused',
    (rule) => link('https://specs.apollo.dev/federation', `, import: [{ name: "@${rule}", as: "@guard" }]`),
    () => 'guard',
  ],
  [
    'imported by another specification under the name of the rule',
    'refused',
    (rule) =>
      `${plain} ${link('https://specs.example/marks/v1.0', `, import: [{ name: "@mark", as: "@${rule}" }]`)}`,
    (rule) => rule,
  ],
  [
    'by the namespace of another specification',
    'refused',
    (rule) => `${plain} ${link('https://specs.example/marks/v1.0', `, as: "${rule}"`)}`,
    (rule) => rule,
  ],
  [
    'imported as a type',
    'refused',
    (rule) => link(federation, `, import: ["@composeDirective", { name: "@${rule}", as: "guard" }]`),
    () => 'guard',
  ],
  [
    'by a link under another name',
    'refused',
    (rule) =>
      `${plain} ${link('https://specs.apollo.dev/link/v1.0', ', as: "linked"')} @linked(url: "${federation}", import: [{ name: "@${rule}", as: "@guard" }])`,
    () => 'guard',
  ],
  [
    'by @core',
    'refused',
    (rule) => `${plain} @core(feature: "https://specs.apollo.dev/${rule}/v0.1", as: "guard")`,
    () => 'guard',
  ],
  ['with a capital letter', 'refused', () => plain, upper],
  ['with an underscore', 'refused', () => plain, (rule) => `${rule.slice(0, 4)}_${rule.slice(4)}`],
  ['with a typing error', 'refused', () => plain, (rule) => rule.slice(0, 3) + rule.slice(4)],
  ['under a namespace without a link', 'refused', () => plain, (rule) => `federation_v2__${rule}`],
];

/** Input of subgraph and composition. */
export const lookAlikes: readonly LookAlike[] = [
  ...rules.flatMap((rule) =>
    ways.map(([title, expected, links, directive]) => {
      const name = directive(rule.name);
      return {
        title: `@${rule.name} ${title}`,
        expected,
        links: links(rule.name),
        definitions:
          expected === 'enforced' ? '' : `directive @${name}${rule.parameters} on FIELD_DEFINITION`,
        use: `@${name}${rule.use}`,
      };
    }),
  ),
  ...(['authenticated', 'requiresScopes', 'policy'] as const).map((name) => {
    const rule = rules.find((each) => each.name === name);
    return {
      title: `@${name} of a federation version without it`,
      expected: 'refused' as const,
      links: link(
        'https://specs.apollo.dev/federation/v2.4',
        `, import: [{ name: "@${name}", as: "@guard" }]`,
      ),
      definitions: `directive @guard${rule?.parameters} on FIELD_DEFINITION`,
      use: `@guard${rule?.use}`,
    };
  }),
  {
    title: '@authenticated with a condition',
    expected: 'refused',
    links: link(federation, ', import: ["@composeDirective", "@authenticated"]'),
    definitions: 'directive @authenticated(unless: Boolean) on FIELD_DEFINITION',
    use: '@authenticated(unless: true)',
  },
  {
    title: '@policy on the schema alone',
    expected: 'refused',
    links: `${link(federation, ', import: ["@composeDirective", "@policy"]')} @policy(policies: [["role:auditor"]])`,
    definitions: '',
    use: '',
  },
  ...['data_class', 'DataClass', 'dataClas', 'other__dataClass'].map((name) => ({
    title: `@dataClass as @${name}`,
    expected: 'refused' as const,
    links: plain,
    definitions: `directive @${name}(class: String!) on FIELD_DEFINITION`,
    use: `@${name}(class: "C3")`,
  })),
  ...[
    'https://civic-graph.example/data-class/v2.0',
    'http://civic-graph.example/data-class/v1.0',
    'https://city.example/data-class/v1.0',
    'https://civic-graph.example/data-class',
  ].map((url) => ({
    title: `@dataClass of ${url}`,
    expected: 'refused' as const,
    links: `${plain} ${link(url, ', as: "other", import: [{ name: "@dataClass", as: "@sensitivity" }]')}`,
    definitions: 'directive @sensitivity(class: String!) on FIELD_DEFINITION',
    use: '@sensitivity(class: "C3")',
  })),
];

/** A subgraph whose field `vault` has the given marking, and whose field `open` is public. */
export function subgraphSdl({ links, definitions, use }: LookAlike): string {
  return `extend schema ${links}
    @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
    @composeDirective(name: "@dataClass")
  directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
  enum DataClass { C0 C1 C2 C3 C4 }
  ${definitions}
  type Query {
    vault: String @dataClass(class: C0) ${use}
    open: String @dataClass(class: C0)
  }`;
}

const genuine = (rule: string) => new RegExp(`https://specs\\.apollo\\.dev/${rule}/v0\\.[12]`);
/** Changes by another composer, or by an attacker, to a supergraph with the rule on `vault`. */
const alterations: readonly (readonly [string, (sdl: string, rule: string) => string])[] = [
  ['from another host', (sdl, rule) => sdl.replace(genuine(rule), `https://specs.example/${rule}/v0.1`)],
  ['by http:', (sdl, rule) => sdl.replace(genuine(rule), `http://specs.apollo.dev/${rule}/v0.1`)],
  ['of another version', (sdl, rule) => sdl.replace(genuine(rule), `https://specs.apollo.dev/${rule}/v0.9`)],
  ['without a version', (sdl, rule) => sdl.replace(genuine(rule), `https://specs.apollo.dev/${rule}`)],
  [
    'of another version, without a purpose',
    (sdl, rule) =>
      sdl.replace(genuine(rule), `https://specs.apollo.dev/${rule}/v0.9`).replaceAll(', for: SECURITY', ''),
  ],
  [
    'of another version under another name, without a purpose',
    (sdl, rule) =>
      sdl
        .replace(genuine(rule), `https://specs.apollo.dev/${rule}/v0.9`)
        .replace(new RegExp(`(${rule}/v0\\.9"), for: SECURITY`), '$1, as: "guard"')
        .replaceAll(new RegExp(`@${rule}\\b`, 'g'), '@guard'),
  ],
  [
    'under a name that differs from the link',
    (sdl, rule) => sdl.replaceAll(new RegExp(`@${rule}\\b`, 'g'), `@other__${rule}`),
  ],
  [
    'not linked',
    (sdl, rule) => sdl.replace(new RegExp(` *@link\\(url: "${genuine(rule).source}"[^)]*\\)\\n`), ''),
  ],
  [
    'linked twice',
    (sdl, rule) =>
      sdl.replace(
        /^schema\n/,
        `schema\n  @link(url: "https://specs.apollo.dev/${rule}/v0.1", as: "guard")\n`,
      ),
  ],
  [
    'beside one that composition keeps',
    (sdl, rule) => sdl.replace(/vault: String/, `$& @join__directive(name: "${rule}", args: {})`),
  ],
];

export interface AlteredSupergraph {
  readonly title: string;
  readonly rule: string;
  readonly use: string;
  readonly alter: (sdl: string) => string;
}

/** Supergraphs that the gateway has not composed. Each must be refused. */
export const alteredSupergraphs: readonly AlteredSupergraph[] = rules.flatMap(({ name, use }) =>
  alterations.map(([title, alter]) => ({
    title: `@${name} ${title}`,
    rule: name,
    use: `@${name}${use}`,
    alter: (sdl: string) => alter(sdl, name),
  })),
);
