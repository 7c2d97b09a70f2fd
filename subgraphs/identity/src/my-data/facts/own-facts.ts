import type { DataClass } from '@civic-graph/policy';
import type { CitizenFactRow, Fact } from '../../store/database.ts';
import type { Visit } from '../desk.ts';

/** Facts in their order on the page, with the class of the same field in the graph. */
export const factClasses: Readonly<Record<Fact, DataClass>> = {
  name: 'C2',
  phone: 'C2',
  email: 'C2',
  birth_date: 'C3',
  address: 'C3',
  region: 'C3',
};

export interface OwnFacts {
  readonly shown: readonly CitizenFactRow[];
  /** Held, but shown only after a sign-in at the high level, as in the graph. */
  readonly withheld: readonly Fact[];
}

export async function ownFacts({ loaders, citizen }: Pick<Visit, 'loaders' | 'citizen'>): Promise<OwnFacts> {
  const rows = await loaders.facts.load(citizen.key);
  const ordered = Object.keys(factClasses).flatMap((fact) => rows.filter((row) => row.fact === fact));
  const mayShow = ({ fact }: CitizenFactRow) => factClasses[fact] !== 'C3' || citizen.assurance === 'high';
  return {
    shown: ordered.filter(mayShow),
    withheld: ordered.flatMap((row) => (mayShow(row) ? [] : row.fact)),
  };
}
