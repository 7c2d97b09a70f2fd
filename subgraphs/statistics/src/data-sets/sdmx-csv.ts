/**
 * The kind of file according to its header: SDMX-CSV 1.0 begins with DATAFLOW, 2.0 and 2.1 with STRUCTURE.
 */
export function isSdmxCsv(header: readonly string[]): boolean {
  const [first = ''] = header;
  return /^(DATAFLOW|STRUCTURE(\[.*\])?)$/.test(first);
}

/** A component's column may be called `FREQ: Frequency` (labels=both); its fields are then `A: Annual`. */
export function withoutLabel(text: string): string {
  const end = text.indexOf(': ');
  return end < 0 ? text : text.slice(0, end);
}

/** `OBS_STATUS` of `OBS_STATUS[]`, whose fields may have several values, and of `TITLE[en;fr]`. */
export function withoutBrackets(id: string): string {
  return /^([^[\]]+)\[[^[\]]*\]$/.exec(id)?.[1] ?? id;
}

/** The character between the values of a field: `;` of a first column `STRUCTURE[;]`. */
export function subFieldSeparator(first: string): string {
  return /^STRUCTURE\[(.)/.exec(first)?.[1] ?? '';
}

/** Columns that would change the meaning of rows if they differ and the manifest does not name them. */
export const constantColumns = [
  'DATAFLOW',
  'STRUCTURE',
  'STRUCTURE_ID',
  'FREQ',
  'UNIT_MEASURE',
  'UNIT_MULT',
  'BASE_PER',
  'REPORTING_YEAR_START_DAY',
] as const;

/** Columns that are checked in each SDMX row, whether the manifest names them or not. */
export const checkedColumns = [
  ...constantColumns,
  'OBS_STATUS',
  'CONF_STATUS',
  'OBS_CONF',
  'EMBARGO_TIME',
] as const;

/** Actions whose rows are observations: information, append, replace, and merge with a value. */
const rowActions = new Set(['', 'I', 'A', 'R', 'M']);

/** Returns why a row cannot be read as an observation, or null. */
export function refusedAction(action: string, hasValue: boolean): string | null {
  if (!rowActions.has(action)) {
    return `unknown ACTION ${JSON.stringify(action.slice(0, 40))}; I, A, R, M and D are accepted`;
  }
  return action === 'M' && !hasValue
    ? 'ACTION M without a value leaves the value unchanged; write the whole observation'
    : null;
}

/** Why a deletion that names another column than dimensions is refused: it deletes only that value. */
export function partialDeletion(column: string): string {
  return `a deletion with ${column} deletes only that value; name only dimensions to delete observations, or write the observation without the value`;
}

/** Statuses of CL_CONF_STATUS under which an owner may publish. */
export function isFree(confStatus: string): boolean {
  return confStatus === '' || confStatus === 'F';
}
