import { useEffect } from 'react';
import Box from '@mui/material/Box';
import { focusNextCheck } from '../../documents/focus-next-check.ts';
import { DocumentCard } from '../../documents/DocumentCard.tsx';
import { FieldList } from '../../subjects/FieldList.tsx';
import { RepairRounds } from '../../intake/RepairRounds.tsx';
import { GuestBook } from '../../intake/GuestBook.tsx';
import { useDesk } from '../case-page/case-context.ts';
import { NpwpJudgement } from './NpwpJudgement.tsx';

/** What is printed on the papers, beside what was typed. */
const COMPARED = ['nama', 'nik', 'npwp', 'tanggal_lahir'];

/** One card per document. Nothing here judges two things at once. */
export function DocumentSpace() {
  const { view, documents } = useDesk();
  const ready = view.mine && documents.length > 0;
  useEffect(() => { if (ready) focusNextCheck(); }, [ready]);
  return (
    <>
      <RepairRounds />
      <Box sx={{ mb: 1.25 }}><FieldList only={COMPARED} columns={2} /></Box>
      {view.documentKinds.map((kind, index) => <DocumentCard key={kind.kind} kind={kind} number={index + 1} />)}
      <NpwpJudgement />
      <GuestBook />
    </>
  );
}
