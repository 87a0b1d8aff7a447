import Box from '@mui/material/Box';
import { CallHead } from '../../scheduling/CallHead.tsx';
import { CallPictures } from '../../scheduling/CallPictures.tsx';
import { ChecklistForm } from '../../scheduling/ChecklistForm.tsx';
import { FieldList } from '../../subjects/FieldList.tsx';

/** The call itself on one screen, the scans beside it: originals against scans, the person against the photograph, consent, evidence. */
export function VerificationSpace() {
  return (
    <>
      <CallHead />
      <Box sx={{ mb: 1.5 }}><FieldList columns={2} /></Box>
      <ChecklistForm />
      <CallPictures />
    </>
  );
}
