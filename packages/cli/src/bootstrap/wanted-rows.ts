import type { BootstrapFile } from './bootstrap-file.ts';

export type Value = string | number | null | readonly string[];
export type Row = Readonly<Record<string, Value>>;
/** Rows of tables, by the name of the table. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** Rows of the identity service's database. */
export function directoryRows({ admins, agencies, officials, developers, purposes }: BootstrapFile): Rows {
  return {
    agency: agencies.map(({ name, ...rest }) => ({ ...rest, ...both(name) })),
    purpose: purposes.map(({ id, title, lawfulBasis }) => ({
      ...{ id, title_zh: title.zh, title_en: title.en, lawful_basis: lawfulBasis },
    })),
    official: [
      ...admins.map(({ id, name }) => ({
        ...{ id, ...both(name), kind: 'admin', agency: null },
        ...{ roles: ['platform-admin'], scopes: [] },
      })),
      ...officials.map(({ id, name, agency, roles, scopes }) => ({
        ...{ id, ...both(name), kind: 'operator', agency, roles, scopes },
      })),
    ],
    developer: developers.map(({ id, name }) => ({ id, ...both(name) })),
  };
}

/** Rows of the payments service's database, parents before their children. */
export function catalogueRows({ payeeUnits, revenueCodes }: BootstrapFile): Rows {
  return {
    payee_unit: payeeUnits.map(({ agency, number, name, refundLimitMinor }) => ({
      ...{ agency, number, ...both(name) },
      ...(refundLimitMinor !== undefined && { refund_limit_minor: String(refundLimitMinor) }),
    })),
    revenue_code: revenueCodes
      .toSorted((one, other) => one.code.length - other.code.length)
      .map(({ code, name, parent }) => ({ code, name: name.en, name_zh: name.zh, parent: parent ?? null })),
  };
}

function both(name: { readonly zh: string; readonly en: string }) {
  return { name_zh: name.zh, name_en: name.en };
}
