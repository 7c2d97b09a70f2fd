/**
 * Check character of a resident identity number: ISO 7064 MOD 11-2 over the first 17 digits (GB 11643-1999).
 */
export function checkCharacter(body: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += Number(body[index]) * (2 ** (17 - index) % 11);
  return '10X98765432'.charAt(sum % 11);
}

/** Whether a text is a well-formed resident identity number, with a valid date and check character. */
export function isIdNumber(text: string): boolean {
  return /^[1-9]\d{16}[\dX]$/.test(text) && checkCharacter(text) === text[17] && isDate(birthDateOf(text));
}

/** Date of birth in the number (digits 7 to 14), as YYYY-MM-DD. */
export function birthDateOf(idNumber: string): string {
  return idNumber.slice(6, 14).replace(/^(....)(..)(..)$/, '$1-$2-$3');
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * Returns an 18-digit number with a wrong check digit, so that it belongs to no real person.
 *
 * @param sequence 0 to 999: distinguishes people of one district and birthday
 */
export function impossibleIdNumber(region: string, birthDate: string, sequence: number): string {
  const body = `${region}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const right = checkCharacter(body);
  const wrong = right === 'X' ? 0 : (Number(right) + 1) % 10;
  return `${body}${wrong}`;
}
