import Box from '@mui/material/Box';
import { FieldList } from '../../subjects/FieldList.tsx';
import { GuestBook } from '../../intake/GuestBook.tsx';
import { Moment } from '../../fields/Moment.tsx';
import { useSay, useSayValue } from '../../provider/use-say.ts';
import { useDesk } from '../case-page/case-context.ts';

/** A file that has just come: what was typed, by which way it came, and the guest book. */
export function IntakeSpace() {
  const say = useSay();
  const sayValue = useSayValue();
  const { view } = useDesk();
  return (
    <>
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1 }}>{say('ui.penerimaan.masuk')} <Moment at={view.receivedAt} shown="lengkap" /> · {sayValue('asal', view.origin)}</Box>
      <Box sx={{ mb: 1.5 }}><FieldList /></Box>
      <GuestBook />
    </>
  );
}
