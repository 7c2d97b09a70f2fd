import { holds, type Principal } from '@civic-graph/policy';
import type { Resources } from '@civic-graph/subgraph-kit';
import type {
  AgencyModel,
  CitizenModel,
  DisputeModel,
  NoticeModel,
  PaymentModel,
  ReceiptModel,
  RefundModel,
} from './mappers.ts';

/** Owners of objects for the policy `owner`. A payment and its receipt belong to the payer. */
export const resources = {
  Citizen: (citizen: CitizenModel) => ({ citizenKey: citizen.uin }),
  Agency: (agency: AgencyModel) => ({ agency: agency.id }),
  Notice: (notice: NoticeModel) => ({ citizenKey: notice.citizen_key, agency: notice.agency }),
  Payment: (payment: PaymentModel) => ({ citizenKey: payment.payer_key, agency: payment.agency }),
  Refund: (refund: RefundModel) => ({ citizenKey: refund.payer_key, agency: refund.agency }),
  Dispute: (dispute: DisputeModel) => ({ citizenKey: dispute.citizen_key, agency: dispute.agency }),
  Receipt: (receipt: ReceiptModel) => ({ citizenKey: receipt.payer_key, agency: receipt.agency }),
} satisfies Resources;

/** Each payee of a payment owns it, but graph/payment.ts shows an agency only its own parts. */
export function asPayee(payment: PaymentModel, principal: Principal): PaymentModel {
  return principal.kind === 'operator' && payment.payees.includes(principal.agency)
    ? { ...payment, agency: principal.agency }
    : payment;
}

/** Another person's payment looks like a missing one, so that ids cannot be probed. */
export function ownPayment(payment: PaymentModel | null, principal: Principal): PaymentModel | null {
  if (payment === null) return null;
  const seen = asPayee(payment, principal);
  return holds('owner', principal, resources.Payment(seen)) ? seen : null;
}

export function ownRefund(refund: RefundModel | null, principal: Principal): RefundModel | null {
  return refund !== null && holds('owner', principal, resources.Refund(refund)) ? refund : null;
}

export function ownDispute(dispute: DisputeModel | null, principal: Principal): DisputeModel | null {
  return dispute !== null && holds('owner', principal, resources.Dispute(dispute)) ? dispute : null;
}
