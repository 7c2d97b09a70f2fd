/** Words for values of the graph. */
export const words = {
  appState: {
    DRAFT: 'Draft',
    SUBMITTED: 'Waiting for decisions',
    APPROVED_IN_PART: 'Approved in part',
    APPROVED: 'Approved',
    REFUSED: 'Refused',
    SUSPENDED: 'Suspended',
  },
  dataClass: {
    C0: 'Public',
    C1: 'Pseudonymous',
    C2: 'Personal',
    C3: 'Sensitive',
    C4: 'Secret',
  },
  rolloutState: {
    CANARY: 'Canary',
    IN_FORCE: 'In force',
    SUPERSEDED: 'Superseded',
    ROLLED_BACK: 'Rolled back',
  },
  rolloutCause: {
    PUBLISH: 'Publish',
    WIDEN: 'Canary extended',
    ROLLBACK: 'Rollback',
    CONTRACT: 'Contract',
  },
  changeKind: {
    BREAKING: 'Breaking',
    ACCESS_LOST: 'Access lost',
    DEPRECATED: 'Deprecated',
    DANGEROUS: 'Dangerous',
    ACCESS_GAINED: 'Access gained',
    SAFE: 'Safe',
  },
};
