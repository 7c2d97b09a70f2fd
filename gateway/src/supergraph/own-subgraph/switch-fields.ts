import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { type GraphQLSchema, isObjectType } from 'graphql';
import type { Switch } from '../../admission/kill-switches/switch.ts';
import type { Official, SwitchClient, SwitchOutcome } from '../../admission/kill-switches/switch-client.ts';
import { isFor, type Switchboard } from '../../admission/kill-switches/switchboard.ts';
import type { ServedSupergraph } from '../served-supergraph.ts';

export interface SwitchContext {
  /** In the client's format. */
  readonly schema: GraphQLSchema;
  readonly served: ServedSupergraph;
  readonly switchboard: Switchboard;
  readonly change: SwitchClient;
}

interface SwitchOffArguments {
  readonly input: {
    readonly coordinate?: string | null;
    readonly app?: string | null;
    readonly agency?: string | null;
    readonly notice: string;
  };
}
interface SwitchOnArguments {
  readonly input: { readonly switch: string };
}

const problems = {
  unknown: ['CoordinateUnknown', 'The schema has no such type or field.'],
  notOwned: ['CoordinateNotOwned', 'An agency can switch off only its own fields.'],
  agencyUnknown: ['AgencyUnknown', 'No agency with this id owns a part of the graph.'],
  appUnknown: ['AppUnknown', 'There is no app with this client id.'],
  nothing: ['NothingToSwitchOff', 'Name a type or a field, or an app and the agency whose fields it loses.'],
  notInForce: ['SwitchNotInForce', 'No such switch of this agency is in force.'],
} as const;

/**
 * `switches`, `switchOff` and `switchOn` for one caller; the rules of `schema.graphql` are already checked.
 */
export function switchFields({ schema, served, switchboard, change }: SwitchContext, caller: Official) {
  return {
    switches: () =>
      switchboard.inForce.filter((each) => maySee(caller.principal, each)).map((each) => asShown(each)),

    async switchOff({ input: { coordinate = null, app = null, agency = null, notice } }: SwitchOffArguments) {
      const text = notice.trim();
      if (text.length === 0 || text.length > 500) {
        throw new PublicError('BAD_USER_INPUT', 'notice: 1 to 500 characters');
      }
      const owners = coordinate === null ? [] : served.switchable.ownersOf(coordinate);
      if (owners === null) return problem('unknown');
      const target = coordinate === null ? null : { coordinate, owners };
      return answer(
        'SwitchedOff',
        await change({ kind: 'off', agency, target, clientId: app, notice: text }, caller),
      );
    },

    async switchOn({ input: { switch: id } }: SwitchOnArguments) {
      if (!/^[0-9a-f-]{36}$/i.test(id)) return problem('notInForce');
      return answer('SwitchedOn', await change({ kind: 'on', id }, caller));
    },
  };

  function answer(typeName: 'SwitchedOff' | 'SwitchedOn', outcome: SwitchOutcome) {
    return outcome.kind === 'done'
      ? { __typename: typeName, switch: asShown(outcome.switch) }
      : problem(outcome.kind);
  }

  function asShown(each: Switch) {
    const { clientId, agency } = each;
    return {
      ...each,
      app: clientId === null ? null : { clientId },
      agency: agency === null ? null : { id: agency },
      fields: () => [...served.switchable.offBy(each)].filter(isPublic).sort(),
    };
  }

  /** Elements that clients can select: no `__typename`, no inaccessible key. */
  function isPublic(coordinate: string): boolean {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    return isObjectType(type) && Object.hasOwn(type.getFields(), fieldName);
  }
}

function problem(kind: keyof typeof problems) {
  const [__typename, message] = problems[kind];
  return { __typename, message };
}

/** A switch for one app concerns only that app and the agency. */
function maySee(principal: Principal, each: Switch): boolean {
  if (isFor(each, principal) || principal.kind === 'admin') return true;
  return principal.kind === 'operator' && principal.agency === each.agency;
}
