import { ChecklistForm } from '../../scheduling/ChecklistForm.tsx';
import { FieldList } from '../../subjects/FieldList.tsx';
import Box from '@mui/material/Box';

/** The call itself: originals against scans, the person against the photograph, consent. */
export function VerificationSpace() {
  return (
    <>
      <Box sx={{ mb: 1.5 }}><FieldList columns={2} /></Box>
      <ChecklistForm />
    </>
  );
}
