interface Asked { code: string; fields: readonly { key: string }[]; documents: readonly { kind: string }[] }

/** What is sent of an entry: what the chosen service asks for. What was typed or scanned for another one stays on the screen, in case it is chosen again. */
export function entryOf(procedure: Asked, typed: Readonly<Record<string, string>>, scanned: Readonly<Record<string, string>>): { prosedur: string; fields: Record<string, string>; documents: Record<string, string> } {
  const fields = Object.fromEntries(procedure.fields.flatMap(({ key }) => ((typed[key] ?? '').trim() === '' ? [] : [[key, typed[key] ?? '']])));
  const documents = Object.fromEntries(procedure.documents.flatMap(({ kind }) => (scanned[kind] === undefined ? [] : [[kind, scanned[kind]]])));
  return { prosedur: procedure.code, fields, documents };
}
