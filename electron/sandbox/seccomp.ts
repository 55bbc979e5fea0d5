import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The library's helper that blocks Unix sockets (Linux on x64 and arm64 only). Without it the library would go on with a warning
 * that nobody sees, so its absence is our error.
 */
export function seccompHelper(): string | undefined {
  const entry = createRequire(import.meta.url).resolve('@anthropic-ai/sandbox-runtime');
  const file = join(dirname(entry), '..', 'vendor', 'seccomp', process.arch, 'apply-seccomp');
  return existsSync(file) ? file : undefined;
}
