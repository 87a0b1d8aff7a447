import { useState } from 'react';
import Button from '@mui/material/Button';
import ButtonGroup from '@mui/material/ButtonGroup';
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import { useListContext, useNotify } from 'react-admin';
import { mayCall } from '../provider/auth-provider.ts';
import { downloadFile } from '../provider/download-file.ts';
import { readError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

interface Props { list: string; filter: Record<string, unknown>; sort?: { field: string; order: string } | undefined }

/** The rows as they are filtered now, as a file; the server writes down who took what. */
export function ExportButtons({ list, filter, sort }: Props) {
  const say = useSay();
  const me = useMe();
  const notify = useNotify();
  const [busy, setBusy] = useState<string | null>(null);
  if (!me || !mayCall(me.roles, 'POST /api/exports')) return null;
  const take = (format: 'csv' | 'xlsx') => {
    setBusy(format);
    downloadFile('/api/exports', { list, format, filter, ...(sort ? { sort: [sort.field, sort.order] } : {}) }, `${list}.${format}`)
      .catch((error: unknown) => { notify(readError(error).message, { type: 'warning' }); })
      .finally(() => { setBusy(null); });
  };
  return (
    <ButtonGroup variant="outlined" aria-label={say('ui.ekspor.nama')}>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button key={format} startIcon={<DownloadIcon />} loading={busy === format} disabled={busy !== null} title={say('ui.ekspor.dicatat')} aria-label={say('ui.ekspor.unduh', { bentuk: format.toUpperCase() })} onClick={() => { take(format); }}>
          {format.toUpperCase()}
        </Button>
      ))}
    </ButtonGroup>
  );
}

/** Of the list around. */
export function ListExport() {
  const list = useListContext();
  return <ExportButtons list={list.resource} filter={(list.filterValues ?? {}) as Record<string, unknown>} sort={list.sort} />;
}
