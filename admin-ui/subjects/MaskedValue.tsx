import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useDataProvider, useNotify } from 'react-admin';
import { useDesk } from '../cases/case-page/case-context.ts';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { newRequestId } from '../provider/new-request-id.ts';
import { readError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

/** A shown number closes again by itself: a screen left open is no reason to read it. */
const SHOWN_FOR = 60_000;

export function MaskedValue({ field, masked, label }: { field: string; masked: string; label: string }) {
  const say = useSay();
  const notify = useNotify();
  const me = useMe();
  const { view } = useDesk();
  const provider = useDataProvider<LoketProvider>();
  const [plain, setPlain] = useState<string | null>(null);
  useEffect(() => {
    if (plain === null) return undefined;
    const timer = window.setTimeout(() => { setPlain(null); }, SHOWN_FOR);
    return () => { window.clearTimeout(timer); };
  }, [plain]);
  const open = () => { provider.unmask(view.id, field, newRequestId()).then(({ value }) => { setPlain(value); }, (error: unknown) => { notify(readError(error).message, { type: 'warning' }); }); };
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
      <span className="tabular">{plain ?? masked}</span>
      {me && mayCall(me.roles, 'POST /api/cases/:id/unmask') && (
        <Button sx={{ minHeight: 0, py: 0, px: 0.5, minWidth: 0, fontSize: '0.8125rem' }} title={say('ui.samaran.dicatat')} aria-label={say(plain === null ? 'ui.samaran.buka_isian' : 'ui.samaran.tutup_isian', { isian: label })} onClick={plain === null ? open : () => { setPlain(null); }}>
          {say(plain === null ? 'ui.samaran.buka' : 'ui.samaran.tutup')}
        </Button>
      )}
    </Box>
  );
}
