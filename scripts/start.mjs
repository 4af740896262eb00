// npm start: everything from a fresh clone to a running platform.
import { ensureBuilt, ensureInstalled, runProgram } from './setup.mjs';

await ensureInstalled();
await ensureBuilt();
await runProgram(['serve', ...process.argv.slice(2)]);
