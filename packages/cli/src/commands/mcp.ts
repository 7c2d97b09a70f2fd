import { once } from 'node:events';
import { Writable } from 'node:stream';
import { command } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';
import { configuredToken, personaTokens } from '../mcp/token-source.ts';

/** For agents that start a program: everything but the transport is the gateway's. */
export const mcp = command({
  usage: 'mcp',
  summary: 'Connect an agent on standard input and output to the MCP server of a gateway',
  example: 'mcp --persona lin',
  exits: '0 the agent has ended; 1 no demo runs, or the demo refuses',
  options: (yargs) =>
    yargs
      .option('url', {
        type: 'string',
        default: 'http://127.0.0.1:4000/mcp',
        describe: 'URL of the MCP server',
      })
      .option('persona', {
        type: 'string',
        describe: 'Persona of the running demo; default is the token in CIVIC_TOKEN or CIVIC_TOKEN_FILE',
      })
      .option('app', { type: 'string', describe: 'Partner app of the persona; default is its first' }),
  async run({ url, persona, app }, { env, now, stdin, print, note }) {
    if (!URL.canParse(url))
      throw new CommandError(`--url: ${url} is not a URL; write it as http://host:port/mcp`);
    const { safeUrl } = await import('../sign-in/safe-url.ts');
    safeUrl(url, 'gateway');
    const tokenNow =
      persona === undefined
        ? configuredToken(env)
        : personaTokens({ persona, app, resource: url }, { env, now });
    // Fails here rather than at the agent's first request, which may not show the reason.
    await tokenNow();
    const { StreamableHTTPClientTransport } = await import(
      '@modelcontextprotocol/sdk/client/streamableHttp.js'
    );
    const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js');
    const { bridge } = await import('../mcp/bridge.ts');
    const stdout = new Writable({
      decodeStrings: false,
      write(chunk, _encoding, done) {
        print(String(chunk));
        done();
      },
    });
    await bridge({
      local: new StdioServerTransport(stdin, stdout),
      remote: new StreamableHTTPClientTransport(new URL(url), {
        async fetch(address, init) {
          const headers = new Headers(init?.headers);
          headers.set('authorization', `Bearer ${await tokenNow()}`);
          // A token must not follow a redirect.
          return fetch(address, { ...init, headers, redirect: 'error' });
        },
      }),
      ended: once(stdin, 'end'),
      note,
    });
    return { exitCode: exitCode.done, json: {} };
  },
});
