import { type ControlledTransaction, sql } from 'kysely';
import { endNotice } from '../notice/end-notice.ts';
import { applyEvent } from '../notification/apply-event.fixture.ts';
import { type NotificationDependencies, settleAsRead } from '../notification/settle-notification.ts';
import {
  type OpenedPayment,
  openPayment,
  openPaymentAsRead,
  type PaymentOrder,
} from '../payment/open-payment.ts';
import { takeUpPayment } from '../payment/take-up.ts';
import type { ProviderEvent } from '../provider/provider.ts';
import { decideRefund } from '../refund/decide-refund.ts';
import { requestRefund } from '../refund/request-refund.ts';
import { beginRefund, finishRefund } from '../refund/submit-refund.ts';
import type { PaymentsTables } from '../tables.ts';
import type { ModelPart, News, ReferenceModel } from './reference-model.ts';

/**
 * The service without its front: one transaction for a sequence, undone at its end, so that ten thousand of them leave
 * nothing behind. What is checked when a transaction commits is checked after every step.
 */
export class ServiceUnderTest {
  readonly payments: string[] = [];
  readonly refunds: string[] = [];
  readonly trx: ControlledTransaction<PaymentsTables, []>;
  readonly notices: readonly { readonly code: string; readonly agency: string }[];
  #events = 0;
  #attempts = 0;

  constructor(trx: ServiceUnderTest['trx'], notices: ServiceUnderTest['notices']) {
    this.trx = trx;
    this.notices = notices;
  }

  now(model: ReferenceModel): Date {
    return new Date(Date.UTC(2026, 0, 5, 3, model.minute));
  }

  async open(
    model: ReferenceModel,
    wanted: readonly { readonly notice: number; readonly amount: number | null }[],
  ): Promise<string> {
    const order: PaymentOrder = {
      notices: wanted.map(({ notice, amount }) => ({
        code: this.#notice(notice).code,
        amountMinor: amount === null ? null : BigInt(amount),
      })),
      payerKey: 'CTZ-0000000000',
      clientId: 'wechat-city',
      provider: 'test',
      returnUrl: null,
      reference: null,
      now: this.now(model),
    };
    const opened =
      (await this.#asRead(() => this.#openAsRead(order))) ?? (await openPayment(this.trx, order));
    if (opened.kind === 'opened') this.payments.push(opened.paymentId);
    return opened.kind;
  }

  async #openAsRead(order: PaymentOrder): Promise<OpenedPayment | null> {
    const codes = order.notices.map(({ code }) => code);
    const notices = await this.trx.selectFrom('notice').selectAll().where('code', 'in', codes).execute();
    const claim = sql`claimed_key AS (SELECT 1)`;
    const payment = await openPaymentAsRead(this.trx, order, notices, claim);
    return payment && { kind: 'opened', paymentId: payment.id };
  }

  /**
   * Every second time in one statement, as the service does first; where that is refused it is undone, and `null`: it is done
   * under locks then.
   */
  async #asRead<Done>(attempt: () => Promise<Done | null>): Promise<Done | null> {
    this.#attempts += 1;
    if (this.#attempts % 2 === 0) return null;
    await sql`SAVEPOINT as_read`.execute(this.trx);
    const done = await attempt();
    if (done === null) await sql`ROLLBACK TO SAVEPOINT as_read`.execute(this.trx);
    return done;
  }

  async news(model: ReferenceModel, index: number, event: News): Promise<void> {
    const paymentId = this.payments[index] ?? '';
    const amount = model.payments[index]?.parts.reduce((sum, part) => sum + part.amount, 0) ?? 0;
    this.#events += 1;
    const signer = { sign: async () => 'signed' };
    const told = {
      eventId: String(this.#events),
      paymentId,
      event,
      amountMinor: BigInt(amount),
      currency: 'CNY',
    };
    const now = this.now(model);
    const read = { db: this.trx, signer, clock: () => now };
    if ((await this.#asRead(() => this.#newsAsRead(read, told))) === null) {
      await applyEvent(this.trx, signer, 'test', told, now);
    }
  }

  async #newsAsRead(dependencies: NotificationDependencies, event: ProviderEvent) {
    const recorded = sql`recorded AS (
      INSERT INTO provider_notification (provider, event_id, body_digest, body, received_at)
      VALUES ('test', ${event.eventId}, 'digest', '{}', now()) RETURNING event_id)`;
    const { payment } = await takeUpPayment(this.trx, event.paymentId, recorded);
    return settleAsRead(dependencies, 'test', event, payment);
  }

  async endNotice(model: ReferenceModel, index: number, event: 'withdraw' | 'write-off'): Promise<string> {
    const { agency, code: noticeCode } = this.#notice(index);
    const order = { agency, noticeCode, event, actor: 'clerk', reason: 'test', now: this.now(model) };
    return (await endNotice(this.trx, order)).kind;
  }

  async requestRefund(
    model: ReferenceModel,
    payment: number,
    part: ModelPart,
    amount: number | null,
    by: number,
  ): Promise<string> {
    const { agency, code: noticeCode } = this.#notice(part.notice);
    const requested = await requestRefund(this.trx, {
      agency,
      paymentId: this.payments[payment] ?? '',
      noticeCode,
      amountMinor: amount === null ? null : BigInt(amount),
      reason: 'test',
      actor: `treasurer-${by}`,
      now: this.now(model),
    });
    if (requested.kind === 'requested') this.refunds.push(requested.refundId);
    return requested.kind;
  }

  async decideRefund(
    model: ReferenceModel,
    index: number,
    decision: 'approve' | 'reject',
    by: number,
  ): Promise<string> {
    const refundId = this.refunds[index] ?? '';
    const { agency } = this.#notice(model.refunds[index]?.part.notice ?? 0);
    const actor = `treasurer-${by}`;
    return (await decideRefund(this.trx, { agency, refundId, decision, actor, now: this.now(model) })).kind;
  }

  async submitRefund(
    model: ReferenceModel,
    index: number,
    outcome: 'done' | 'refused' | 'unknown',
  ): Promise<void> {
    const id = this.refunds[index] ?? '';
    const begun = await beginRefund(this.trx, id, this.now(model));
    if (begun === undefined || outcome === 'unknown') return;
    await finishRefund(this.trx, id, outcome === 'done' ? 'succeed' : 'fail', this.now(model));
  }

  /** All of it in one question, in the order in which the model keeps it; deferred constraints first. */
  async state(): Promise<unknown> {
    await sql`SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED`.execute(this.trx);
    const { rows } = await sql<{ state: unknown }>`
      SELECT jsonb_build_object(
        'notices', (SELECT jsonb_agg(jsonb_build_array(status, paid_minor) ORDER BY wanted.place)
          FROM unnest(${this.notices.map(({ code }) => code)}::text[]) WITH ORDINALITY AS wanted (code, place)
          JOIN notice ON notice.code = wanted.code),
        'payments', (SELECT coalesce(jsonb_agg(payment.state ORDER BY wanted.place), '[]')
          FROM unnest(${this.payments}::uuid[]) WITH ORDINALITY AS wanted (id, place)
          JOIN payment ON payment.id = wanted.id),
        'parts', (SELECT coalesce(jsonb_agg(jsonb_build_array(part.state, amount_minor, refunded_minor)
                                            ORDER BY wanted.place, line), '[]')
          FROM unnest(${this.payments}::uuid[]) WITH ORDINALITY AS wanted (id, place)
          JOIN payment_notice AS part ON part.payment_id = wanted.id),
        'refunds', (SELECT coalesce(jsonb_agg(jsonb_build_array(refund.state, amount_minor) ORDER BY wanted.place), '[]')
          FROM unnest(${this.refunds}::uuid[]) WITH ORDINALITY AS wanted (id, place)
          JOIN refund ON refund.id = wanted.id),
        'receipts', (SELECT count(*) FROM receipt WHERE payment_id = ANY (${this.payments}::uuid[])),
        'books', (SELECT coalesce(jsonb_object_agg(kind, amount), '{}') FROM (
          SELECT kind.kind, coalesce(sum(entry.amount_minor), 0) AS amount
          FROM (VALUES ('clearing'), ('revenue'), ('surplus'), ('refund')) AS kind (kind)
          LEFT JOIN (transfer
            JOIN entry ON entry.agency = transfer.agency AND transfer_id = transfer.id
            JOIN account ON account.agency = entry.agency AND account.id = account_id)
            ON account.kind = kind.kind AND transfer.payment_id = ANY (${this.payments}::uuid[])
          GROUP BY kind.kind) AS books)
      ) AS state`.execute(this.trx);
    return rows[0]?.state;
  }

  #notice(index: number) {
    const notice = this.notices[index];
    if (notice === undefined) throw new Error('the test knows no such notice');
    return notice;
  }
}

/** The same of the model. */
export function stateOf(model: ReferenceModel): unknown {
  const parts = model.payments.flatMap((payment) => payment.parts);
  return {
    notices: model.notices.map(({ status, paid }) => [status, paid]),
    payments: model.payments.map(({ state }) => state),
    parts: parts.map(({ state, amount, refunded }) => [state, amount, refunded]),
    refunds: model.refunds.map(({ state, amount }) => [state, amount]),
    receipts: parts.filter(({ state }) => state === 'settled').length,
    books: model.books(),
  };
}
