import type { AgencyDirectory, ScopeDescription } from '@civic-graph/agencies';

/**
 * Describes a scope of an old record: its current description, the last one, or its id if no recorded
 * manifest defined it.
 */
export function describeRecorded(id: string, directory: AgencyDirectory): ScopeDescription {
  const text = { zh: id, en: id };
  return (
    directory.recordedScope(id) ?? {
      id,
      subgraph: id.slice(0, Math.max(0, id.indexOf(':'))),
      // Unknown, so at most publishable data.
      dataClass: 'C3',
      title: text,
      content: text,
      officialsOnly: false,
      purposes: null,
      decidedBy: '',
    }
  );
}
