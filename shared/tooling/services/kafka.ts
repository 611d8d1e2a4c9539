import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../run.ts';
import { startInBackground } from './background.ts';
import { freePort, needProgram, runTool, type Service } from './service.ts';

const version = '4.2.0';

/** One broker that is its own controller, from Maven Central. */
export const kafkaService: Service = {
  name: 'Kafka',
  variable: 'TEST_KAFKA_BROKERS',
  tests: 'kafka.service',
  provide: async (folder) => {
    mkdirSync(folder, { recursive: true });
    needProgram('java', ['default-jre-headless']);
    const libraries = path.join(folder, `kafka-${version}`);
    if (!existsSync(libraries)) {
      needProgram('mvn', ['maven']);
      console.log('services: fetching Kafka …');
      const unfinished = `${libraries}.unfinished`;
      const pom = path.join(root, '.ci', 'services', 'kafka', 'pom.xml');
      const copy = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${unfinished}`];
      runTool('mvn', [...copy, '-DincludeScope=runtime'], folder);
      renameSync(unfinished, libraries);
    }
    const data = path.join(folder, 'data');
    rmSync(data, { recursive: true, force: true });
    const [port, controllerPort] = [await freePort(), await freePort()];
    const settings = path.join(folder, 'server.properties');
    writeFileSync(settings, settingsFor(port, controllerPort, data));
    const java = ['-Xmx384m', '-cp', path.join(libraries, '*')];
    const cluster = randomBytes(16).toString('base64url');
    runTool('java', [...java, 'kafka.tools.StorageTool', 'format', '-t', cluster, '-c', settings], folder);
    const server = await startInBackground('java', [...java, 'kafka.Kafka', settings], {
      cwd: folder,
      readyWhenSaid: 'Kafka Server started',
    });
    return { ...server, address: `127.0.0.1:${port}`, version: `Kafka ${version} in KRaft mode` };
  },
};

function settingsFor(port: number, controllerPort: number, data: string): string {
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': data,
    'num.partitions': '4',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
