import { registerHooks } from 'node:module';
import type * as TestUtils from 'rxdb/plugins/test-utils';

/** RxDB's own test tools want three trifles of packages that would bring 40 others along; these stand in for them. */
const standIns: Readonly<Record<string, string>> = {
  'async-test-util': `
    export const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    export const randomString = (length = 5) =>
      Array.from({ length }, () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(Math.random() * 26)]).join('');`,
  clone: 'export default (value) => structuredClone(value);',
};

export async function rxdbTestUtils(): Promise<typeof TestUtils> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const source = standIns[specifier];
      if (source === undefined) return next(specifier, context);
      return { url: `data:text/javascript,${encodeURIComponent(source)}`, shortCircuit: true };
    },
  });
  try {
    return await import('rxdb/plugins/test-utils');
  } finally {
    hooks.deregister();
  }
}
