#!/usr/bin/env node
// Starts the command line from its sources, so that `npx civic` needs no build. Node's own modules only.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Absolute, so that the command runs in any folder.
const compiler = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const program = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const flags = ['--conditions=source', '--import', compiler, program, ...process.argv.slice(2)];
const child = spawn(process.execPath, flags, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`civic does not start: ${error.message}\n`);
  process.exitCode = 2;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
});
