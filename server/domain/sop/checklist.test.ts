/** What an office may set about documents, and the kinds it adds by itself. */
import { describe, expect, it } from '@jest/globals';
import { translate } from '../messages/translate.ts';
import { currentSop } from './catalogue.ts';
import { checklistFaults, kindName, originalName, ownChecklist, ownKindOf, ownName, withChecklist, type ChecklistDoc } from './checklist.ts';
import type { Sop } from './model.ts';

const sop = currentSop('registrasi_perseorangan') as Sop;
const own: ChecklistDoc = {
  kind: 'kantor_surat_kuasa', own: { name: { id: 'Surat Kuasa', en: 'Power of attorney' }, help: null }, required: true, mayLack: false, forms: ['scan'], maxMegabytes: 1, validMonths: 12, checks: [{ id: 'nama_sama', at: 'cek_kelengkapan' }],
};
const asked = withChecklist(sop, [...ownChecklist(sop), own]);

describe('a kind an office adds', () => {
  it('stands behind those of the procedure, with its form, size, age and checks', () => {
    expect(asked.docs.map(({ kind }) => kind)).toEqual(['ktp', 'npwp', 'sertifikat_keahlian', 'kantor_surat_kuasa']);
    expect(asked.docs.at(-1)).toMatchObject({ forms: ['scan'], maxBytes: 1_048_576, validMonths: 12, mayLack: false, checks: [{ id: 'nama_sama', at: 'cek_kelengkapan', identity: true }] });
    expect(withChecklist(sop, ownChecklist(sop)).docs).toHaveLength(3);
  });

  it('may be left out where the office says so', () => {
    expect(asked.docs.at(-1)?.requiredWhen).toBeUndefined();
    expect(withChecklist(sop, [{ ...own, required: false }]).docs.at(-1)?.requiredWhen?.({})).toBe(false);
  });

  it('leaves a condition of the procedure as it is when a list is saved unchanged', () => {
    const conditional: Sop = { ...sop, docs: sop.docs.map((doc) => (doc.kind === 'npwp' ? { ...doc, requiredWhen: (form) => form.punyaNpwp === true } : doc)) };
    const npwp = withChecklist(conditional, ownChecklist(conditional)).docs.find(({ kind }) => kind === 'npwp');
    expect([npwp?.requiredWhen?.({ punyaNpwp: true }), npwp?.requiredWhen?.({})]).toEqual([true, false]);
  });

  it('goes by its name in both languages, alone and among others', () => {
    const name = kindName(asked, 'kantor_surat_kuasa');
    expect([translate(name), translate(name, {}, 'en')]).toEqual(['Surat Kuasa', 'Power of attorney']);
    expect(asked.docs.slice(-1).map((doc) => translate(originalName(doc)))).toEqual(['Surat Kuasa']);
    expect(translate('hambatan.dokumen_tidak_ada', { dokumen: `dokumen.ktp, ${name}` }, 'en')).toContain('Power of attorney');
    expect(kindName(sop, 'kantor_surat_kuasa')).toBe('dokumen.kantor_surat_kuasa');
    expect(translate(ownName({ id: 'Akta', en: '' }), {}, 'en')).toBe('Akta');
  });

  it('gets a kind out of its name that no other has', () => {
    expect(ownKindOf('Surat Kuasa Direktur', [])).toBe('kantor_surat_kuasa_direktur');
    expect(ownKindOf('Surat Kuasa Direktur', ['kantor_surat_kuasa_direktur'])).toBe('kantor_surat_kuasa_direktur_x');
    expect(ownKindOf('2024/7', [])).toBe('kantor_dokumen');
  });

  it('is refused under a kind of the procedure, twice, under a name that is taken, and without a check', () => {
    const faults = (...more: ChecklistDoc[]) => checklistFaults(sop, [...ownChecklist(sop), ...more]).map(({ fault }) => fault);
    expect(faults(own)).toEqual([]);
    expect(faults({ ...own, kind: 'surat_kuasa' })).toEqual(['jenis']);
    expect(faults({ ...own, kind: 'ktp' })).toEqual(['jenis']);
    expect(faults({ ...own, own: undefined })).toEqual(['jenis']);
    expect(faults(own, own)).toEqual(['jenis']);
    expect(faults(own, { ...own, kind: 'kantor_lain' })).toEqual(['nama']);
    expect(faults({ ...own, checks: [] })).toEqual(['kosong']);
  });
});
