import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { root } from '../run.ts';
import { startInBackground } from './background.ts';
import { freePort, needProgram, runTool, type Service } from './service.ts';

/** A server of MongoDB's protocol, built from its Go module: MongoDB itself is in no registry that CI can rely on. */
export const mongoService: Service = {
  name: 'MongoDB',
  variable: 'TEST_MONGO_URL',
  tests: 'mongo.service',
  provide: async (folder) => {
    const program = path.join(folder, 'mongodb-1.24.0');
    mkdirSync(folder, { recursive: true });
    if (!existsSync(program)) {
      needProgram('go', []);
      console.log('services: building FerretDB, about two minutes the first time …');
      runTool('go', ['build', '-o', program, '.'], path.join(root, '.ci', 'services', 'mongodb'));
    }
    const data = path.join(folder, 'data');
    rmSync(data, { recursive: true, force: true });
    mkdirSync(data);
    const port = await freePort();
    const server = await startInBackground(program, [`127.0.0.1:${port}`, data], {
      cwd: folder,
      isReady: () => isListening(port),
    });
    return { ...server, address: `mongodb://127.0.0.1:${port}/`, version: 'FerretDB 1.24.0 on SQLite' };
  },
};

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
