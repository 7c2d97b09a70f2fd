/** Whether the rules of money name one of an official's roles. */
export function isFinancial(roles: readonly string[]): boolean {
  return isTreasurer(roles) || roles.includes('notice-clerk');
}

/** Treasurers decide on cases, refunds and settlements; clerks on disputes about notices alone. */
export function isTreasurer(roles: readonly string[]): boolean {
  return roles.includes('treasurer');
}
