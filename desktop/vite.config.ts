import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The screen of the desk, for the browser and for the Electron window alike. */
export default defineConfig({
  root: path.join(import.meta.dirname, 'src/ui'),
  base: './',
  publicDir: path.join(import.meta.dirname, 'src/ui/public'),
  plugins: [react()],
  build: {
    outDir: path.join(import.meta.dirname, 'out/ui'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 2_000,
  },
});
