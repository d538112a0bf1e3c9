#!/usr/bin/env node
/** The command line: finds the command and hands over. */
import { run } from './run.js';
import { MISUSE, printedHelp, UsageError } from './usage.js';
import { listVersions, VERSIONS_USAGE } from './versions.js';

const USAGE = `usage: refscope COMMAND [ARG]...

  run        run a program as python does, in any of the CPythons
  versions   list the CPythons
  exec       run a notebook's cells and store their outputs
  lab        serve the course in a browser
  site       build the course as a folder of static files
`;

type Command = (args: readonly string[]) => Promise<number>;

/** Each command loads what it needs, and no more: `run` starts as fast as Node does. */
const commands: Readonly<Record<string, Command>> = {
  run,
  versions: args => {
    if (!printedHelp(args, VERSIONS_USAGE)) process.stdout.write(listVersions(args));
    return Promise.resolve(0);
  },
  exec: async args => (await import('./exec.js')).exec(args),
  lab: async args => (await import('./lab.js')).lab(args),
  site: async args => (await import('./lab.js')).buildSite(args)
};

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new UsageError(name === '' ? USAGE : `no command ${name}\n\n${USAGE}`);
  return command(args);
}

/** Ends the process; nothing that still waits (an open standard input) keeps it. */
main(process.argv.slice(2)).then(
  status => process.exit(status),
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(
      `${error.message.startsWith('usage:') ? '' : 'refscope: '}${error.message.trimEnd()}\n`
    );
    process.exit(MISUSE);
  }
);
