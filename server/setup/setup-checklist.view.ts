import type { Knex } from 'knex';
import type { SETUP_STEPS, SetupChecklist } from '../domain/contract/offices.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { calendarStanding, getOffice } from '../offices/index.ts';

type Step = (typeof SETUP_STEPS)[number];
type State = SetupChecklist['items'][number]['state'];
const LINKS: Record<Step, string> = {
  zona: '/offices', kop_surat: '/offices', kalender: '/holidays', akun: '/users', templat: '/letter-templates', alasan: '/reasons', daftar_periksa: '/checklists', formulir: '/blank-forms',
  daftar_hitam: '/blacklist-imports', penyedia: '/registry-imports', ketersediaan: '/availabilities', surel_uji: '/offices',
};
/** Who must be there before a file can go its whole way: two more pairs of eyes than the admin's. */
const NEEDED_ROLES = ['helpdesk', 'verifikator', 'penyelia', 'arsiparis'] as const;

/** Every state is a question to the rows; nobody ticks anything off. */
export async function readSetup(db: Knex, officeId: string, now: Date, locale: Locale): Promise<SetupChecklist> {
  const office = await getOffice(db, officeId);
  const { rows: [facts] } = await db.raw<{ rows: Facts[] }>(
    `select exists (select 1 from audit_events a where a.office_id = :id and a.event = 'ubah_kantor') as edited,
       (select count(*)::int from users u where u.office_id = :id and u.is_active and u.password_hash is not null) as people,
       (select coalesce(array_agg(distinct r.role), '{}') from users u join user_roles r on r.user_id = u.id where u.office_id = :id and u.is_active and u.password_hash is not null) as roles,
       exists (select 1 from letter_templates t where t.office_id = :id) as own_templates,
       (select count(*)::int from letter_templates t where t.office_id is null) as templates,
       exists (select 1 from office_reasons r where r.office_id = :id) as own_reasons,
       exists (select 1 from checklists k where k.office_id = :id) as own_checklists,
       (select count(*)::int from blank_forms f where (f.office_id = :id or f.office_id is null) and f.withdrawn_at is null) as forms,
       (select count(*)::int from availabilities a where a.office_id = :id) as available,
       (select max(i.data_date)::text from blacklist_imports i where i.state = 'selesai') as list_date,
       (select count(*)::int from providers) + coalesce((select r.row_count - r.refused_count from registry_imports r where r.office_id = :id and r.state = 'selesai' order by r.data_date desc, r.id desc limit 1), 0) as providers,
       (select max(e.state) filter (where e.state = 'sent') from emails e where e.office_id = :id and e.kind = 'surel_uji') as mail_sent,
       (select max(e.state) filter (where e.state <> 'sent') from emails e where e.office_id = :id and e.kind = 'surel_uji') as mail_open`, { id: officeId });
  if (!facts) throw new Error('the checklist read nothing');
  const calendar = await calendarStanding(db, officeId, now);
  const missing = NEEDED_ROLES.filter((role) => !facts.roles.includes(role));
  const listAge = facts.list_date === null ? null : Math.floor((now.getTime() - Date.parse(facts.list_date)) / 86_400_000);
  const states: Record<Step, [State, string, Record<string, string | number>]> = {
    // The zone has a default that may be wrong; it counts once somebody has looked at the office's page and saved it.
    zona: [facts.edited ? 'selesai' : 'belum', facts.edited ? 'ada' : 'belum', { zona: translate(`zona.${office.zone}`, {}, locale) }],
    kop_surat: office.letterhead.address && office.letterhead.contact ? ['selesai', 'ada', { baris: office.letterhead.lines[0] ?? office.name }]
      : [facts.edited ? 'sebagian' : 'belum', 'belum', {}],
    kalender: calendar.alarmYear === null ? ['selesai', 'ada', { sampai: dayText(calendar.knownUntil, locale) }] : ['belum', 'belum', { tahun: calendar.alarmYear }],
    akun: missing.length === 0 ? ['selesai', 'ada', { jumlah: facts.people }]
      : [facts.people > 1 ? 'sebagian' : 'belum', 'belum', { peran: missing.map((role) => translate(`peran.${role}`, {}, locale)).join(', ') }],
    templat: facts.own_templates ? ['selesai', 'sendiri', {}] : facts.templates > 0 ? ['selesai', 'bawaan', { jumlah: facts.templates }] : ['belum', 'belum', {}],
    alasan: ['selesai', facts.own_reasons ? 'sendiri' : 'bawaan', {}],
    daftar_periksa: ['selesai', facts.own_checklists ? 'sendiri' : 'bawaan', {}],
    formulir: facts.forms > 0 ? ['selesai', 'ada', { jumlah: facts.forms }] : ['belum', 'belum', {}],
    daftar_hitam: listAge === null ? ['belum', 'belum', {}]
      : [listAge <= office.settings.blacklistFreshDays ? 'selesai' : 'sebagian', listAge <= office.settings.blacklistFreshDays ? 'ada' : 'lama', { tanggal: dayText(facts.list_date, locale), hari: listAge }],
    penyedia: facts.providers > 0 ? ['selesai', 'ada', { jumlah: facts.providers }] : ['belum', 'belum', {}],
    ketersediaan: facts.available > 0 ? ['selesai', 'ada', { jumlah: facts.available }] : ['belum', 'belum', {}],
    surel_uji: facts.mail_sent ? ['selesai', 'ada', {}] : facts.mail_open ? ['sebagian', 'jalan', {}] : ['belum', 'belum', {}],
  };
  const items = Object.entries(states).map(([step, [state, key, params]]) => ({ step: step as Step, state, note: translate(`awal.${step}.${key}`, params, locale), link: LINKS[step as Step] }));
  return { done: items.filter((item) => item.state === 'selesai').length, total: items.length, items };
}

/** `2026-03-01` as it is read aloud: 1 Mar 2026. */
function dayText(day: string | null, locale: Locale): string {
  return day === null ? '' : new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'id-ID', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

interface Facts {
  edited: boolean; people: number; roles: string[]; own_templates: boolean; templates: number; own_reasons: boolean; own_checklists: boolean; forms: number; available: number; list_date: string | null; providers: number; mail_sent: string | null; mail_open: string | null;
}
