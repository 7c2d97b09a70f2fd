/** The page that every failure cites. */
export const protocolPage = 'docs/reference/subgraph-protocol.md';

/** Headings of the page, and their anchors; a test compares them with the page. */
export const sections = {
  duties: { title: 'What a subgraph must do', anchor: '#what-a-subgraph-must-do' },
  call: { title: '1. The call', anchor: '#1-the-call' },
  signature: { title: '2. The signature', anchor: '#2-the-signature' },
  caller: { title: '3. The caller', anchor: '#3-the-caller' },
  rules: { title: '4. The rules', anchor: '#4-the-rules' },
  errors: { title: '5. Errors', anchor: '#5-errors' },
  subscriptions: { title: '6. Subscriptions', anchor: '#6-subscriptions' },
} as const;

export type Section = keyof typeof sections;

/** Citation in a failure. */
export function citation(section: Section): string {
  return `${protocolPage}${sections[section].anchor}`;
}
