import { command } from '../command.ts';
import { exitCode } from '../exit-codes.ts';
import { refusedByDemo } from '../refused-by-demo.ts';

/** Prints only the token to standard output, for use in `$(…)`. */
export const token = command({
  usage: 'token <persona>',
  summary: 'Print an access token of the running demo',
  example: 'token lin --scopes "identity:basic payments:due"',
  exits: '0 the token is printed; 1 no demo runs, or the demo refuses',
  options: (yargs) =>
    yargs
      .positional('persona', {
        type: 'string',
        demandOption: true,
        describe: 'Persona of the demo, such as lin; npm start lists them',
      })
      .option('app', { type: 'string', describe: 'Partner app; default is the first of the persona' })
      .option('scopes', { type: 'string', describe: 'Scopes to request; default is all of the app' })
      .option('purpose', { type: 'string', describe: 'Purpose of the access' })
      .option('resource', {
        type: 'string',
        describe: 'Resource of the token, such as the URL of /mcp; default is the graph',
      }),
  async run({ persona, app, scopes, purpose, resource }, { env, print, note }) {
    const { explainMissing, findIssuer, requestGrant } = await import('@civic-graph/launcher');
    return refusedByDemo(async () => {
      const issuer = await findIssuer(env);
      const request = { persona, app, scopes, purpose, resource };
      const { token: accessToken, granted } = await requestGrant(issuer, request);
      print(`${accessToken}\n`);
      const asked = scopes?.split(/[\s,]+/).filter(Boolean) ?? [];
      const missing = asked.filter((scope) => !granted.includes(scope));
      // Explains missing scopes here, so that the user does not look for the cause in the graph.
      const reasons = missing.length > 0 ? await explainMissing(issuer, request, missing) : [];
      for (const reason of reasons) note(reason);
      return { exitCode: exitCode.done, json: { accessToken, granted, missing, reasons } };
    });
  },
});
