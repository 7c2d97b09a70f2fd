import type { AgencyDirectory, ScopeDescription } from '@civic-graph/agencies';

/**
 * Describes a scope of an old record: as it is now, as it was last, or by its id where no manifest that
 * defined it was ever recorded.
 */
export function describeRecorded(id: string, directory: AgencyDirectory): ScopeDescription {
  const text = { zh: id, en: id };
  return (
    directory.recordedScope(id) ?? {
      id,
      subgraph: id.slice(0, Math.max(0, id.indexOf(':'))),
      // Unknown, so at most what may be published.
      dataClass: 'C3',
      title: text,
      content: text,
      officialsOnly: false,
      purposes: null,
      decidedBy: '',
    }
  );
}
