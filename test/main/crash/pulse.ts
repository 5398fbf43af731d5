import { writeSync } from 'node:fs';

/**
 * A thread of the victim that does nothing but say that it lives, every 10 ms.
 *
 * It tells a machine that gave the victim no processor (its beats stop) from a main that blocks its own loop (they go on).
 */
setInterval(() => writeSync(1, `beat ${Date.now()}\n`), 10);
