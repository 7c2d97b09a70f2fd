/** Decimal places of ISO 4217 other than two; Intl follows everyday use, which differs between versions. */
const unusualDigits: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** Current and former currencies, with the codes for testing and for none. */
const currencies = new Set([...Intl.supportedValuesOf('currency'), 'XXX', 'XTS']);

export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/** Decimal places of a currency in ISO 4217; `null` if the code is unknown. */
export function fractionDigits(code: string): number | null {
  return isCurrency(code) ? (unusualDigits[code] ?? 2) : null;
}
