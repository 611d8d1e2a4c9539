import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The owners' pages, served by the server. */
export default defineConfig({
  root: path.join(import.meta.dirname, 'portal'),
  base: './',
  publicDir: path.join(import.meta.dirname, 'portal/public'),
  plugins: [react()],
  build: { outDir: path.join(import.meta.dirname, 'out/portal'), emptyOutDir: true, target: 'es2022' },
});
