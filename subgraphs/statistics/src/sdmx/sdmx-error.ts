/** Codes of the SDMX web services guidelines with their HTTP statuses. */
const statuses = {
  /** No results found. */
  100: 404,
  /** Syntax error: not a query of the SDMX REST API. */
  140: 400,
  /** Semantic error: a query about components or codes that do not exist. */
  150: 422,
  /** No such format. The guidelines have no code for it. */
  406: 406,
  /** Too many queries of one client at the same time. The guidelines have no code for it. */
  429: 429,
  /** Internal error. */
  500: 500,
  /** Part of the SDMX REST API that this service lacks. */
  501: 501,
  /** Service unavailable. */
  503: 503,
  /** The response exceeds a limit of the service. */
  510: 413,
  /** The release was withdrawn. Codes from 1000 are those of the service. */
  1000: 410,
} as const;

export type SdmxErrorCode = keyof typeof statuses;

const titles: Readonly<Record<SdmxErrorCode, string>> = {
  100: 'No results found',
  140: 'Syntax error',
  150: 'Semantic error',
  406: 'Not acceptable',
  429: 'Too many requests',
  500: 'Internal server error',
  501: 'Not implemented',
  503: 'Service unavailable',
  510: 'Response size exceeds service limit',
  1000: 'Release withdrawn',
};

/** An error whose message may reach the client: what failed, then what to do. */
export class SdmxError extends Error {
  override readonly name = 'SdmxError';
  readonly code: SdmxErrorCode;

  constructor(code: SdmxErrorCode, detail: string) {
    super(detail);
    this.code = code;
  }

  get status(): number {
    return statuses[this.code];
  }

  get title(): string {
    return titles[this.code];
  }
}

export const noResults = (detail: string) => new SdmxError(100, detail);
export const syntaxError = (detail: string) => new SdmxError(140, detail);
export const semanticError = (detail: string) => new SdmxError(150, detail);
export const notImplemented = (detail: string) => new SdmxError(501, detail);
