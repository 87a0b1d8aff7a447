import type { Knex } from 'knex';
import { LOOKED_AT_STEPS, officeSettings, SETUP_STEPS, type OfficeSettings, type SetupChecklist } from '../domain/contract/offices.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { calendarStanding, getOffice } from '../offices/index.ts';

type Step = (typeof SETUP_STEPS)[number];
type State = SetupChecklist['items'][number]['state'];
const LINKS: Record<Step, string> = {
  zona: '/offices', kop_surat: '/offices', kalender: '/holidays', akun: '/users', penomoran: '/offices', empat_mata: '/offices', batas: '/offices', tempat: '/rooms', templat: '/letter-templates', alasan: '/reasons',
  daftar_periksa: '/checklists', formulir: '/blank-forms', daftar_hitam: '/blacklist-imports', penyedia: '/registry-imports', ketersediaan: '/availabilities', surel_uji: '/offices', buka: '/offices',
};
/** Who must be there before a file can go its whole way: two more pairs of eyes than the admin's. */
const NEEDED_ROLES = ['helpdesk', 'verifikator', 'penyelia', 'arsiparis'] as const;
const NUMBERING = ['letterNumber', 'letterNumbers'] as const;
const LIMITS = [
  'blacklistFreshDays', 'blacklistOldDays', 'repairWorkingDays', 'returnDays', 'rescheduleLimit', 'uploadLinkHours', 'mailsPerMinute', 'uploadMegabytes', 'staffUploadMegabytes', 'inboundMailDays', 'bulkResultDays', 'refusedRowDays',
] as const;

/**
 * Every state is a question to the rows. What the office came with is no work of the office: it stays `bawaan` until the setting itself was changed or somebody
 * said that he has looked at it; saving the office's page for another setting is no look at this one.
 */
export async function readSetup(db: Knex, officeId: string, now: Date, locale: Locale): Promise<SetupChecklist> {
  const office = await getOffice(db, officeId);
  const { rows: [facts] } = await db.raw<{ rows: Facts[] }>(
    `select (select coalesce(array_agg(distinct a.detail->>'setelan'), '{}') from audit_events a where a.office_id = :id and a.event = 'ubah_kantor' and a.detail->>'setelan' is not null) as changed,
       (select count(*)::int from users u where u.office_id = :id and u.is_active and u.password_hash is not null) as people,
       (select coalesce(array_agg(distinct r.role), '{}') from users u join user_roles r on r.user_id = u.id where u.office_id = :id and u.is_active and u.password_hash is not null) as roles,
       exists (select 1 from working_weeks w where w.office_id = :id) or exists (select 1 from holidays h where h.office_id = :id)
         or exists (select 1 from audit_events a where a.office_id = :id and a.event in ('tambah_hari_libur', 'hapus_hari_libur', 'tambah_minggu_kerja', 'ubah_minggu_kerja', 'hapus_minggu_kerja')) as own_calendar,
       exists (select 1 from letter_templates t where t.office_id = :id) as own_templates,
       (select count(*)::int from letter_templates t where t.office_id is null) as templates,
       exists (select 1 from office_reasons r where r.office_id = :id) as own_reasons,
       exists (select 1 from checklists k where k.office_id = :id) as own_checklists,
       (select count(*)::int from blank_forms f where f.office_id = :id and f.withdrawn_at is null) as own_forms,
       (select count(*)::int from blank_forms f where f.office_id is null and f.withdrawn_at is null) as forms,
       (select count(*)::int from rooms r where r.office_id = :id and r.is_active) as rooms,
       (select count(*)::int from availabilities a where a.office_id = :id) as available,
       (select max(i.data_date)::text from blacklist_imports i where i.state = 'selesai') as list_date,
       (select count(*)::int from providers p where p.office_id = :id and p.withdrawn_at is null)
         + coalesce((select r.row_count from registry_imports r where r.office_id = :id and r.state = 'selesai' order by r.data_date desc, r.id desc limit 1), 0) as own_providers,
       exists (select 1 from providers p where p.office_id is distinct from :id and p.withdrawn_at is null) or exists (select 1 from registry_imports r where r.office_id <> :id and r.state = 'selesai') as other_providers,
       (select coalesce(json_agg(json_build_object('step', l.step, 'name', u.name, 'at', (l.looked_at at time zone o.zone)::date::text)), '[]') from setup_looks l join users u on u.id = l.looked_by join offices o on o.id = l.office_id where l.office_id = :id) as looks,
       (select max(e.state) filter (where e.state = 'sent') from emails e where e.office_id = :id and e.kind = 'surel_uji') as mail_sent,
       (select max(e.state) filter (where e.state <> 'sent') from emails e where e.office_id = :id and e.kind = 'surel_uji') as mail_open`, { id: officeId });
  if (!facts) throw new Error('the checklist read nothing');
  const calendar = await calendarStanding(db, officeId, now);
  const { settings, letterhead } = office;
  const missing = NEEDED_ROLES.filter((role) => !facts.roles.includes(role));
  const listAge = facts.list_date === null ? null : Math.floor((now.getTime() - Date.parse(facts.list_date)) / 86_400_000);
  const changed = (path: string) => facts.changed.some((one) => one === path || one.startsWith(`${path}.`));
  const own = (keys: readonly (keyof OfficeSettings)[]): [State, string] => (keys.some((key) => changed(`settings.${key}`) || JSON.stringify(settings[key]) !== JSON.stringify(DEFAULTS[key])) ? ['selesai', 'sendiri'] : ['bawaan', 'bawaan']);
  const until = { sampai: dayText(calendar.knownUntil, locale) };
  const places = [settings.meetingRoom, settings.deskRoom].filter(Boolean).join(' · ');
  const states: Record<Step, [State, string, Record<string, string | number>]> = {
    zona: [...(changed('zone') ? ['selesai', 'ada'] as const : ['bawaan', 'bawaan'] as const), { zona: translate(`zona.${office.zone}`, {}, locale) }],
    kop_surat: letterhead.address && letterhead.contact ? ['selesai', 'ada', { baris: letterhead.lines[0] ?? office.name }]
      : [letterhead.address || letterhead.contact ? 'sebagian' : 'belum', 'belum', {}],
    kalender: calendar.alarmYear !== null ? ['belum', 'belum', { tahun: calendar.alarmYear }] : facts.own_calendar ? ['selesai', 'ada', until] : ['bawaan', 'bawaan', until],
    akun: missing.length === 0 ? ['selesai', 'ada', { jumlah: facts.people }]
      : [facts.people > 1 ? 'sebagian' : 'belum', 'belum', { peran: missing.map((role) => translate(`peran.${role}`, {}, locale)).join(', ') }],
    penomoran: [...own(NUMBERING), { pola: settings.letterNumber }],
    empat_mata: [...own(['fourEyesException']), { pilihan: translate(`awal.empat_mata.${settings.fourEyesException}`, {}, locale) }],
    batas: [...own(LIMITS), { perbaikan: settings.repairWorkingDays, unduh: settings.returnDays, segar: settings.blacklistFreshDays }],
    tempat: places ? ['selesai', 'ada', { tempat: places }] : facts.rooms > 0 ? ['selesai', 'ruang', { jumlah: facts.rooms }] : ['belum', 'belum', {}],
    templat: facts.own_templates ? ['selesai', 'sendiri', {}] : facts.templates > 0 ? ['bawaan', 'bawaan', { jumlah: facts.templates }] : ['belum', 'belum', {}],
    alasan: facts.own_reasons ? ['selesai', 'sendiri', {}] : ['bawaan', 'bawaan', {}],
    daftar_periksa: facts.own_checklists ? ['selesai', 'sendiri', {}] : ['bawaan', 'bawaan', {}],
    formulir: facts.own_forms > 0 ? ['selesai', 'sendiri', { jumlah: facts.own_forms }] : facts.forms > 0 ? ['bawaan', 'bawaan', { jumlah: facts.forms }] : ['belum', 'belum', {}],
    daftar_hitam: listAge === null ? ['belum', 'belum', {}]
      : [listAge <= settings.blacklistFreshDays ? 'selesai' : 'sebagian', listAge <= settings.blacklistFreshDays ? 'ada' : 'lama', { tanggal: dayText(facts.list_date, locale), hari: listAge }],
    // Everybody screens against all suppliers known anywhere (decision 10), but only the office itself can bring its own.
    penyedia: facts.own_providers > 0 ? ['selesai', 'ada', { jumlah: facts.own_providers }] : ['belum', facts.other_providers ? 'lain' : 'belum', {}],
    ketersediaan: facts.available > 0 ? ['selesai', 'ada', { jumlah: facts.available }] : ['belum', 'belum', {}],
    surel_uji: facts.mail_sent ? ['selesai', 'ada', {}] : facts.mail_open ? ['sebagian', 'jalan', {}] : ['belum', 'belum', {}],
    buka: office.isOpen ? ['selesai', 'ada', {}] : ['belum', 'belum', {}],
  };
  const items = SETUP_STEPS.map((step) => {
    const [state, key, params] = states[step];
    const note = translate(`awal.${step}.${key}`, params, locale);
    const may = isOneOf(LOOKED_AT_STEPS, step) && (state === 'bawaan' || state === 'belum' && OPTIONAL.has(step));
    const look = facts.looks.find((one) => one.step === step);
    if (may && look) {
      return { step, state: state === 'bawaan' ? 'selesai' as const : 'dilewati' as const, note: `${note} ${translate('awal.dilihat', { nama: look.name, tanggal: dayText(look.at, locale) }, locale)}`, link: LINKS[step], look: null };
    }
    return { step, state, note, link: LINKS[step], look: !may ? null : state === 'bawaan' ? 'periksa' as const : 'lewati' as const };
  });
  return { done: items.filter((item) => item.state === 'selesai' || item.state === 'dilewati').length, total: items.length, items };
}

const DEFAULTS = officeSettings.parse({});
/** An office works without them. */
const OPTIONAL: ReadonlySet<Step> = new Set<Step>(['tempat', 'formulir', 'penyedia', 'ketersediaan']);
const isOneOf = <T extends string>(list: readonly T[], value: string): value is T => (list as readonly string[]).includes(value);

/** `2026-03-01` as it is read aloud: 1 Mar 2026. */
function dayText(day: string | null, locale: Locale): string {
  return day === null ? '' : new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'id-ID', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

interface Facts {
  changed: string[]; people: number; roles: string[]; own_calendar: boolean; own_templates: boolean; templates: number; own_reasons: boolean; own_checklists: boolean; own_forms: number; forms: number; rooms: number; available: number;
  list_date: string | null; own_providers: number; other_providers: boolean; looks: { step: string; name: string; at: string }[]; mail_sent: string | null; mail_open: string | null;
}
