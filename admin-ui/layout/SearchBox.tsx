import { Fragment, useRef, useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import InputBase from '@mui/material/InputBase';
import SearchIcon from '@mui/icons-material/Search';
import { useDataProvider } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { FoundCase } from '../../server/domain/contract/subjects.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useMoment } from '../fields/Moment.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useLanguage } from '../provider/use-language.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { putKeyboardOnPage } from './use-kept-keyboard.ts';
import { useKeys } from './use-keys.ts';

/** One box for number, name, telephone, user ID, e-mail, NIK and NPWP. What is typed travels in the body, never in an address. */
export function SearchBox() {
  const say = useSay();
  const sayValue = useSayValue();
  const navigate = useNavigate();
  const provider = useDataProvider<LoketProvider>();
  const input = useRef<HTMLInputElement>(null);
  const asked = useRef(0);
  const timer = useRef(0);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<FoundCase[]>([]);
  const [state, setState] = useState<'diam' | 'mencari' | 'selesai'>('diam');
  const [more, setMore] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [locale] = useLanguage();
  const [foundIn, setFoundIn] = useState(locale);
  const focus = () => { input.current?.focus(); input.current?.select(); };
  useKeys({ '/': focus, 'ctrl+k': focus });

  const ask = (q: string) => {
    const mine = ++asked.current;
    setState('mencari');
    setProblem(null);
    setFoundIn(locale);
    provider.search(q).then(
      ({ cases, more }) => { if (mine === asked.current) { setFound(cases); setMore(more); setState('selesai'); } },
      (error: unknown) => { if (mine === asked.current) { setFound([]); setState('selesai'); setProblem(readError(error)); } });
  };
  const type = (q: string) => {
    setText(q);
    window.clearTimeout(timer.current);
    asked.current += 1;
    // What was found belongs to what was typed before: Enter must not open the wrong person's file.
    setFound([]);
    if (q.trim().length < 3) { setState('diam'); return; }
    setState('mencari');
    timer.current = window.setTimeout(() => { ask(q.trim()); }, 350);
  };
  // Places and letters of what was found are named in the other language. Every question is noted, so it is asked again only when somebody looks.
  const stale = foundIn !== locale && found.length > 0;
  return (
    // Not `freeSolo`: that never says that nothing was found, nor why nothing could be.
    <Autocomplete<FoundCase>
      clearOnBlur={false} handleHomeEndKeys={false} forcePopupIcon={false} autoHighlight openOnFocus open={open} onOpen={() => { setOpen(true); if (stale) { setFound([]); ask(text.trim()); } }}
      onClose={() => { setOpen(false); }}
      // Enter on words asks at once.
      onKeyDown={(event) => { if (event.key === 'Enter' && found.length === 0 && text.trim().length >= 2) { window.clearTimeout(timer.current); setOpen(true); ask(text.trim()); } }}
      options={found} inputValue={text} value={null} filterOptions={(all) => all} sx={{ flex: 1, maxWidth: 440 }}
      slotProps={{ popper: { style: { width: 560 }, placement: 'bottom-start' }, listbox: { sx: { maxHeight: '70vh' } } }}
      getOptionLabel={(option) => option.number}
      loading={state === 'mencari'} loadingText={say('ui.cari.mencari')} noOptionsText={<span role="status">{problem?.message ?? say(state === 'selesai' ? 'ui.cari.kosong' : 'ui.cari.mulai')}</span>}
      onInputChange={(_event, value, why) => { if (why === 'input' || why === 'clear') type(value); }}
      onChange={(event, chosen) => {
        if (!chosen) return;
        type('');
        setOpen(false);
        // The keys of the page that opens are no letters of a search. Whoever points needs no frame around it.
        if (event.type === 'keydown') putKeyboardOnPage(); else input.current?.blur();
        void navigate(`/cases/${chosen.id}/show`);
      }}
      renderInput={(params) => (
        <Box ref={params.InputProps.ref} sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 1, height: 32, borderRadius: 1, bgcolor: 'rgba(255,255,255,0.14)', color: '#fff', '&:focus-within': { bgcolor: 'rgba(255,255,255,0.22)', outline: '2px solid #fff', outlineOffset: 1 } }}>
          <SearchIcon sx={{ fontSize: 19 }} />
          <InputBase
            inputRef={input} placeholder={say('ui.cari.petunjuk')} sx={{ color: 'inherit', flex: 1, fontSize: '0.875rem', '& input::placeholder': { color: '#e3eceb', opacity: 1 } }}
            inputProps={{ ...params.inputProps, 'aria-label': say('ui.cari.nama') }}
          />
          <Box component="kbd" sx={{ fontFamily: 'inherit', fontSize: 12, color: '#d5e2e1', border: '1px solid rgba(255,255,255,0.35)', borderRadius: 0.75, px: 0.6 }}>/</Box>
        </Box>
      )}
      renderOption={({ key, ...props }, option, { index }) => (
        <Fragment key={key}>
        <Box component="li" {...props} sx={{ display: 'block !important', py: '6px !important', borderBottom: 1, borderColor: 'divider' }}>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, fontSize: '0.875rem' }}>
            <Box component="strong" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>{option.subjectName ?? '–'}</Box><Box component="span" className="tabular" sx={{ whiteSpace: 'nowrap' }}>{option.number}</Box>
          </Box>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, fontSize: '0.8125rem', color: 'text.secondary' }}>
            <span>{[option.placeLabel, option.outcomeLabel].filter(Boolean).join(' · ')}{option.holderName ? ` · ${say('ui.cari.dipegang', { nama: option.holderName })}` : ''}</span>
            <span>{sayValue('ui.cari.cocok', option.matched)}</span>
          </Box>
          <Standing found={option} />
        </Box>
        {more && index === found.length - 1 && <Box component="li" role="presentation" sx={{ px: 2, py: 1, fontSize: '0.8125rem', color: 'warning.dark' }}>{say('ui.cari.lebih', { n: found.length })}</Box>}
        </Fragment>
      )}
    />
  );
}

/** What one tells whoever is on the telephone: what is awaited from whom, and the last letter. */
function Standing({ found }: { found: FoundCase }) {
  const say = useSay();
  const moment = useMoment();
  const at = (iso: string | null) => (iso ? moment(iso) : '–');
  return (
    <Box sx={{ fontSize: '0.8125rem' }}>
      {found.awaiting.map((awaited) => (
        <Box key={`${awaited.kind}${awaited.what ?? ''}`} sx={{ color: 'primary.main', fontWeight: 600 }}>
          {say(`ui.cari.tunggu.${awaited.kind}`, { siapa: awaited.who ?? '–', apa: awaited.what ?? '', sejak: at(awaited.since), sampai: `${at(awaited.until)}${awaited.provisional ? ` (${say('ui.tenggat.sementara')})` : ''}` })}
        </Box>
      ))}
      <Box sx={{ color: 'text.secondary' }}>{found.lastLetter ? say('ui.cari.surat_terakhir', { surat: found.lastLetter.label, waktu: at(found.lastLetter.at) }) : say('ui.cari.tanpa_surat')}</Box>
    </Box>
  );
}
