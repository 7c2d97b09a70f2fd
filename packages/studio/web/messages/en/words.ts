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
};
