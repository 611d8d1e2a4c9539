import { failure, type Failure } from '../../base/failure.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import type { Stamp } from '../document.ts';
import { parseEmail } from '../people/email.ts';
import { parsePersonName, type TypedName } from '../people/person-name.ts';
import { parsePhone, type PhoneCountry } from '../people/phone.ts';
import { ownsClinic, type StaffDetails } from './staff-rules.ts';
import type { StaffMember } from './staff.ts';

/** What a manager types about somebody who works here. */
export interface TypedStaff {
  readonly name: TypedName;
  readonly latinName?: string | undefined;
  readonly isChief: boolean;
  readonly skills: readonly string[];
  readonly qualification?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

export function readStaffDetails(
  typed: TypedStaff,
  country: PhoneCountry,
): Result<StaffDetails, Failure<'NAME_MISSING' | 'NOT_A_PHONE' | 'NOT_AN_EMAIL'>> {
  const name = parsePersonName(typed.name);
  if (!name.ok) return name;
  const phone = isBlank(typed.phone) ? ok(undefined) : parsePhone(typed.phone, country);
  if (!phone.ok) return phone;
  const email = isBlank(typed.email) ? ok(undefined) : parseEmail(typed.email);
  if (!email.ok) return email;
  const filled = (text = ''): string | undefined => tidyLine(text, 160) || undefined;
  return ok({
    name: name.value,
    isChief: typed.isChief,
    skills: [...new Set(typed.skills)],
    ...onlyDefined({
      latinName: filled(typed.latinName),
      qualification: filled(typed.qualification),
      phone: phone.value,
      email: email.value,
    }),
  });
}

/** What a form shows of a person; rights and access are changed by rules of their own. */
export function detailsOfStaff(member: StaffMember): StaffDetails {
  const { name, isChief, skills, latinName, qualification, phone, email } = member;
  return { name, isChief, skills, ...onlyDefined({ latinName, qualification, phone, email }) };
}

/** Replaces what the form shows. The entry of an owner is changed by owners only. */
export function changeDetails(
  member: StaffMember,
  details: StaffDetails,
  by: StaffMember,
  stamp: Stamp,
): Result<StaffMember, Failure<'OWNER_ROLE_BY_OWNER_ONLY'>> {
  if (ownsClinic(member) && !ownsClinic(by)) return err(failure('OWNER_ROLE_BY_OWNER_ONLY'));
  const { latinName: _latin, qualification: _qualification, phone: _phone, email: _email, ...kept } = member;
  return ok({ ...kept, ...details, changed: stamp });
}

function isBlank(text: string | undefined): text is undefined | '' {
  return text === undefined || text.trim() === '';
}
