import { installIfStale } from './install.mjs';
import { continueIn } from './project-node.mjs';

await installIfStale();
await continueIn('watch.mjs', process.argv.slice(2));
