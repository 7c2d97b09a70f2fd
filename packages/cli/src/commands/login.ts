import { command } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';

export const login = command({
  usage: 'login',
  summary: 'Sign in as an official or developer, with a code that you enter in any browser',
  example: 'login --issuer https://id.city.example --gateway https://graph.city.example',
  exits: '0 signed in; 1 the sign-in was refused, or the code expired',
  options: (yargs) =>
    yargs
      .option('issuer', {
        type: 'string',
        describe: 'URL of the issuer; default is CIVIC_ISSUER, or the demo',
      })
      .option('gateway', {
        type: 'string',
        describe: 'URL of the gateway; default is CIVIC_GATEWAY, or the demo',
      })
      .epilogue(
        'Other commands use the session for its gateway, unless --as or CIVIC_TOKEN names another token.\n' +
          'It is in $XDG_CONFIG_HOME/civic-graph/sessions, readable by you alone.',
      ),
  async run({ issuer: named, ...options }, { env, now, print, note }) {
    const { openSessionStore } = await import('../sign-in/session-store.ts');
    const { chosenIssuer } = await import('../sign-in/chosen-issuer.ts');
    const { demoGateway, namedGateway } = await import('../sign-in/chosen-gateway.ts');
    const { signIn } = await import('../sign-in/sign-in.ts');
    const { revoke } = await import('../sign-in/session-token.ts');
    const store = openSessionStore(env);
    if (store === null)
      throw new CommandError('HOME: set it, or XDG_CONFIG_HOME, to where the session is kept');
    const issuer = await chosenIssuer(named, env);
    const gateway = namedGateway(options.gateway, env) ?? demoGateway;
    const session = await signIn({ issuer, gateway }, { note, now });
    const before = await store.read(session.issuer).catch(() => null);
    await store.write(session);
    if (before !== null) await revoke(before);
    print(`Signed in at ${session.issuer} as ${session.account}, for ${session.gateway}\n`);
    const { account, expiresAt } = session;
    return {
      exitCode: exitCode.done,
      json: { issuer: session.issuer, gateway: session.gateway, account, expiresAt },
    };
  },
});

export const logout = command({
  usage: 'logout',
  summary: 'End the session of civic login at the issuer, and delete it here',
  example: 'logout',
  exits: '0 no session is left; 1 deleted here, but the issuer did not end it',
  options: (yargs) =>
    yargs.option('issuer', { type: 'string', describe: 'URL of the issuer; default is every session' }),
  async run({ issuer }, { env, print, note }) {
    const { openSessionStore } = await import('../sign-in/session-store.ts');
    const { safeUrl } = await import('../sign-in/safe-url.ts');
    const { revoke } = await import('../sign-in/session-token.ts');
    const store = openSessionStore(env);
    const only = issuer === undefined ? null : safeUrl(issuer, 'issuer').origin;
    const { sessions, problems } = (await store?.list()) ?? { sessions: [], problems: [] };
    const ended = sessions.filter((session) => only === null || session.issuer === only);
    const failures: string[] = [];
    for (const session of ended) {
      const failure = await revoke(session);
      await store?.remove(session.issuer);
      print(`Signed out at ${session.issuer} (${session.account})\n`);
      if (failure === null) continue;
      failures.push(session.issuer);
      note(`${session.issuer} did not end the session (${failure}); it ends by itself within twelve hours`);
    }
    // Fails for a file that cannot be used, so that nobody takes its session for ended.
    if (only !== null) await store?.read(only);
    else if (problems[0] !== undefined) throw problems[0];
    if (ended.length === 0) print('There is no session.\n');
    return {
      exitCode: failures.length === 0 ? exitCode.done : exitCode.negative,
      json: { signedOut: ended.map((session) => session.issuer), notEnded: failures },
    };
  },
});
