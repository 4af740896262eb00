// npm run bench: measures what the quality bars name, and prints ratios against baselines of the same run.
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, node, root, run } from './setup.mjs';

await ensureInstalled();
await ensureBuilt();
process.exit(
  await run(node, [
    '--disable-warning=ExperimentalWarning',
    join(root, 'bench', 'main.ts'),
    ...process.argv.slice(2),
  ]),
);
