/** The stream with the journals of all gateways: a subject for each file. */
export const journalStream = 'CIVIC_AUDIT';
/** The stream with one message for each slot that a gateway has claimed. */
export const claimStream = 'CIVIC_AUDIT_CLAIMS';

const journals = 'civic.audit.journal';
const claims = 'civic.audit.claim';

export const allJournals = `${journals}.>`;
export const allClaims = `${claims}.*`;

/** Encodes the file name, because its dots would separate parts of the subject. */
export function fileSubject(slot: string, file: string): string {
  return `${journals}.${slot}.${Buffer.from(file).toString('base64url')}`;
}

export function slotSubjects(slot: string): string {
  return `${journals}.${slot}.>`;
}

export function claimSubject(slot: string): string {
  return `${claims}.${slot}`;
}

/** The slot of a file's subject. */
export function slotOf(subject: string): string {
  return subject.split('.')[3] ?? '';
}

/** Slots are numbered from 1, so that a gateway finds the slots of earlier gateways. */
export function slotName(number: number): string {
  return `gateway-${number}`;
}
