/** One line per procedure: this is all the rest of the program needs to be told. */
export { default as registrasi_perseorangan } from './registrasi-perseorangan/definition.ts';
export { default as permintaan_user_id } from './permintaan-user-id/definition.ts';
