/**
 * SQL: the key of a document's name (`translate` reads it): the one the office gave its kind in the list the case was begun with, else the procedure's.
 * Columns by their full name, as `c.checklist_id` and `d.kind`.
 */
export const kindNameSql = (checklistId: string, kind: string): string => `coalesce(
  (select 'nama:' || (e->'own'->'name'->>'id') || '|' || (e->'own'->'name'->>'en') from checklists k, jsonb_array_elements(k.docs) e where k.id = ${checklistId} and e->>'kind' = ${kind} and e->'own' is not null),
  'dokumen.' || ${kind})`;
