/**
 * Reference model of payments, notices and refunds, independent of the service: no state tables, no database,
 * amounts as numbers.
 */
export type NoticeStatus = 'issued' | 'partly-paid' | 'paid' | 'withdrawn' | 'written-off';

export interface ModelNotice {
  readonly amount: number;
  status: NoticeStatus;
  paid: number;
}

export interface ModelPart {
  readonly notice: number;
  readonly amount: number;
  state: 'open' | 'released' | 'settled' | 'surplus';
  refunded: number;
}

export interface ModelPayment {
  state: 'created' | 'started' | 'submitted' | 'cancelled' | 'failed' | 'success' | 'error';
  readonly expiresAt: number;
  readonly parts: readonly ModelPart[];
}

export interface ModelRefund {
  readonly part: ModelPart;
  readonly amount: number;
  readonly by: number;
  state: 'requested' | 'rejected' | 'approved' | 'submitted' | 'success' | 'failed';
}

export type News = 'start' | 'submit' | 'cancel' | 'fail' | 'succeed';

/** A refund above it, including earlier refunds of the same money, needs a second person. */
export const refundLimit = 50_000;

const minutesToPay = 15;
const further = ['created', 'started', 'submitted', 'cancelled', 'failed'] as const;
const leadsTo = { start: 'started', submit: 'submitted', cancel: 'cancelled', fail: 'failed' } as const;

export class ReferenceModel {
  minute = 0;
  readonly payments: ModelPayment[] = [];
  readonly refunds: ModelRefund[] = [];
  readonly notices: readonly ModelNotice[];

  constructor(amounts: readonly number[]) {
    this.notices = amounts.map((amount) => ({ amount, status: 'issued', paid: 0 }));
  }

  open(wanted: readonly { readonly notice: number; readonly amount: number | null }[]): string {
    for (const { notice, amount } of wanted) {
      const { status } = this.#notice(notice);
      if (!this.#isDue(notice)) return status;
      if (amount !== null && amount > this.#left(notice)) return 'more-than-due';
    }
    const others = this.payments.filter(
      (payment) =>
        payment.state in { created: 1, started: 1, submitted: 1 } &&
        payment.parts.some((part) => wanted.some(({ notice }) => notice === part.notice)),
    );
    if (others.some((other) => other.state === 'submitted' || this.minute < other.expiresAt))
      return 'in-progress';
    for (const other of others) this.#end(other, 'cancelled');
    this.payments.push({
      state: 'created',
      expiresAt: this.minute + minutesToPay,
      parts: wanted.map(({ notice, amount }) => ({
        notice,
        amount: amount ?? this.#left(notice),
        state: 'open',
        refunded: 0,
      })),
    });
    return 'opened';
  }

  news(index: number, news: News): void {
    const payment = this.payments[index];
    if (payment === undefined || payment.state === 'success' || payment.state === 'error') return;
    if (news === 'succeed') {
      this.#succeed(payment);
      return;
    }
    const next = leadsTo[news];
    if (further.indexOf(next) <= further.indexOf(payment.state)) return;
    if (next === 'cancelled' || next === 'failed') this.#end(payment, next);
    else payment.state = next;
  }

  #succeed(payment: ModelPayment): void {
    const needed = payment.parts.filter(
      ({ notice, amount }) => this.#isDue(notice) && amount <= this.#left(notice),
    );
    payment.state = needed.length > 0 ? 'success' : 'error';
    for (const part of payment.parts) {
      if (!needed.includes(part)) {
        part.state = 'surplus';
        continue;
      }
      for (const other of this.payments) {
        const waits = other.state === 'created' || other.state === 'started';
        if (waits && other.parts.some(({ notice }) => notice === part.notice)) this.#end(other, 'cancelled');
      }
      part.state = 'settled';
      const notice = this.#notice(part.notice);
      notice.paid += part.amount;
      notice.status = notice.paid === notice.amount ? 'paid' : 'partly-paid';
    }
  }

  endNotice(index: number, how: 'withdraw' | 'write-off'): string {
    const notice = this.#notice(index);
    if (!this.#isDue(index)) return notice.status;
    notice.status = how === 'withdraw' ? 'withdrawn' : 'written-off';
    for (const payment of this.payments) {
      const waits = payment.state === 'created' || payment.state === 'started';
      if (waits && payment.parts.some((part) => part.notice === index)) this.#end(payment, 'cancelled');
    }
    return 'ended';
  }

  requestRefund(part: ModelPart, amount: number | null, by: number): string {
    const came = part.state === 'settled' || part.state === 'surplus';
    const refundable = came ? part.amount - part.refunded : 0;
    const wanted = amount ?? refundable;
    if (refundable === 0 || wanted > refundable) return 'too-much';
    part.refunded += wanted;
    const state = part.refunded > refundLimit ? 'requested' : 'approved';
    this.refunds.push({ part, amount: wanted, by, state });
    return 'requested';
  }

  decideRefund(index: number, decision: 'approve' | 'reject', by: number): string {
    const refund = this.refunds[index];
    if (refund === undefined) return 'not-found';
    if (refund.state !== 'requested') return 'decided-before';
    if (decision === 'approve' && by === refund.by) return 'own-request';
    if (decision === 'approve') refund.state = 'approved';
    else this.#free(refund, 'rejected');
    return 'decided';
  }

  submitRefund(index: number, outcome: 'done' | 'refused' | 'unknown'): void {
    const refund = this.refunds[index];
    if (refund?.state !== 'approved' && refund?.state !== 'submitted') return;
    if (outcome === 'unknown') refund.state = 'submitted';
    else if (outcome === 'done') refund.state = 'success';
    else this.#free(refund, 'failed');
  }

  /** Expected balance of each kind of account, over all agencies. */
  books(): Record<'clearing' | 'revenue' | 'surplus' | 'refund', number> {
    const parts = this.payments.flatMap((payment) => payment.parts);
    const came = (state: ModelPart['state']) =>
      parts.filter((part) => part.state === state).reduce((sum, part) => sum + part.amount, 0);
    const given = (states: readonly string[], state?: ModelPart['state']) =>
      this.refunds
        .filter(
          (refund) => states.includes(refund.state) && (state ?? refund.part.state) === refund.part.state,
        )
        .reduce((sum, refund) => sum + refund.amount, 0);
    const away = ['submitted', 'success'];
    return {
      clearing: came('settled') + came('surplus') - given(['success']),
      revenue: given(away, 'settled') - came('settled'),
      surplus: given(away, 'surplus') - came('surplus'),
      refund: 0 - given(['submitted']),
    };
  }

  #free(refund: ModelRefund, state: 'rejected' | 'failed'): void {
    refund.state = state;
    refund.part.refunded -= refund.amount;
  }

  #end(payment: ModelPayment, state: 'cancelled' | 'failed'): void {
    payment.state = state;
    for (const part of payment.parts) part.state = 'released';
  }

  #notice(index: number): ModelNotice {
    const notice = this.notices[index];
    if (notice === undefined) throw new Error('the test knows no such notice');
    return notice;
  }

  #isDue(index: number): boolean {
    const { status } = this.#notice(index);
    return status === 'issued' || status === 'partly-paid';
  }

  #left(index: number): number {
    const { amount, paid } = this.#notice(index);
    return amount - paid;
  }
}
