import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Tooltip from '@mui/material/Tooltip';
import type { Theme } from '@mui/material/styles';
import PreviousIcon from '@mui/icons-material/ChevronLeft';
import NextIcon from '@mui/icons-material/ChevronRight';
import MinusIcon from '@mui/icons-material/Remove';
import PlusIcon from '@mui/icons-material/Add';
import FitIcon from '@mui/icons-material/FitScreenOutlined';
import TurnIcon from '@mui/icons-material/RotateRight';
import TurnLeftIcon from '@mui/icons-material/RotateLeft';
import PairIcon from '@mui/icons-material/VerticalSplitOutlined';
import FullIcon from '@mui/icons-material/Fullscreen';
import LeaveFullIcon from '@mui/icons-material/FullscreenExit';
import TabIcon from '@mui/icons-material/OpenInNew';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useDataProvider } from 'react-admin';
import { TransformComponent, TransformWrapper, type ReactZoomPanPinchRef } from 'react-zoom-pan-pinch';
import type { DocumentView } from '../../../server/domain/contract/documents.ts';
import { useDesk, type GuestSheet } from '../../cases/case-page/case-context.ts';
import { nameOf, useKeys, type Keys } from '../../layout/use-keys.ts';
import type { LoketProvider } from '../../provider/data-provider.ts';
import { useMay } from '../../provider/use-me.ts';
import { useSay } from '../../provider/use-say.ts';
import { FieldList } from '../../subjects/FieldList.tsx';
import { ArrivalNote, Late } from './ArrivalNote.tsx';
import { DownloadButton } from './DownloadButton.tsx';
import { PagePicture } from './PagePicture.tsx';
import { rememberView, turned, turnOf, viewOf, type PictureView, type Upright } from './picture-view.ts';
import { useArrival } from './use-arrival.ts';
import { useWholeScreen } from './use-whole-screen.ts';
import { Watermark } from './Watermark.tsx';

/** Page pictures made by the server; no applicant's PDF is ever opened in this browser. It changes document only when told to. */
export function Viewer({ alone = false }: { /** in a tab of its own */ alone?: boolean }) {
  const say = useSay();
  const mayLook = useMay('GET /api/documents');
  const { view, documents, documentsKnown, documentsComing, shown, show, asked, beside, showBeside, guest, showGuest, chosen } = useDesk();
  const frame = useRef<HTMLElement>(null);
  const { whole, turn: fill, leave } = useWholeScreen(frame);
  const current = documents.filter((row) => row.current);
  const open = documents.find((row) => row.id === shown);
  const second = documents.find((row) => row.id === beside && row.id !== shown);
  const step = (by: 1 | -1) => {
    const at = current.findIndex((row) => row.id === shown);
    const next = current[(at + by + current.length) % current.length];
    if (next) show(next.id);
  };
  const pair = () => { if (guest) showGuest(null); else showBeside(second ? null : partnerOf(open, documents)?.id ?? null); };
  const two = second !== undefined || guest !== null;
  // In a small window it stands below what is judged.
  useEffect(() => { if (two) frame.current?.scrollIntoView({ block: 'nearest' }); }, [two]);
  // A form that was opened by its key wants to be seen.
  useEffect(() => { if (chosen !== null) leave(); }, [chosen, leave]);
  useKeys({ '[': () => { step(-1); }, ']': () => { step(1); }, f: fill, d: pair });
  return (
    <Box ref={frame} component="section" aria-label={say('ui.penampil.nama')} sx={{ ...(whole ? { position: 'fixed', inset: 0, zIndex: COVERS } : {}), display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0, borderLeft: alone || whole ? 0 : 1, borderColor: 'divider', bgcolor: (theme) => (theme.palette.mode === 'dark' ? '#0d1112' : '#e4e0d7') }}>
      {documents.length > 0 && <Box sx={{ bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider', px: 1, py: 0.75, display: 'flex', gap: 0.5, alignItems: 'center' }}>
        {current.length > 0 && (
          <ToggleButtonGroup exclusive size="small" value={shown} onChange={(_event, id: string | null) => { if (id) show(id); }} aria-label={say('ui.penampil.pilih')} sx={{ display: 'flex', flex: 1, minWidth: 0, '& .MuiToggleButton-root': { flex: '1 1 auto', minWidth: 44 } }}>
            {current.map((row, index) => <ToggleButton key={row.id} value={row.id} title={row.label}><Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{index + 1} {shortName(row)}</Box></ToggleButton>)}
          </ToggleButtonGroup>
        )}
        <Tool label={`${say(two ? 'ui.penampil.tutup_kedua' : 'ui.penampil.berdampingan')} (D)`} onClick={pair} off={!two && partnerOf(open, documents) === undefined}><PairIcon /></Tool>
        <Tool label={`${say(whole ? 'ui.penampil.tutup_layar_penuh' : 'ui.penampil.layar_penuh')} (F)`} onClick={fill}>{whole ? <LeaveFullIcon /> : <FullIcon />}</Tool>
        {!alone && !whole && open && <Tooltip title={say('ui.penampil.tab_sendiri')}><IconButton size="small" component="a" href={`/staf/cases/${view.id}/show?lihat=${open.id}`} target="_blank" rel="noopener" aria-label={say('ui.penampil.tab_sendiri')} sx={{ '& svg': { fontSize: 20 } }}><TabIcon /></IconButton></Tooltip>}
      </Box>}
      <Box sx={{ flex: 1, minHeight: 0, display: 'grid', gridTemplateColumns: two ? 'minmax(0, 1fr) minmax(0, 1fr)' : 'minmax(0, 1fr)', gridTemplateRows: 'minmax(0, 1fr)', gap: '2px' }}>
        {open && open.pageCount > 0 ? <Sheet key={`${open.id}:${asked}`} open={open} keys headed={two} /> : view.documentKinds.length === 0 && !open ? <TypedInstead /> : <Box sx={{ position: 'relative', display: 'grid', placeContent: 'center', p: 3, color: 'text.secondary', textAlign: 'center' }}>{open ? say('ui.penampil.belum_siap') : !mayLook ? say('ui.penampil.tertutup') : documentsKnown ? say('ui.penampil.kosong') : documentsComing && <Late sentence={say('ui.memuat')} />}</Box>}
        {guest && <Guest key={guest.twinId} guest={guest} />}
        {!guest && second && second.pageCount > 0 && <Sheet key={second.id} open={second} choices={documents.filter((row) => row.id !== shown)} />}
      </Box>
    </Box>
  );
}

/** Above bar and menu of the page, beneath everything that opens over it. */
const COVERS = (theme: Theme) => theme.zIndex.modal - 1;

/** Beside a document its earlier version says most; else the next one. */
function partnerOf(open: DocumentView | undefined, documents: DocumentView[]): DocumentView | undefined {
  if (!open) return undefined;
  return documents.find((row) => row.kind === open.kind && row.version === open.version - 1) ?? documents.find((row) => row.current && row.id !== open.id) ?? documents.find((row) => row.id !== open.id);
}

/** Of the same height on both sides, so that two pictures stand level. */
const HEAD_HEIGHT = 58;

/** The scanner has not let it through, or found something in it: its pictures do not leave the server. */
const UNSEEN: ReadonlySet<string> = new Set(['ditahan', 'terinfeksi']);

/** One document with its tools; the second one names itself and can be chosen. */
function Sheet({ open, keys = false, headed = false, choices }: { open: DocumentView; keys?: boolean; /** named, since another stands beside it */ headed?: boolean; choices?: DocumentView[] }) {
  const say = useSay();
  const { showBeside } = useDesk();
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0 }}>
      {choices && (
        <Box sx={{ height: HEAD_HEIGHT, bgcolor: 'background.paper', px: 0.75, pt: 1.25 }}>
          <TextField select fullWidth size="small" label={say('ui.penampil.kedua')} value={open.id} onChange={(event) => { showBeside(event.target.value); }}>
            {choices.map((row) => <MenuItem key={row.id} value={row.id}>{row.label} · {say('ui.dokumen.versi', { n: row.version })}</MenuItem>)}
          </TextField>
        </Box>
      )}
      {headed && !choices && <Box sx={{ height: HEAD_HEIGHT, display: 'flex', alignItems: 'flex-end', fontSize: '0.8125rem', fontWeight: 600, bgcolor: 'background.paper', px: 1, pb: 1 }}>{open.label} · {say('ui.dokumen.versi', { n: open.version })}</Box>}
      {!open.current && !choices && <Box sx={{ fontSize: '0.8125rem', color: 'warning.main', bgcolor: 'background.paper', px: 1, py: 0.25 }}>{say('ui.penampil.versi_lama', { dokumen: open.label, n: open.version })}</Box>}
      {UNSEEN.has(open.scanState) ? <Box sx={{ m: 'auto', p: 3, maxWidth: 420, color: 'text.secondary', textAlign: 'center' }}>{say(open.scanState === 'terinfeksi' ? 'ui.penampil.terinfeksi' : 'ui.penampil.ditahan')}</Box> : <Pages open={{ id: open.id, labelOf: (page) => say('ui.penampil.halaman', { dokumen: open.label, n: page }), type: open.type, pageCount: open.pageCount, lacking: open.lackingPages, drawing: open.drawing, turns: open.turns, upright: open.reading ?? undefined, source: `/api/documents/${open.id}`, own: true }} keys={keys} />}
    </Box>
  );
}

/** A document of another case, to compare only: nothing about it is kept or downloaded here. */
function Guest({ guest }: { guest: GuestSheet }) {
  const say = useSay();
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0 }}>
      <Box sx={{ height: HEAD_HEIGHT, display: 'flex', alignItems: 'flex-end', fontSize: '0.8125rem', fontWeight: 600, bgcolor: 'background.paper', px: 1, pb: 1 }}>{guest.label}</Box>
      <Pages open={{ id: guest.twinId, labelOf: (page) => say('ui.penampil.halaman', { dokumen: guest.label, n: page }), type: '', first: guest.firstPage, pageCount: guest.pageCount, lacking: guest.lackingPages, drawing: false, turns: {}, upright: undefined, source: `/api/document-twins/${guest.twinId}`, own: false }} keys={false} />
    </Box>
  );
}

/** A procedure that asks for no documents compares what was typed: that stands here. */
function TypedInstead() {
  const say = useSay();
  return (
    <Box sx={{ p: 2, overflowY: 'auto', flex: 1, bgcolor: 'background.paper' }}>
      <Box component="h2" sx={{ typography: 'h3', m: 0 }}>{say('ui.penampil.isian')}</Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1.5 }}>{say('ui.penampil.tanpa_dokumen')}</Box>
      <FieldList />
    </Box>
  );
}

/** "Scan KTP pribadi" beside three others needs its own word only. */
function shortName(row: DocumentView): string {
  // "Scan of the identity card (KTP)": what everybody calls it stands in brackets.
  const called = /\(([^)]+)\)/.exec(row.label)?.[1] ?? row.label.replace(/^Scan\s+(of\s+the\s+)?/i, '').replace(/\s+pribadi$/i, '');
  return called.charAt(0).toUpperCase() + called.slice(1);
}

/** Part of the frame that one key press moves an enlarged picture. */
const PACE = 0.25;

/** More than this and the small picture shows its pixels. */
const CLOSE = 1.25;
/** More than this and the detailed one does. */
const NEAR = 2.5;

interface Shown { id: string; labelOf(page: number): string; type: string; /** none before it is to be seen; else 1 */ first?: number; pageCount: number; lacking: readonly number[]; /** of those, some may still come */ drawing: boolean; turns: DocumentView['turns']; upright: Upright | undefined; source: string; /** of this case: turns are kept, it can be taken along */ own: boolean }

/** The pages of one paper under the name of who looks: small pictures first, detail on zooming in. Fills the height it is given. */
export function Pages({ open, keys }: { open: Shown; keys: boolean }) {
  const say = useSay();
  const { first = 1 } = open;
  const provider = useDataProvider<LoketProvider>();
  const zoomer = useRef<ReactZoomPanPinchRef>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(() => viewOf(open.id, open.turns, open.upright));
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const box = frame.current;
    if (!box) return undefined;
    const watch = new ResizeObserver(([entry]) => { if (entry) setSize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) }); });
    watch.observe(box);
    return () => { watch.disconnect(); };
  }, []);
  // The newest of all: two events may come before the next drawing, and the second must not take back the first.
  const latest = useRef(view);
  const change = (next: Partial<PictureView>) => { latest.current = rememberView(open.id, latest.current, next); setView(latest.current); };
  // At once: a key pressed again while the picture still glides would begin from half way.
  const fit = () => { void zoomer.current?.setTransform(0, 0, 1, 0); };
  const toPage = (page: number) => { if (page >= first && page <= open.pageCount) { change({ page, turn: turnOf(page, open.turns, open.upright), scale: 1, x: 0, y: 0 }); fit(); } };
  const turn = (by: 90 | -90) => {
    const next = turned(latest.current, by);
    change(next);
    fit();
    if (!open.own) return;
    // Kept for the next visit; a turn that was not kept hinders nobody, so nothing is said.
    provider.keepTurn(open.id, next.page, next.turn).then(() => { open.turns[String(next.page)] = next.turn; }, () => undefined);
  };
  // By the frame as well: in one of another size its pictures are drawn, and fetched, anew.
  const address = `${open.source}/pages/${view.page}`;
  const { arrival, tell, again } = useArrival(`${address} ${size.width}x${size.height}`);
  const larger = () => { void zoomer.current?.zoomIn(0.4, 0); };
  const smaller = () => { void zoomer.current?.zoomOut(0.4, 0); };
  /** Towards one side of the picture; it stops at its edge. */
  const look = (x: number, y: number) => { void zoomer.current?.panBy(-x * size.width * PACE, -y * size.height * PACE, 0); };
  const own: Keys = {
    '+': larger, '=': larger, '-': smaller, 0: fit, r: () => { turn(90); }, R: () => { turn(-90); }, ArrowLeft: () => { toPage(latest.current.page - 1); }, ArrowRight: () => { toPage(latest.current.page + 1); },
    'shift+ArrowLeft': () => { look(-1, 0); }, 'shift+ArrowRight': () => { look(1, 0); }, 'shift+ArrowUp': () => { look(0, -1); }, 'shift+ArrowDown': () => { look(0, 1); },
  };
  useKeys(keys ? own : {});
  // Wherever the keyboard is, the keys are those of the first sheet; once it stands in another, they are that one's.
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || !(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
    const act = own[nameOf(event)];
    if (!act) return;
    event.preventDefault();
    act(event.nativeEvent);
  };
  return (
    <Box onKeyDown={press} sx={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, minWidth: 0 }}>
      <Box role="toolbar" aria-label={say('ui.penampil.alat')} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.25, px: 0.5, bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider', fontSize: '0.8125rem' }}>
        <Tool label={say('ui.penampil.sebelum')} onClick={() => { toPage(view.page - 1); }} off={view.page <= first}><PreviousIcon /></Tool>
        <span className="tabular">{view.page}/{open.pageCount}</span>
        <Tool label={say('ui.penampil.sesudah')} onClick={() => { toPage(view.page + 1); }} off={view.page >= open.pageCount}><NextIcon /></Tool>
        <Box sx={{ width: 8 }} />
        <Tool label={say('ui.penampil.perkecil')} onClick={smaller}><MinusIcon /></Tool>
        <Box component="span" className="tabular" sx={{ width: 40, textAlign: 'center' }}>{Math.round(view.scale * 100)}%</Box>
        <Tool label={say('ui.penampil.perbesar')} onClick={larger}><PlusIcon /></Tool>
        <Tool label={say('ui.penampil.pas')} onClick={fit}><FitIcon /></Tool>
        <Tool label={say('ui.penampil.putar_kiri')} onClick={() => { turn(-90); }}><TurnLeftIcon /></Tool>
        <Tool label={say('ui.penampil.putar')} onClick={() => { turn(90); }}><TurnIcon /></Tool>
        <Box sx={{ flex: 1 }} />
        {open.own && <DownloadButton documentId={open.id} type={open.type} />}
      </Box>
      {/* To be reached by Tab: there the keys are its own. */}
      <Box ref={frame} role="group" tabIndex={0} aria-label={say('ui.penampil.gambar', { halaman: open.labelOf(view.page) })} aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown" sx={{ flex: 1, minHeight: 0, position: 'relative', overflow: 'hidden', outlineOffset: '-2px !important' }}>
        {open.lacking.includes(view.page) && (
          <Box role="alert" sx={{ position: 'absolute', inset: 0, display: 'grid', placeContent: 'center', p: 3, textAlign: 'center', fontWeight: open.drawing ? 400 : 600, color: open.drawing ? 'text.secondary' : 'text.primary' }}>{open.drawing ? say('ui.penampil.belum_siap') : say('ui.penampil.tak_terbuka', { n: view.page, dari: open.pageCount })}</Box>
        )}
        {size.width > 0 && !open.lacking.includes(view.page) && (
          <TransformWrapper
            key={`${open.id}:${size.width}x${size.height}`} ref={zoomer} minScale={1} maxScale={8} limitToBounds
            // As it was left; not as its beginning, to which a double click goes back. In a frame of another size it may have to move.
            onInit={(ref) => { const { scale, x, y } = latest.current; if (scale > 1) { void ref.setTransform(x, y, scale, 0); void ref.panBy(0, 0, 0); } }}
            doubleClick={{ mode: 'toggle', step: 1.2 }} wheel={{ step: 0.2 }}
            onTransform={(_ref, state) => { change({ scale: state.scale, x: state.positionX, y: state.positionY }); }}
          >
            <TransformComponent wrapperStyle={{ width: size.width, height: size.height }} contentStyle={{ width: size.width, height: size.height }}>
              <PagePicture address={address} turn={view.turn} close={view.scale > CLOSE} near={open.own && view.scale > NEAR} frame={size} label={open.labelOf(view.page)} arrival={arrival} onArrival={tell} />
            </TransformComponent>
          </TransformWrapper>
        )}
        {!open.lacking.includes(view.page) && <Watermark />}
        {size.width > 0 && !open.lacking.includes(view.page) && <ArrivalNote arrival={arrival} page={view.page} close={view.scale > CLOSE} near={open.own && view.scale > NEAR} onAgain={again} />}
      </Box>
    </Box>
  );
}

function Tool({ label, onClick, off = false, children }: { label: string; onClick: () => void; off?: boolean; children: React.ReactNode }) {
  return <Tooltip title={label}><span><IconButton size="small" aria-label={label} onClick={onClick} disabled={off} sx={{ '& svg': { fontSize: 20 } }}>{children}</IconButton></span></Tooltip>;
}
