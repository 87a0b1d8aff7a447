/** What of a form describes the applicant, and in which column of `case_subjects` it stands. Everything else goes to `cases.extra_fields`. */
export interface SubjectColumns {
  name: string | null; name_folded: string | null; nik: string | null;
  npwp_typed: string | null; npwp15: string | null; npwp16: string | null; npwp_mask: string | null; npwp_doubtful: boolean; nib: string | null;
  email: string | null; phone: string | null; user_id_spse: string | null; address: string | null; regency_code: string | null; birth_date: string | null;
}

/** Field key of a procedure to the column that holds what was typed. */
export const COLUMN_OF: Readonly<Record<string, keyof SubjectColumns>> = {
  nama: 'name', nik: 'nik', npwp: 'npwp_typed', nib: 'nib', email: 'email', telepon: 'phone', user_id_spse: 'user_id_spse',
  alamat: 'address', kabupaten: 'regency_code', tanggal_lahir: 'birth_date',
};

/** The form as it was typed, read back from a subject row. Empty columns are left out. */
export function fieldsOf(row: Partial<SubjectColumns>): Record<string, string> {
  return Object.fromEntries(Object.entries(COLUMN_OF).flatMap(([field, column]) => (typeof row[column] === 'string' ? [[field, row[column]]] : [])));
}
