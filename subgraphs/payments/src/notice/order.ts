/** What a notice is issued by. */
export interface NoticeOrder {
  readonly agency: string;
  /** The agency's own name for the notice; one that names two is refused. */
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
