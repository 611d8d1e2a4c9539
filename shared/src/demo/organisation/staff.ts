import { plusMinutes, type Instant } from '../../base/instant.ts';
import type { StaffRole } from '../../domain/accounts/role.ts';
import type { Party } from '../../domain/bookings/transitions.ts';
import { rolesAt } from '../../domain/accounts/role.ts';
import { fullName } from '../../domain/people/person-name.ts';
import { type PhoneCountry, parsePhone } from '../../domain/people/phone.ts';
import type { LocationId } from '../../domain/settings/settings.ts';
import { addStaffMember, setPin, type StaffDetails, type StaffRights } from '../../domain/staff/staff-rules.ts';
import { staff, type StaffMember } from '../../domain/staff/staff.ts';
import { type Act, granted, type Player, type Stage } from '../play/stage.ts';
import { englishFamilyNames, familyNames, mensNames, patronymics, womensNames } from '../words/names.ts';
import { type Branch, type Post, posts, serverDevice } from './branch.ts';
import { demoPins } from './pins.ts';

/** One of the six, as the examples know them; further branches have others in their places. */
interface Person {
  readonly ru: StaffMember['name'];
  readonly en: StaffMember['name'];
}

const examples: Readonly<Record<Post, Person>> = {
  CHIEF: person(['Анна', 'Сергеевна', 'Соколова'], ['Anna', 'Sokolova']),
  VET: person(['Михаил', 'Андреевич', 'Орлов'], ['Mikhail', 'Orlov']),
  ROVING_VET: person(['Эмили', '', 'Картер'], ['Emily', 'Carter']),
  NURSE: person(['Дарья', 'Викторовна', 'Ким'], ['Daria', 'Kim']),
  DESK: person(['Ольга', 'Ивановна', 'Петрова'], ['Olga', 'Petrova']),
  MANAGER: person(['Джеймс', '', 'Уилсон'], ['James', 'Wilson']),
};

const skills: Readonly<Record<Post, readonly string[]>> = {
  CHIEF: ['SURGERY', 'DENTAL', 'CONSULT', 'VACCINES'],
  VET: ['CONSULT', 'ULTRASOUND', 'VACCINES'],
  ROVING_VET: ['CONSULT', 'DENTAL', 'GROOMING', 'HOME', 'VACCINES'],
  NURSE: ['DISPENSING', 'GROOMING', 'NAIL'],
  DESK: [],
  MANAGER: [],
};

/** Roles everywhere, and roles at the first or the second place only. */
function rightsOf(post: Post, { places: [first, second] }: Branch): StaffRights {
  const at = (place: { readonly id: LocationId }, role: StaffRole): StaffRights['posts'] => [
    { location: place.id, roles: [role] },
  ];
  switch (post) {
    case 'CHIEF':
      return { roles: ['CLINIC_OWNER', 'VET'], posts: [], grants: [] };
    case 'VET':
      return { roles: [], posts: at(first, 'VET'), grants: [] };
    case 'ROVING_VET':
      return { roles: ['VET'], posts: [], grants: [] };
    case 'NURSE':
      return { roles: [], posts: at(first, 'NURSE'), grants: [] };
    case 'DESK':
      return { roles: [], posts: at(first, 'FRONT_DESK'), grants: [] };
    case 'MANAGER':
      return { roles: ['CLINIC_MANAGER'], posts: at(second, 'FRONT_DESK'), grants: [] };
  }
}

/** The people of a branch while its history is made. */
export class Cast {
  readonly #members: ReadonlyMap<Post, StaffMember>;

  constructor(members: ReadonlyMap<Post, StaffMember>) {
    this.#members = members;
  }

  member(post: Post): StaffMember {
    const found = this.#members.get(post);
    return granted(
      found === undefined ? { ok: false, error: { code: 'NOT_FOUND', details: { post } } } : { ok: true, value: found },
    );
  }

  player(post: Post): Player {
    const { id, roles, posts: held, grants } = this.member(post);
    return {
      actor: { kind: 'STAFF', staff: id },
      caller: { kind: 'STAFF', staff: id, roles, posts: held, grants, authority: 'FULL' },
    };
  }

  /** In whose name somebody acts on the bookings of a place. */
  party(post: Post, location: LocationId): Party {
    const member = this.member(post);
    return { kind: 'STAFF', staff: member.id, roles: [...rolesAt(member, location)] };
  }

  /** The name as records and papers carry it. */
  signature(post: Post, branch: Branch): string {
    return fullName(this.member(post).name, branch.language);
  }

  get all(): readonly StaffMember[] {
    return [...this.#members.values()];
  }
}

/** Hires the six and lets each set the PIN that is printed on the card. */
export function hire(branch: Branch, stage: Stage, at: Instant): Cast {
  const members = new Map<Post, StaffMember>();
  const founder = founderOf(branch);
  for (const [index, post] of posts.entries()) {
    const moment = plusMinutes(at, index * 10);
    const scene = { by: founder.player, device: serverDevice, at: moment };
    const member = stage.act('staff.add', scene, ({ stamp, put }) => {
      const details = detailsOf(post, index, branch);
      const added = addStaffMember(branch.staff(post), details, rightsOf(post, branch), founder.member(stamp), stamp);
      put(staff, granted(added));
      return granted(added);
    });
    members.set(post, withPin(member, post, stage, plusMinutes(moment, 5)));
  }
  return new Cast(members);
}

function withPin(member: StaffMember, post: Post, stage: Stage, at: Instant): StaffMember {
  const { id, roles, posts: held, grants } = member;
  const own: Player = {
    actor: { kind: 'STAFF', staff: id },
    caller: { kind: 'STAFF', staff: id, roles, posts: held, grants, authority: 'FULL' },
  };
  const scene = { by: own, device: serverDevice, at, target: { staff: id } };
  return stage.act('staff.setOwnPin', scene, ({ stamp, put }) => {
    const changed = granted(setPin(member, demoPins[post].hash, member, stamp));
    put(staff, changed);
    return changed;
  });
}

/** Who sets the clinic up is its first owner, before there is an entry for anybody. */
function founderOf(branch: Branch): { player: Player; member(stamp: Act['stamp']): StaffMember } {
  const id = branch.staff('CHIEF');
  const rights = rightsOf('CHIEF', branch);
  return {
    player: { actor: { kind: 'STAFF', staff: id }, caller: { kind: 'STAFF', staff: id, ...rights, authority: 'FULL' } },
    member: (stamp) => ({
      id,
      ...detailsOf('CHIEF', 0, branch),
      roles: [...rights.roles],
      posts: [],
      grants: [],
      state: { status: 'ACTIVE' },
      pin: { kind: 'NONE' },
      v: 1,
      created: stamp,
      changed: stamp,
    }),
  };
}

function detailsOf(post: Post, index: number, branch: Branch): StaffDetails {
  const { ru, en } = branch.index === 0 ? examples[post] : stranger(post, branch);
  const phone = parsePhone(
    `+7 000 555-00-${String((branch.index * posts.length + index + 1) % 100).padStart(2, '0')}`,
    russian,
  );
  return {
    name: branch.language === 'ru' ? ru : en,
    latinName: `${en.given} ${en.family}`,
    isChief: post === 'CHIEF',
    skills: [...skills[post]],
    phone: granted(phone),
    ...(post === 'CHIEF' || post.endsWith('VET')
      ? { qualification: branch.say({ ru: 'ветеринарный врач', en: 'veterinary surgeon' }) }
      : {}),
  };
}

const russian: PhoneCountry = 'RU';

/** Somebody for a post in a further branch. */
function stranger(post: Post, branch: Branch): Person {
  const chooser = branch.chooser(`staff ${post}`);
  const isWoman = chooser.chance(0.6);
  const given = chooser.pick(isWoman ? womensNames : mensNames);
  const family = chooser.pick(familyNames);
  const patronymic = chooser.pick(patronymics)[isWoman ? 'daughter' : 'son'];
  const end = isWoman ? ['а', 'a'] : ['', ''];
  return {
    ru: { given: given[0], patronymic: patronymic[0], family: family[0] + end[0] },
    en: { given: given[1], family: chooser.chance(0.1) ? chooser.pick(englishFamilyNames) : family[1] + end[1] },
  };
}

function person(ru: readonly [string, string, string], en: readonly [string, string]): Person {
  const [given, patronymic, family] = ru;
  return {
    ru: patronymic === '' ? { given, family } : { given, patronymic, family },
    en: { given: en[0], family: en[1] },
  };
}
