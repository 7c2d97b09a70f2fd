/** Order to issue a notice. */
export interface NoticeOrder {
  readonly agency: string;
  /** The agency's reference of the notice; it must be unique. */
  readonly reference?: string | null;
  readonly regionCode: string;
  readonly citizenKey: string | null;
  readonly dueDate: string;
  readonly lateFee: { readonly dailyBasisPoints: number; readonly capPercent: number } | null;
  readonly items: readonly {
    readonly revenueCode: string;
    readonly legalBasis: string;
    readonly amountMinor: bigint;
  }[];
  readonly fineParticulars: {
    readonly offence: string;
    readonly place: string;
    readonly occurredAt: Date;
  } | null;
  readonly now: Date;
}
