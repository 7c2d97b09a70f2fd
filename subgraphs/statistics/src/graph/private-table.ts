import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { Catalogue } from '../catalogue.ts';
import type { BudgetLedger } from '../differential-privacy/budget-ledger.ts';
import { epsilonUnit, expectedError } from '../differential-privacy/geometric-noise.ts';
import {
  balanceOf,
  type NoisyCell,
  type PrivateTableRequest,
  privateTable,
} from '../differential-privacy/private-table.ts';
import { maximumCells } from '../microdata/custom-table.ts';
import type { Microdata } from '../microdata/microdata.ts';
import type { MicrodataStore } from '../microdata/microdata-store.ts';
import { badInput, type KeyArgument, list, quote } from './arguments.ts';
import type { StatisticsContext } from './context.ts';
import { microdataOf, positionOf, variablesOf } from './microdata.ts';
import type { Resolvers } from './resolver-types.ts';

/** A cell with the variables of its table. */
export interface CellOfPrivateTable {
  readonly request: PrivateTableRequest;
  readonly cell: NoisyCell;
}

/** A table that is paid for. */
export interface PaidTable {
  readonly request: PrivateTableRequest;
  readonly cells: readonly NoisyCell[];
}

type PrivateTableResolvers = Pick<
  Resolvers<StatisticsContext>,
  'PrivateTable' | 'PrivateCell' | 'PrivacyTerms' | 'PrivacyBudget'
> & {
  readonly query: Pick<NonNullable<Resolvers<StatisticsContext>['Query']>, 'privateTable' | 'privacyBudget'>;
};

const maximumEpsilon = 10;

/** @param ledger null if this service keeps no budgets; it then offers no private tables */
export function privateTableResolvers(
  catalogue: Catalogue,
  store: MicrodataStore,
  ledger: BudgetLedger | null,
): PrivateTableResolvers {
  return {
    query: {
      privateTable: async (_parent, args, { principal }) => {
        const request = parsePrivateTable(catalogue, args, appOf(principal));
        if (ledger === null) return null;
        return { request, cells: await privateTable(store, ledger, request) };
      },
      privacyBudget: (_parent, { microdata }, { principal }) => {
        const found = microdataOf(catalogue, microdata);
        const app = appOf(principal);
        return ledger === null || found.manifest.privacy === undefined ? null : balanceOf(ledger, found, app);
      },
    },
    PrivateTable: {
      microdata: ({ request }) => request.microdata,
      variables: ({ request }) => variablesOf(request),
      epsilon: ({ request }) => request.epsilon / epsilonUnit,
      expectedError: ({ request }) => expectedError(request.epsilon),
      cells: ({ request, cells }) => cells.map((cell) => ({ request, cell })),
    },
    PrivateCell: {
      key: ({ request, cell }) =>
        variablesOf(request).map((variable, index) => ({ variable, code: cell.codes[index] ?? '' })),
      count: ({ cell }) => cell.count,
    },
    PrivacyTerms: {
      budgetPerApp: ({ budgetPerApp }) => budgetPerApp / epsilonUnit,
      totalBudget: ({ totalBudget }) => totalBudget / epsilonUnit,
    },
    PrivacyBudget: {
      spent: ({ spent }) => spent / epsilonUnit,
      remaining: ({ remaining }) => remaining / epsilonUnit,
    },
  };
}

/** The app that pays. Each app has one budget for all its users. */
function appOf(principal: Principal): string {
  if (principal.kind === 'anonymous') throw new PublicError('UNAUTHENTICATED');
  return principal.clientId;
}

interface PrivateTableArguments {
  readonly microdata: string;
  readonly variables: readonly string[];
  readonly where?: KeyArgument | null | undefined;
  readonly epsilon: number;
}

/** @throws PublicError BAD_USER_INPUT */
function parsePrivateTable(
  catalogue: Catalogue,
  args: PrivateTableArguments,
  app: string,
): PrivateTableRequest {
  const microdata = microdataOf(catalogue, args.microdata);
  if (microdata.manifest.privacy === undefined) {
    throw badInput(`microdata: ${args.microdata} has no privacy budget; use customTable`);
  }
  const where = new Map<number, readonly number[]>();
  for (const { dimension, codes } of args.where ?? []) {
    const position = positionOf(microdata, 'where', dimension);
    if (where.has(position)) throw badInput(`where: ${dimension} is given twice; give it once`);
    where.set(position, positionsOfCodes(microdata, position, codes));
  }
  const variables = args.variables.map((id) => positionOf(microdata, 'variables', id));
  if (variables.length < 1 || new Set(variables).size < variables.length) {
    throw badInput('variables: name at least one, and each once');
  }
  const { maximumVariables } = microdata.manifest;
  const used = new Set([...variables, ...where.keys()]).size;
  if (used > maximumVariables) {
    throw badInput(`variables: ${used} with those of where; at most ${maximumVariables} are accepted`);
  }
  const cells = variables.reduce((product, variable) => {
    const codes = microdata.manifest.variables[variable]?.codelist.codes ?? [];
    return product * (where.get(variable)?.length ?? codes.length);
  }, 1);
  if (cells > maximumCells) {
    throw badInput(`variables: ${cells} cells; at most ${maximumCells} are accepted, so name codes in where`);
  }
  return { microdata, variables, where, epsilon: thousandths(args.epsilon), app };
}

function thousandths(epsilon: number): number {
  const whole = Math.round(epsilon * epsilonUnit);
  const isWhole = Math.abs(epsilon * epsilonUnit - whole) < 1e-6;
  if (isWhole && whole >= 1 && epsilon <= maximumEpsilon) return whole;
  throw badInput(`epsilon: ${epsilon} is not a multiple of 0.001 up to ${maximumEpsilon}`);
}

function positionsOfCodes({ manifest }: Microdata, variable: number, codes: readonly string[]): number[] {
  const known = manifest.variables[variable]?.codelist.codes.map(({ code }) => code) ?? [];
  const unknown = codes.find((code) => !known.includes(code));
  if (unknown !== undefined) throw badInput(`where: no code ${quote(unknown)}; the codes are ${list(known)}`);
  if (codes.length === 0) throw badInput('where: no codes; name at least one');
  return [...new Set(codes)].map((code) => known.indexOf(code));
}
