import { quantity } from '../../base/quantity.ts';
import { giveConsent, setDiscount } from '../../domain/clients/consent-rules.ts';
import { changeNotifications, registerClient } from '../../domain/clients/client-rules.ts';
import type { ConsentPurpose } from '../../domain/clients/consent.ts';
import { acceptClient } from '../../domain/clients/client-acceptance.ts';
import { type Client, clients } from '../../domain/clients/client.ts';
import type { Stamp } from '../../domain/document.ts';
import { percent } from '../../base/percent.ts';
import { judgePassports } from '../../domain/passports/passport-clash.ts';
import { recordPassport } from '../../domain/passports/passport-rules.ts';
import { breeds } from '../../domain/pets/breeds.ts';
import { markChip, putWarning, weighPet } from '../../domain/pets/findings-rules.ts';
import { addCoOwner, changeOwner } from '../../domain/pets/ownership-rules.ts';
import { registerPet, reportDeath } from '../../domain/pets/pet-rules.ts';
import { type Pet, pets } from '../../domain/pets/pet.ts';
import type { World } from '../../domain/world.ts';
import { inbox, type InboxEntry, inboxSchema } from '../../domain/inbox/inbox.ts';
import { weightOn } from '../plan/book.ts';
import type { PetPlan } from '../plan/animals.ts';
import type { OwnerPlan } from '../plan/people.ts';
import { allergens, chronicNames } from '../words/cases.ts';
import { coats, streets, towns } from '../words/names.ts';
import { type Act, granted } from './stage.ts';
import type { Show } from './show.ts';

/** The desk enters an owner: who it is, what they agree to, how they want to be reached. */
export function ownerComes(show: Show, owner: OwnerPlan, minute: number): void {
  const { branch, stage } = show;
  show.at(owner.since, minute, 0, (at) => {
    const scene = show.scene('MANAGER', 'DK-A', at);
    stage.act('clients.register', scene, ({ stamp, put, id }) => {
      const address = {
        id: id<'Address'>(),
        country: 'RU',
        city: branch.say(towns[owner.place]),
        street: branch.say(streets[owner.street] ?? towns[0]),
        house: String(owner.house),
        coordinates: nearby(show, owner),
      };
      const spoken = branch.language === 'en' || owner.isEnglish ? 1 : 0;
      const typed = {
        name: {
          given: owner.given[spoken],
          family: owner.family[spoken],
          ...(owner.patronymic === undefined || spoken === 1 ? {} : { patronymic: owner.patronymic[0] }),
        },
        latinName: `${owner.given[1]} ${owner.family[1]}`,
        phones: [{ number: owner.phone }],
        email: owner.email,
        addresses: [address],
        mainAddress: address.id,
        language: owner.isEnglish ? ('en' as const) : branch.language,
        zone: show.place(owner.place).zone,
      };
      let client = granted(registerClient(owner.id, typed, { stamp, today: show.date(owner.since), country: 'RU' }));
      for (const purpose of consented(owner)) {
        const request = {
          id: id<'Consent'>(),
          purpose,
          textVersion: `${purpose.toLowerCase()}-2025-05`,
          channel: 'SIGNED_PAPER' as const,
        };
        client = granted(giveConsent(client, request, stamp));
      }
      if (!owner.hasApp) {
        client = granted(
          changeNotifications(client, { channels: { PUSH: false, EMAIL: false, SMS: true }, topics: {} }, stamp),
        );
      }
      if (owner.discount > 0) {
        const discount = { id: id<'Discount'>(), percent: percent(owner.discount), from: show.date(owner.since) };
        client = granted(setDiscount(client, discount, stamp));
      }
      put(clients, client);
      for (const task of sameTasks(show, owner, client, stamp)) put(inbox, task);
    });
  });
}

/** The task the server makes when it sees a person twice. */
function sameTasks(show: Show, { sameAs }: OwnerPlan, client: Client, { device, at }: Stamp): InboxEntry[] {
  if (sameAs === undefined) return [];
  const twin = show.stage.get(clients, sameAs);
  const seen: World = { ...nobody, byKey: () => asked([twin]) };
  const decided = acceptClient({ stored: undefined, base: undefined, wanted: client, device, now: at }, seen);
  return decided.kind === 'merge' ? (decided.also ?? []).map(({ document }) => inboxSchema.parse(document)) : [];
}

/** What an animal gets on a visit and does not bring along, and whose booklet has another's number. */
export interface LaterPlan {
  readonly chips: ReadonlySet<PetPlan>;
  readonly passports: ReadonlySet<PetPlan>;
  readonly sameNumber: ReadonlyMap<PetPlan, PetPlan>;
}

/** The desk enters an animal, with what its owner brings along: chip, passport, what must be known about it. */
export function petComes(show: Show, plan: PetPlan, minute: number, later: LaterPlan): void {
  const { branch, stage } = show;
  show.at(plan.since, minute, 0, (at) => {
    const today = show.date(plan.since);
    const scene = show.scene('MANAGER', 'DK-A', at);
    stage.act('pets.register', scene, (act) => {
      const { stamp, id } = act;
      const context = { stamp, today };
      const typed = {
        name: plan.name[branch.language === 'ru' ? 0 : 1],
        latinName: plan.name[1],
        species: plan.species,
        breedCode: plan.breed,
        breed: breeds.find(({ code }) => code === plan.breed)?.[branch.language],
        sex: plan.sex,
        neutered: plan.neutered ? ('YES' as const) : ('NO' as const),
        born: show.date(plan.born),
        bornIsEstimate: plan.breed.startsWith('MIXED') || plan.breed.startsWith('DOMESTIC'),
        coat: branch.say(coats[plan.coat] ?? { ru: '', en: '' }),
      };
      let pet = granted(registerPet(plan.id, show.client(plan.firstOwner ?? plan.owner), typed, context));
      if (plan.coOwner !== undefined) pet = granted(addCoOwner(pet, show.client(plan.coOwner), today, context));
      const kilograms = quantity(weightOn(branch, plan, plan.since));
      pet = granted(weighPet(pet, { id: id<'Weight'>(), at, kilograms, source: { kind: 'SCALES' } }, true, at, stamp));
      if (plan.isAllergic) {
        const substance = branch.say(allergens[plan.coat % allergens.length] ?? { ru: '–', en: '–' });
        const item = {
          id: id<'Allergy'>(),
          substance,
          severity: 'SEVERE' as const,
          state: { status: 'ACTIVE' as const },
        };
        pet = granted(putWarning(pet, { list: 'allergies', item }, stamp));
      }
      if (plan.bites) {
        pet = granted(
          putWarning(
            pet,
            { list: 'alerts', item: { id: id<'Alert'>(), kind: 'BITES', state: { status: 'ACTIVE' } } },
            stamp,
          ),
        );
      }
      if (plan.problem !== undefined) {
        const text = branch.say(chronicNames[plan.problem]);
        pet = granted(
          putWarning(
            pet,
            { list: 'problems', item: { id: id<'Problem'>(), text, since: today, state: { status: 'ACTIVE' } } },
            stamp,
          ),
        );
      }
      if (plan.isChipped && !later.chips.has(plan)) {
        const chip = { id: id<'Chip'>(), marked: { how: 'READ' as const, on: today } };
        pet = granted(markChip(pet, chip, { how: 'SCANNED', text: chipNumber(show, plan) }, false, stamp)).pet;
      }
      if (plan.hasPassport && !later.passports.has(plan)) {
        const request = {
          id: id<'Passport'>(),
          template: 'RU-FREE',
          number: passportNumber(show, later.sameNumber.get(plan) ?? plan),
        };
        pet = granted(recordPassport(pet, request, {}, nobody, context));
      }
      keepJudged(show, pet, act);
    });
  });
  const { firstOwner, deceased } = plan;
  if (firstOwner !== undefined) {
    show.at(plan.since + 9, minute, 0, (at) =>
      stage.act('pets.changeOwner', show.scene('MANAGER', 'DK-A', at), ({ stamp, put }) => {
        const today = show.date(plan.since + 9);
        put(
          pets,
          granted(
            changeOwner(
              show.pet(plan),
              show.client(plan.owner),
              today,
              branch.say({ ru: 'Новый хозяин', en: 'New home' }),
              { stamp, today },
            ),
          ),
        );
      }),
    );
  }
  if (deceased !== undefined) {
    show.at(deceased, 1000, 0, (at) =>
      stage.act('pets.reportDeath', show.scene('MANAGER', 'DK-A', at), ({ stamp, put }) => {
        const today = show.date(deceased);
        put(pets, granted(reportDeath(show.pet(plan), today, { stamp, today })));
      }),
    );
  }
}

/** Weighed on the scales in the waiting room, without a visit. */
export function weighed(show: Show, plan: PetPlan, day: number): void {
  show.at(day, 700, 0, (at) =>
    show.stage.act('pets.weigh', show.scene('MANAGER', 'DK-A', at), ({ stamp, put, id }) => {
      const weight = {
        id: id<'Weight'>(),
        at,
        kilograms: quantity(weightOn(show.branch, plan, day)),
        source: { kind: 'SCALES' as const },
      };
      put(pets, granted(weighPet(show.pet(plan), weight, true, at, stamp)));
    }),
  );
}

/** Chips of the demo begin with 999, which no maker has. */
export function chipNumber({ branch }: Show, { key }: PetPlan): string {
  return `999${String(branch.index).padStart(2, '0')}${String(numberOf(key)).padStart(10, '0')}`;
}

/** Passports of the demo begin with XX, which is no country. */
export function passportNumber({ branch }: Show, { key }: PetPlan): string {
  return `XX ${branch.index + 1}${String(numberOf(key)).padStart(6, '0')}`;
}

function numberOf(key: string): number {
  return Number(/\d+$/.exec(key)?.[0] ?? key.length);
}

function consented({ consents }: OwnerPlan): ConsentPurpose[] {
  return [
    ...(consents.care ? ['CARE' as const] : []),
    ...(consents.reminders ? ['REMINDERS' as const] : []),
    ...(consents.marketing ? ['MARKETING' as const] : []),
  ];
}

/** Somewhere within a few kilometres of the place. */
function nearby(show: Show, { place, house, street }: OwnerPlan) {
  const { latitude, longitude } = show.location(place).position ?? { latitude: 55, longitude: 37 };
  return {
    latitude: Number((latitude + (house % 40) / 1000).toFixed(5)),
    longitude: Number((longitude + street / 200).toFixed(5)),
  };
}

/** No other animal has the number, as far as the desk knows. */
const nobody: World = { get: () => undefined, find: () => [], byKey: () => [] };

/**
 * The animal as the server keeps it. Where somebody else's booklet has the number already, as two desks without a line
 * bring it about, the later one is in conflict, and a task shows both.
 */
function keepJudged(show: Show, pet: Pet, { put }: Act): void {
  const numbers = pet.passports.map(({ number }) => number);
  const holders = numbers.flatMap((number) => show.holderOf(number, pet.id));
  const known: World = {
    ...nobody,
    byKey: (_, __, value) => (numbers.some((each) => each === value) ? asked(holders) : []),
  };
  const judged = judgePassports(pet, undefined, known);
  put(pets, judged.pet);
  for (const { document } of judged.tasks) put(inbox, inboxSchema.parse(document));
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the type is the caller's, as in World
function asked<Document>(holders: readonly object[]): readonly Document[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rule asks for these only
  return holders as unknown as readonly Document[];
}
