import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Before the end-to-end tests: build what is stale. */
export default function build(): void {
  const root = join(import.meta.dirname, '..', '..');
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' });
}
