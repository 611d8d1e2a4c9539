import path from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { describe, expect, it } from 'vitest';
import desktopPackage from '../../desktop/package.json' with { type: 'json' };
import { root } from './run.ts';

const config = await getConfig(root, path.join(root, 'electron-builder.yml'), null);

describe('the packing of the desk', () => {
  it('is described in words the packer knows', async () => {
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
    await expect(validateConfiguration({ ...config, asarr: true } as never, new DebugLogger(false))).rejects.toThrow(
      'asarr',
    );
  });

  it('names the very version of Electron the desk is written for', () => {
    expect(config.electronVersion).toBe(desktopPackage.devDependencies.electron);
  });

  it('rebuilds nothing, and leaves the native module outside the archive where it can be loaded', () => {
    expect(config).toMatchObject({ npmRebuild: false, asar: true });
    expect(config.asarUnpack).toEqual(['node_modules/better-sqlite3/**/*.node']);
    expect(Object.keys(desktopPackage.dependencies)).toEqual(['better-sqlite3']);
  });

  it('shuts every side door of the program: as plain Node, for a debugger, for other code than ours', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
