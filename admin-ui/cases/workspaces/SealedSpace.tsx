import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { ArchiveFileItem } from '../../../server/domain/contract/archive.ts';
import { Day, Moment } from '../../fields/Moment.tsx';
import { FieldList } from '../../subjects/FieldList.tsx';
import { useSay } from '../../provider/use-say.ts';
import { useDesk } from '../case-page/case-context.ts';
import { useCaseRows } from '../case-page/use-case-desk.ts';

/** A sealed file is read; later facts become supplements. */
export function SealedSpace() {
  const say = useSay();
  const { view } = useDesk();
  const file = useCaseRows<ArchiveFileItem>(view.id, 'archive-files', { field: 'filedAt', order: 'DESC' }).data?.[0];
  return (
    <>
      <Alert severity="info" sx={{ mb: 1.5 }}>{say('ui.arsip.tersegel')}</Alert>
      {file && (
        <Box sx={{ mb: 1.5, fontSize: '0.9375rem' }}>
          <Link component={RouterLink} to={`/archive-files/${file.id}/show`} sx={{ fontWeight: 600 }}>{file.number}</Link> · {file.classificationCode} · {file.location}
          <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>{file.sealedAt ? <>{say('ui.arsip.disegel')} <Moment at={file.sealedAt} shown="lengkap" /></> : say('ui.arsip.sedang_disegel')} · {say('ui.arsip.aktif_sampai')} <Day day={file.activeUntil} /> · {file.dispositionLabel}</Box>
        </Box>
      )}
      <FieldList />
    </>
  );
}
