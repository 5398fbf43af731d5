import { installIfStale } from './install.mjs';
import { continueIn } from './project-node.mjs';

await installIfStale();
await continueIn('run-server.mjs', process.argv.slice(2));
