import { lazy, Suspense, type ReactNode } from 'react';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useSay } from '../../provider/use-say.ts';
import { DutyNote } from '../../mail/DutyNote.tsx';
import { useMay } from '../../provider/use-me.ts';
import { useDesk } from './case-context.ts';

const TABS = ['kerja', 'isian', 'pemeriksaan', 'surat', 'dokumen', 'catatan', 'riwayat'] as const;
export type CaseTab = (typeof TABS)[number];

const behind = {
  isian: lazy(async () => ({ default: (await import('./FieldsTab.tsx')).FieldsTab })),
  pemeriksaan: lazy(async () => ({ default: (await import('./ChecksTab.tsx')).ChecksTab })),
  surat: lazy(async () => ({ default: (await import('./LettersTab.tsx')).LettersTab })),
  dokumen: lazy(async () => ({ default: (await import('./VersionsTab.tsx')).VersionsTab })),
  catatan: lazy(async () => ({ default: (await import('./NotesTab.tsx')).NotesTab })),
  riwayat: lazy(async () => ({ default: (await import('./HistoryTab.tsx')).HistoryTab })),
};

/** The work first; what else is known about the file one key away. The work stays mounted: what was typed there is kept. */
export function CaseTabs({ tab, onTab, children }: { tab: CaseTab; onTab: (tab: CaseTab) => void; children: ReactNode }) {
  const say = useSay();
  const { view } = useDesk();
  const notes = useMay('GET /api/cases/:id/notes');
  const Other = tab === 'kerja' ? null : behind[tab];
  return (
    <>
      {/* Close enough that all of them stand in one row beside the open queue. */}
      <Tabs value={tab} onChange={(_event, next: CaseTab) => { onTab(next); }} aria-label={say('ui.berkas.bagian')} variant="scrollable" sx={{ px: 1, borderBottom: 1, borderColor: 'divider', flexShrink: 0, '& .MuiTab-root': { paddingInline: '8px' } }}>
        {TABS.filter((name) => name !== 'catatan' || notes).map((name) => <Tab key={name} value={name} id={`tab-${name}`} aria-controls="isi-tab" label={say(`ui.tab.${name}`)} />)}
      </Tabs>
      <Box role="tabpanel" id="isi-tab" aria-labelledby={`tab-${tab}`} tabIndex={0} sx={{ flex: 1, minHeight: 0, overflowY: 'auto', px: 2, py: 1.25, outlineOffset: -2 }}>
        <Box hidden={tab !== 'kerja'} data-ref={`ruang-${view.workspace}`} tabIndex={-1}><DutyNote caseId={view.id} />{children}</Box>
        {Other && <Suspense fallback={<LinearProgress aria-label={say('ui.memuat')} />}><Other /></Suspense>}
      </Box>
    </>
  );
}
