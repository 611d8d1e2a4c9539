import { execFileSync } from 'node:child_process';
import path from 'node:path';

/**
 * Builds one of the small libraries that stand between a process and its disk; answers the environment that loads it.
 */
export function shimEnvironment(name: 'record-disk' | 'failing-disk', folder: string): { readonly LD_PRELOAD: string } {
  if (process.platform !== 'linux') {
    throw new Error(
      `The disk is made to fail with LD_PRELOAD, which is there on Linux only, and this is ${process.platform}.`,
    );
  }
  const library = path.join(folder, `${name}.so`);
  const source = path.join(import.meta.dirname, 'shims', `${name}.c`);
  try {
    execFileSync(
      'gcc',
      ['-O2', '-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-o', library, source, '-ldl', '-lpthread'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error(
        'The disk is made to fail by a small C library, and there is no gcc here to build it: install gcc.',
        {
          cause: error,
        },
      );
    }
    throw error;
  }
  return { LD_PRELOAD: library };
}
