import { installIfStale } from './install.mjs';
import { continueIn } from './project-node.mjs';

await installIfStale();
await continueIn('run-tests.mjs', process.argv.slice(2));
