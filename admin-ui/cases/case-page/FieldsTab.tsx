import { FieldList } from '../../subjects/FieldList.tsx';

/** What was typed at intake. */
export function FieldsTab() {
  return <FieldList />;
}
