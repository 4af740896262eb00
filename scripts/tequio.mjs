// npm run tequio -- <command>: the command line.
import { ensureBuilt, ensureInstalled, runProgram } from './setup.mjs';

await ensureInstalled();
await ensureBuilt();
await runProgram(process.argv.slice(2));
