import { useRef, useState } from 'react';
import TextField from '@mui/material/TextField';
import { useDataProvider, useNotify, useRefresh } from 'react-admin';
import type { BlacklistImportItem } from '../../server/domain/contract/checks.ts';
import { createIntents } from '../cases/case-page/intents.ts';
import { FormDialog } from '../fields/FormDialog.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';

/** Withdraws a wrong version, after saying what that means for cases checked against it. Mounted anew for each version. */
export function RevokeDialog({ row, kind = 'daftar_hitam', onClose }: { row: Pick<BlacklistImportItem, 'id' | 'fileName'>; kind?: 'daftar_hitam' | 'registri'; onClose: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const provider = useDataProvider<LoketProvider>();
  const intents = useRef(createIntents());
  const [reason, setReason] = useState('');
  const send = async () => {
    const alasan = reason.trim();
    await (kind === 'registri' ? provider.revokeRegistry : provider.revokeBlacklist)(row.id, alasan, intents.current.idFor(row.id, alasan));
    notify(say('ui.impor.dicabut'), { type: 'success' });
    refresh();
  };
  return (
    <FormDialog title={say('ui.impor.cabut_judul', { berkas: row.fileName })} send={say('ui.impor.cabut')} danger disabled={reason.trim() === ''} fields={['alasan']} onSend={send} onReload={refresh} onClose={onClose}>
      {(wrong) => (
        <>
          <span>{say('ui.impor.cabut_akibat')}</span>
          <TextField required multiline minRows={2} label={say('ui.impor.cabut_alasan')} value={reason} {...wrong('alasan')} onChange={(event) => { setReason(event.target.value); }} slotProps={{ htmlInput: { maxLength: 500 } }} />
        </>
      )}
    </FormDialog>
  );
}
