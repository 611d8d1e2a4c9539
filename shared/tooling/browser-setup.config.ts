import { buildScreens } from './build-screens.ts';

/** Before the browser tests: the screens they are to see are built from the sources as they are. */
export default async function setUp(): Promise<void> {
  await buildScreens((line) => console.log(`lapka: ${line}`));
}
