/** What came by a link, look after look: which files are new since the last one, and which of those that had come were taken back. Pure. */
export interface Arrival { kind: string; uploadId: string }
/** What the last look saw, of which request, and all that was ever told as having come. */
export interface Looked { requestId: string; files: readonly Arrival[]; told: readonly string[] }

/**
 * A file that is no longer there was taken back by the applicant, or another took its place. One that went with its request (called off, used, or a new link in its
 * place) was not: it can be used for some days all the same. Nothing is told twice as having come: what was put aside by hand stays aside.
 */
export function followArrivals(before: Looked | null, { requestId, files }: Omit<Looked, 'told'>): { came: Arrival[]; gone: string[]; looked: Looked } {
  const told = before?.told ?? [];
  const came = files.filter(({ uploadId }) => !told.includes(uploadId));
  const known = before?.requestId === requestId ? before.files : [];
  const gone = known.map(({ uploadId }) => uploadId).filter((id) => !files.some(({ uploadId }) => uploadId === id));
  return { came, gone, looked: { requestId, files, told: [...told, ...came.map(({ uploadId }) => uploadId)] } };
}

/** Without those that went; one that was put in the place of such a file stays. The same object where nothing went. */
export function withoutGone(documents: Record<string, string>, gone: readonly string[]): Record<string, string> {
  const left = Object.entries(documents).filter(([, uploadId]) => !gone.includes(uploadId));
  return left.length === Object.keys(documents).length ? documents : Object.fromEntries(left);
}
