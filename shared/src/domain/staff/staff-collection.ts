import type { CollectionDefinition } from '../collection.ts';
import { acceptStaff, staffNeeds } from './staff-acceptance.ts';
import { mergeStaff } from './staff-merge.ts';
import { staff, type StaffMember, staffSchema, staffVersion } from './staff.ts';

export const staffCollection: CollectionDefinition<StaffMember> = {
  key: staff,
  schema: staffSchema,
  version: staffVersion,
  upgrades: {},
  indexes: [],
  keys: () => [],
  searchEntry: ({ name: { given, family, patronymic }, latinName }) => ({
    kind: 'STAFF',
    words: [family, given, patronymic, latinName].filter((word) => word !== undefined),
    codes: [],
  }),
  needs: staffNeeds,
  accept: acceptStaff,
  merge: mergeStaff,
  serverStore: 'documents',
};
