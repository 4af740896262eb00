import { benchEngine } from './engine.ts';
import { benchLedger } from './ledger.ts';
import { benchLoad } from './load.ts';
import { benchPages } from './pages.ts';
import { benchPlans } from './plans.ts';
import { benchSignIn } from './sign-in.ts';
import { benchStart } from './start.ts';

const parts: Record<string, () => Promise<void> | void> = {
  engine: benchEngine,
  start: benchStart,
  pages: benchPages,
  load: benchLoad,
  ledger: benchLedger,
  'sign-in': benchSignIn,
  plans: benchPlans,
};

const chosen = process.argv.slice(2);
for (const name of chosen) {
  if (!(name in parts)) {
    process.stderr.write(`There is no benchmark "${name}"; there are: ${Object.keys(parts).join(', ')}.\n`);
    process.exit(2);
  }
}
for (const [name, part] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  process.stdout.write(`\n${name}\n`);
  await part();
}
