/** Type of a field, as the GTFS reference names it ("Field types"). */
export type FieldType =
  | 'color'
  | 'currency'
  | 'date'
  | 'decimal'
  | 'email'
  | 'enum'
  | 'float'
  | 'id'
  | 'integer'
  | 'language'
  | 'latitude'
  | 'longitude'
  | 'phone'
  | 'text'
  | 'time'
  | 'timezone'
  | 'url';

export interface FieldSpec {
  readonly type: FieldType;
  /** `required` and `recommended` concern each row, `column` only the header. Default is optional. */
  readonly presence?: 'required' | 'recommended' | 'column';
  /** Values of an enumeration. */
  readonly values?: readonly number[];
  readonly bound?: 'positive' | 'non-negative' | 'non-zero';
  /** Text for passengers, which should not be all capitals or all lowercase. */
  readonly isMixedCase?: boolean;
  /** File and field that must contain the value. */
  readonly refersTo?: readonly [file: string, field: string];
  /** Field with the currency of this amount. */
  readonly currencyIn?: string;
  /** Field with the end of the range that begins here. */
  readonly endsIn?: { readonly field: string; readonly mayBeEqual: boolean };
}

/** A field with its name. */
export type NamedField = readonly [name: string, spec: FieldSpec];

export interface TableSpec {
  readonly file: string;
  readonly isRequired?: boolean;
  readonly hasSingleRow?: boolean;
  /** Fields that identify a row together. */
  readonly key: readonly string[];
  readonly fields: Readonly<Record<string, FieldSpec>>;
}

type Options = Omit<FieldSpec, 'type'>;

const ofType =
  (type: FieldType) =>
  (options: Options = {}): FieldSpec => ({ type, ...options });

export const color = ofType('color');
export const currency = ofType('currency');
export const date = ofType('date');
export const decimal = ofType('decimal');
export const email = ofType('email');
export const float = ofType('float');
export const id = ofType('id');
export const integer = ofType('integer');
export const language = ofType('language');
export const latitude = ofType('latitude');
export const longitude = ofType('longitude');
export const phone = ofType('phone');
export const text = ofType('text');
export const time = ofType('time');
export const timezone = ofType('timezone');
export const url = ofType('url');

/** A number of an enumeration, from `first` to `last`. */
export function choice(first: number, last: number, options: Options = {}): FieldSpec {
  const values = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return { type: 'enum', values, ...options };
}

export const required = { presence: 'required' } as const;
export const mixedCase = { isMixedCase: true } as const;

/** An id that must be in another file. */
export function idIn(file: string, field: string, options: Options = {}): FieldSpec {
  return id({ refersTo: [file, field], ...options });
}
