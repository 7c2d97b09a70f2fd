import { PublicError } from '@civic-graph/errors';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import type { PairwiseIds } from '@civic-graph/tokens';
import { treasuryDate } from '../money/treasury.ts';
import { isNoticeCode } from '../notice/code.ts';
import { lateFeeOn, leftToPay } from '../notice/late-fee.ts';
import { isDue } from '../states/notice.ts';
import type { PaymentsContext } from './context.ts';
import { enumValue } from './enum-value.ts';
import { money } from './money.ts';
import type {
  FineParticularsResolvers,
  NoticeEventResolvers,
  NoticeItemResolvers,
  NoticeResolvers,
  QueryResolvers,
  RevenueCodeResolvers,
} from './resolver-types.ts';
import { asPayee } from './resources.ts';

export const notice: NonNullable<QueryResolvers<PaymentsContext>['notice']> = (
  _root,
  { code },
  { loaders },
) => {
  if (!isNoticeCode(code))
    throw new PublicError(
      'BAD_USER_INPUT',
      'code: expected 20 digits with a valid check digit; fix the code',
    );
  return loaders.notice.load(code);
};

export const createNotice = (
  clock: () => Date,
  pairwiseIds: PairwiseIds,
): NoticeResolvers<PaymentsContext> => ({
  agency: (row) => ({ id: row.agency }),
  amount: money,
  items: async (row, _args, { loaders }) => {
    const items = await loaders.items.load(row.code);
    return items.map((item) => ({ ...item, currency: row.currency }));
  },
  dueDate: (row) => row.due_date,
  due: (row) => ({
    amountMinor: isDue(row.status) ? leftToPay(row, treasuryDate(clock())) : 0n,
    currency: row.currency,
  }),
  lateFee: (row) => ({
    amountMinor: isDue(row.status) ? lateFeeOn(row, treasuryDate(clock())) : row.late_fee_minor,
    currency: row.currency,
  }),
  lateFeeRule: ({ late_fee_basis_points: dailyBasisPoints, late_fee_cap_percent: capPercent }) =>
    dailyBasisPoints === null || capPercent === null ? null : { dailyBasisPoints, capPercent },
  paid: (row) => ({ amountMinor: row.paid_minor, currency: row.currency }),
  history: (row, _args, { loaders }) => loaders.noticeHistory.load(row.code),
  status: (row) => enumValue(row.status),
  issuedAt: (row) => row.issued_at.toISOString(),
  citizen: (row) => (row.citizen_key === null ? null : { uin: row.citizen_key }),
  addressee: ({ citizen_key, agency }) =>
    citizen_key === null ? null : pairwiseIds.idOf(citizen_key, agency),
  fineParticulars: (row, _args, { loaders }) => loaders.fineParticulars.load(row.code),
  payments: async (row, args, { loaders, principal }) => {
    const page = parseConnectionArguments(args);
    // The addressee of a notice does not own another person's payment of it.
    const filter = principal.kind === 'citizen' ? principal.citizenKey : null;
    const rows = await loaders.paymentsOfNotice.load({ ...page, owner: row.code, filter });
    const seen = rows.map((payment) => asPayee(payment, principal));
    return connectionFromPage(seen, page, (payment) => [payment.created_at.toISOString(), payment.id]);
  },
});

export const NoticeEvent: NoticeEventResolvers<PaymentsContext> = {
  event: (row) => enumValue(row.event),
  from: (row) => enumValue(row.from_status),
  to: (row) => enumValue(row.to_status),
  occurredAt: (row) => row.occurred_at.toISOString(),
};

export const NoticeItem: NoticeItemResolvers<PaymentsContext> = {
  revenueCode: async (row, _args, { loaders }) => {
    const code = await loaders.revenueCode.load(row.revenue_code);
    if (code === null) throw new Error('a notice item without its revenue code');
    return code;
  },
  legalBasis: (row) => row.legal_basis,
  amount: money,
};

export const RevenueCode: RevenueCodeResolvers<PaymentsContext> = {
  parent: (row, _args, { loaders }) => (row.parent === null ? null : loaders.revenueCode.load(row.parent)),
};

export const FineParticulars: FineParticularsResolvers<PaymentsContext> = {
  occurredAt: (row) => row.occurred_at.toISOString(),
};
