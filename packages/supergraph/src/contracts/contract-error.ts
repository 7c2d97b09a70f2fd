/** `CONTRACT_EMPTY`: no query field is left. `CONTRACT_INVALID`: what is left is not a valid schema. */
export type ContractErrorCode = 'CONTRACT_EMPTY' | 'CONTRACT_INVALID';

/** The filter of a contract leaves nothing that could be served. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly code: ContractErrorCode;

  constructor(code: ContractErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
