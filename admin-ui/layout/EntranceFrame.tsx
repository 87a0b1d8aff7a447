import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTheme } from 'react-admin';
import { useLanguage } from '../provider/use-language.ts';
import { useSay } from '../provider/use-say.ts';
import { EnvironmentRibbon, SetupBar } from './Notices.tsx';
import { BAR_COLOR } from './theme.ts';

/** The quiet page before one is inside: what this place is on the left, one form on the right. */
export function EntranceFrame({ title, children }: { title: string; children: ReactNode }) {
  const say = useSay();
  const [mode] = useTheme();
  return (
    <Box sx={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      <EnvironmentRibbon />
      <SetupBar />
      <Box sx={{ flex: 1, display: 'grid', gridTemplateColumns: { xs: '1fr', md: '5fr 6fr' } }}>
        <Box sx={{ bgcolor: mode === 'dark' ? BAR_COLOR.dark : BAR_COLOR.light, color: '#fff', p: { xs: 3, md: 7 }, display: 'flex', flexDirection: 'column', justifyContent: 'space-between', gap: 4 }}>
          <Box>
            <Box sx={{ fontSize: '2.5rem', fontWeight: 700, letterSpacing: '-0.01em', lineHeight: 1.1 }}>Loket</Box>
            <Box sx={{ fontSize: '1.0625rem', color: '#d6e4e2', mt: 0.5 }}>{say('ui.masuk.semboyan')}</Box>
          </Box>
          <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0, display: { xs: 'none', md: 'block' } }}>
            {(['ui.masuk.jalan_1', 'ui.masuk.jalan_2', 'ui.masuk.jalan_3', 'ui.masuk.jalan_4'] as const).map((key) => (
              <Box component="li" key={key} sx={{ display: 'flex', gap: 2, alignItems: 'center', py: 1, fontSize: '1rem', color: '#e8f0ef', borderTop: '1px solid rgba(255,255,255,0.18)' }}>{say(key)}</Box>
            ))}
          </Box>
          <Box sx={{ fontSize: '0.8125rem', color: '#d6e4e2', display: { xs: 'none', md: 'block' } }}>{say('ui.masuk.pemohon')} <Box component="a" href="/" sx={{ color: '#fff' }}>{say('ui.masuk.halaman_pemohon')}</Box></Box>
        </Box>
        <Box component="main" sx={{ display: 'grid', placeItems: 'center', p: 3, position: 'relative' }}>
          <LanguageButton />
          <Box sx={{ width: '100%', maxWidth: 360 }}>
            <Box component="h1" sx={{ typography: 'h1', mb: 2 }}>{title}</Box>
            {children}
          </Box>
        </Box>
      </Box>
    </Box>
  );
}

/** Whoever cannot read the page chooses before he is known. */
function LanguageButton() {
  const [locale, change] = useLanguage();
  const other = locale === 'id' ? 'en' : 'id';
  return <Button lang={other} onClick={() => { change(other); }} sx={{ position: 'absolute', top: 12, right: 16 }}>{other === 'en' ? 'English' : 'Bahasa Indonesia'}</Button>;
}
