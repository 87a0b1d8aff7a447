/** The three kinds of file an applicant may hand in. */
export type FileType = 'application/pdf' | 'image/jpeg' | 'image/png';

/** Why a file was refused; each key has a sentence `unggahan.<key>` in the message files. */
export const refusalKeys = [
  'file_empty',
  'file_too_large',
  'extension_not_allowed',
  'content_heic',
  'content_webp',
  'content_other_image',
  'content_office',
  'content_unknown',
  'pdf_header_moved',
  'pdf_broken',
  'pdf_password',
  'pdf_without_pages',
  'pdf_needs_too_much_memory',
  'pdf_took_too_long',
  'pdf_cannot_shrink',
  'image_broken',
  'image_too_many_pixels',
  'image_needs_too_much_memory',
  'image_took_too_long',
  'inspection_unavailable',
] as const;
export type RefusalKey = (typeof refusalKeys)[number];

/** What the sender should look at again although the file was taken. */
export const warningKeys = [
  'picture_blurred',
  'picture_too_dark',
  'picture_nearly_empty',
  'picture_sideways',
  'picture_crushed',
  'picture_cut',
  'picture_upside_down',
  'picture_unreadable',
  'picture_small',
  'pages_not_shown',
  'pages_unreadable',
  'file_shrunk',
] as const;
export type WarningKey = (typeof warningKeys)[number];

/** Values for the `%{name}` marks of a sentence. */
export type MessageParams = Record<string, string | number>;

export interface Refusal {
  key: RefusalKey;
  params: MessageParams;
}

export interface Warning {
  key: WarningKey;
  params: MessageParams;
}
