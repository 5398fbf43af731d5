/** Starts the store of the profile folder in its argument with the real keychain, and prints the phase it comes to. */
import { createKeychain } from '../../../main/keychain/keychain.ts';
import { createUnlock } from '../../../main/store/unlock.ts';

const [, , dir = '', service = ''] = process.argv;
const unlock = createUnlock({ dir, keychain: createKeychain({ service, timeoutMs: 5_000 }) });
await unlock.start();
console.log(JSON.stringify(unlock.phase()));
await unlock.close();
