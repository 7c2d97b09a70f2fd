import { type Check, doesNotApply, failed, passed } from '../../check.ts';

/** Searches the errors of all other checks, some of which use a citizen with a unique key. */
export const keyNotTold: Check = {
  id: 'caller/key-not-told',
  section: 'caller',
  holds: 'never reveals the internal key of a citizen in an error',
  async run({ heard, callerOptions, schema }) {
    const { strangerKey } = callerOptions;
    if (schema.requirements.fields.size === 0) return [doesNotApply('no field has a rule')];
    const told = heard.find(({ error }) => JSON.stringify(error).includes(strangerKey));
    if (told === undefined) return [passed];
    return [
      failed({ sent: told.sent, expected: 'no citizenKey in errors', came: JSON.stringify(told.error) }),
    ];
  },
};
