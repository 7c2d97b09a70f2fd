import { PublicError } from '@civic-graph/errors';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import type { PaymentsContext } from '../context.ts';
import type {
  FineParticularsResolvers,
  NoticeItemResolvers,
  NoticeResolvers,
  QueryResolvers,
  RevenueCodeResolvers,
} from '../generated/resolver-types.ts';
import { isNoticeCode } from '../notice/code.ts';
import { enumValue } from './enum-value.ts';
import { money } from './money.ts';

export const notice: NonNullable<QueryResolvers<PaymentsContext>['notice']> = (
  _root,
  { code },
  { loaders },
) => {
  if (!isNoticeCode(code)) throw new PublicError('BAD_USER_INPUT', 'code: the check digit does not fit');
  return loaders.notice.load(code);
};

export const Notice: NoticeResolvers<PaymentsContext> = {
  agency: (row) => ({ id: row.agency }),
  amount: money,
  items: async (row, _args, { loaders }) => {
    const items = await loaders.items.load(row.code);
    return items.map((item) => ({ ...item, currency: row.currency }));
  },
  dueDate: (row) => row.due_date,
  status: (row) => enumValue(row.status),
  issuedAt: (row) => row.issued_at.toISOString(),
  citizen: (row) => (row.citizen_key === null ? null : { uin: row.citizen_key }),
  fineParticulars: (row, _args, { loaders }) => loaders.fineParticulars.load(row.code),
  payments: async (row, args, { loaders, principal }) => {
    const page = parseConnectionArguments(args);
    // The addressee of a notice does not own what somebody else has paid for it.
    const filter = principal.kind === 'citizen' ? principal.citizenKey : null;
    const rows = await loaders.paymentsOfNotice.load({ ...page, owner: row.code, filter });
    return connectionFromPage(rows, page, (payment) => [payment.created_at.toISOString(), payment.id]);
  },
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
