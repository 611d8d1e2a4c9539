import { clients } from '@lapka/shared/domain/clients/client.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { aClient } from '@lapka/shared/testing/builders/client.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import { staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { systemClock, systemScheduler } from '../../src/node/system.ts';
import { openScreen } from '../../src/node/testing/screen.ts';
import { openTestDesk, settle, testPin } from '../../src/node/testing/test-desk.ts';

/** `fill FOLDER COUNT` writes documents; `use FOLDER` works with them and says how much memory that takes. */
const [task, folder = '', count = '0'] = process.argv.slice(2);
const desk = await openTestDesk({ time: { ...systemClock(), ...systemScheduler }, folder });
const { node } = desk;
const batch = 500;

if (task === 'fill') {
  await settle(node);
  for (let from = 0; from < Number(count); from += 2 * batch) {
    node.store.transact((transactor) => {
      for (let number = from; number < from + batch; number++) {
        const owner = derivedId<'Client'>('Client', 'bench', String(number));
        transactor.put(clients, aClient({ id: owner, name: { family: `Family ${number}`, given: 'Irina' } }));
        transactor.put(
          pets,
          aPet({ id: derivedId<'Pet'>('Pet', 'bench', String(number)), owner, name: `Baron ${number}` }),
        );
      }
    });
  }
} else {
  const screen = await openScreen('MessagePort', node.lines, systemScheduler);
  await screen.bridge.session.signIn({ staff: staffId('olga'), pin: testPin });
  for (let number = 0; number < 500; number++) await screen.bridge.ask.desk.findPets({ text: `baron ${number}` });
  const documents = node.store.read((reader) => reader.count(pets, {}) + reader.count(clients, {}));
  console.log(JSON.stringify({ documents, megabytes: Math.round(process.memoryUsage().rss / 1024 / 1024) }));
  await screen.close();
}
await desk.close();
process.exit(0);
