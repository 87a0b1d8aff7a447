import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { Loading } from 'react-admin';
import { useSilence } from '../provider/silence.ts';
import { useSay } from '../provider/use-say.ts';

/** Before the server has said who is here. One that is silent has logged nobody out. */
export function ArrivingPage() {
  const say = useSay();
  const silent = useSilence();
  return (
    <>
      <Box role="status" sx={{ position: 'fixed', top: 0, insetInline: 0, display: 'grid', placeItems: 'center', p: 2 }}>
        {silent && <Alert severity="warning">{say('ui.lingkungan.tanpa_jawaban')}</Alert>}
      </Box>
      <Loading />
    </>
  );
}
