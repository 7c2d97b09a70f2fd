import { narrowConsent, withdrawConsent } from '../../consent/record-decision.ts';
import type { Answer } from '../answer.ts';
import type { Visit } from '../desk.ts';

/** Narrows a consent by the function of the mutation; keeping nothing is a withdrawal, which asks first. */
export async function narrow(visit: Visit, id: string, form: URLSearchParams): Promise<Answer | null> {
  const { desk, citizen, now } = visit;
  const keep = form.getAll('keep');
  if (keep.length === 0) return { kind: 'redirect', to: `/consents/${id}/withdraw` };
  const outcome = await narrowConsent(desk, { citizenKey: citizen.key, id, keep }, now);
  switch (outcome.kind) {
    case 'narrowed':
      return { kind: 'redirect', to: `/consents/${outcome.consent.id}?done=narrowed` };
    case 'not-found':
      return null;
    case 'not-in-force':
    case 'not-consented':
      // Decided elsewhere meanwhile: the page shows what is in force.
      return { kind: 'redirect', to: `/consents/${id}` };
  }
}

/** Withdraws a consent by the function of the mutation. */
export async function withdraw(visit: Visit, id: string): Promise<Answer | null> {
  const { desk, citizen, now } = visit;
  const outcome = await withdrawConsent(desk, { citizenKey: citizen.key, id }, now);
  if (outcome.kind === 'not-found') return null;
  // The citizen does not wait for the app, and a repeated form does not notify it again.
  if (outcome.isNew) void desk.notifyApp({ clientId: outcome.consent.client_id, accountId: citizen.key });
  return { kind: 'redirect', to: '/consents?done=withdrawn' };
}
