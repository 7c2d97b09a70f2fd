import { isUuid } from '../database/lists.ts';
import { isNoticeCode } from '../notice/code.ts';
import type { PaymentsContext } from './context.ts';
import type {
  AgencyResolvers,
  CitizenResolvers,
  NoticeResolvers,
  PaymentResolvers,
  RegionResolvers,
} from './resolver-types.ts';
import { ownPayment } from './resources.ts';

/* Resolves entities by key. Shared types pass through; their fields read the data. */

export const citizenReference: NonNullable<CitizenResolvers<PaymentsContext>['__resolveReference']> = ({
  uin,
}) => ({
  uin,
});
export const agencyReference: NonNullable<AgencyResolvers<PaymentsContext>['__resolveReference']> = ({
  id,
}) => ({ id });
export const regionReference: NonNullable<RegionResolvers<PaymentsContext>['__resolveReference']> = ({
  code,
}) => ({
  code,
});

export const noticeReference: NonNullable<NoticeResolvers<PaymentsContext>['__resolveReference']> = (
  { code },
  { loaders },
) => (isNoticeCode(code) ? loaders.notice.load(code) : null);

export const paymentReference: NonNullable<PaymentResolvers<PaymentsContext>['__resolveReference']> = async (
  { id },
  { loaders, principal },
) => (isUuid(id) ? ownPayment(await loaders.payment.load(id), principal) : null);
