import { useRef, useState } from 'react';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Tooltip from '@mui/material/Tooltip';
import HelpIcon from '@mui/icons-material/HelpOutline';
import type { StepGuide } from '../../../server/domain/contract/cases.ts';
import { useKeys } from '../../layout/use-keys.ts';
import { useSay } from '../../provider/use-say.ts';

/** What the SOP itself says about the place the case stands at, in its own words. Key: h. */
export function StepHelp({ guide }: { guide: StepGuide }) {
  const say = useSay();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useKeys({ h: () => { setOpen(true); } });
  const demands: [string, string | null][] = [
    [say('ui.bantuan.pelaksana'), guide.actor],
    [say('ui.bantuan.waktu'), guide.standardMinutes === null ? say('ui.bantuan.tanpa_waktu') : say('ui.bantuan.menit', { n: guide.standardMinutes })],
    [say('ui.bantuan.perlengkapan'), guide.requirement], [say('ui.bantuan.output'), guide.output],
  ];
  return (
    <>
      <Tooltip title={`${say('ui.bantuan.buka')} (h)`}>
        <IconButton ref={button} size="small" aria-haspopup="dialog" aria-expanded={open} aria-label={say('ui.bantuan.buka')} onClick={() => { setOpen(true); }}><HelpIcon fontSize="small" /></IconButton>
      </Tooltip>
      <Popover
        open={open} anchorEl={() => button.current} onClose={() => { setOpen(false); }} anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-labelledby': 'judul-bantuan-sop', variant: 'outlined', sx: { p: 2, maxWidth: 460 } } }}
      >
        <Box id="judul-bantuan-sop" sx={{ typography: 'caption', color: 'text.secondary' }}>{guide.source}</Box>
        <Box component="blockquote" lang="id" sx={{ m: 0, my: 1, pl: 1.5, borderLeft: 3, borderColor: 'primary.main', typography: 'body1' }}>“{guide.quote}”</Box>
        {guide.remarks.length > 0 && (
          <Box lang="id" sx={{ typography: 'body2', mb: 1 }}>
            <Box sx={{ fontWeight: 600 }}>{say('ui.bantuan.catatan')}</Box>
            <Box component="ul" sx={{ m: 0, pl: 2.5 }}>{guide.remarks.map((remark) => <li key={remark}>{remark}</li>)}</Box>
          </Box>
        )}
        <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 1.5, rowGap: 0.25, typography: 'body2' }}>
          {demands.filter(([, value]) => value !== null).map(([name, value]) => (
            <Box key={name} sx={{ display: 'contents' }}><Box component="dt" sx={{ color: 'text.secondary' }}>{name}</Box><Box component="dd" sx={{ m: 0 }}>{value}</Box></Box>
          ))}
        </Box>
      </Popover>
    </>
  );
}
