import { installIfStale } from './install.mjs';
import { continueIn } from './project-node.mjs';

await installIfStale();
await continueIn('run-bench.mjs', process.argv.slice(2));
