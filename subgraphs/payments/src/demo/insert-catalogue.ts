import type { Db } from '../database/database.ts';
import { payeeUnits, revenueCodes } from './catalogue.ts';

/** Inserts payee units and revenue codes; keeps existing rows. */
export async function insertCatalogue(db: Db): Promise<void> {
  await db
    .insertInto('payee_unit')
    .values(payeeUnits.map((unit) => ({ ...unit })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('revenue_code')
    .values([...revenueCodes])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
