import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnerNotice } from '@lapka/shared/protocol/owner.ts';
import { followNotices, type OwnerLine } from './owner-line.ts';

/** An owner's page: what the clinic has to say, as it happens. */
export function Portal({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  const [line, setLine] = useState<OwnerLine>({ state: 'CONNECTING' });
  useEffect(() => followNotices(token, setLine), [token]);
  if (line.state === 'CONNECTING') return <p className="alone">{t('connecting')}</p>;
  if (line.state === 'REFUSED') return <p className="alone">{t('linkBroken')}</p>;
  return (
    <main>
      <h1>{t('title', { name: line.name })}</h1>
      <h2>{t('notices')}</h2>
      {line.notices.length === 0 ? (
        <div className="empty">
          <p>{t('empty')}</p>
          <small>{t('emptyHint')}</small>
        </div>
      ) : (
        <ul aria-live="polite">
          {line.notices.map((notice) => (
            <Notice key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
    </main>
  );
}

function Notice({ notice }: { readonly notice: OwnerNotice }) {
  const { t, i18n } = useTranslation();
  const day = (date: string): string =>
    new Intl.DateTimeFormat(i18n.language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
      new Date(`${date}T12:00:00Z`),
    );
  return (
    <li>
      {notice.items.map(({ kind, petName, vaccine, due }) => (
        <div key={`${kind} ${petName} ${vaccine} ${due}`}>
          <strong>
            {kind === 'VACCINATION' ? t('vaccinationDue', { pets: petName }) : t('visit', { pets: petName })}
          </strong>
          <span>
            {kind === 'VACCINATION' ? `${vaccineName(vaccine, t)} · ${t('dueOn', { date: day(due) })}` : day(due)}
          </span>
        </div>
      ))}
    </li>
  );
}

function vaccineName(code: string | undefined, t: ReturnType<typeof useTranslation>['t']): string {
  switch (code) {
    case 'V-RAB':
    case 'V-KC':
    case 'V-MYX':
      return t(`vaccine.${code}`);
    default:
      return t('vaccine.other');
  }
}
