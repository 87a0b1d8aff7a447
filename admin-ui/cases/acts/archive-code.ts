/** The archive's proposal stands in the definition only; it is fetched when somebody files, not with the first load. */
export async function archiveCodeOf(procedure: string, version: number): Promise<string> {
  const { getSop } = await import('../../../server/domain/sop/catalogue.ts');
  return getSop(procedure, version).archive.code;
}
