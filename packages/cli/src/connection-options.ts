import type { Argv } from 'yargs';

/** Options of a command that calls a gateway as somebody. */
export function connection<Options>(yargs: Argv<Options>) {
  return gatewayOption(yargs).option('as', {
    type: 'string',
    describe:
      'Official of the running demo; default is CIVIC_TOKEN, CIVIC_CLIENT_ID with its key, or the session of civic login',
  });
}

/** Option of a command that calls a gateway. */
export function gatewayOption<Options>(yargs: Argv<Options>) {
  return yargs.option('gateway', {
    type: 'string',
    describe: 'URL of a gateway; default is CIVIC_GATEWAY, that of the session, or the demo',
  });
}
