import { useState } from 'react';
import TextField from '@mui/material/TextField';
import { useSay } from '../provider/use-say.ts';

/** The password to be, and again. */
export function useNewPassword() {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  return { password, setPassword, again, setAgain, differs: again !== '' && again !== password, matches: again === password };
}

/** Typed twice, since nobody sees what he types. `wrong`: what the server said of it. */
export function NewPasswordFields({ entry, wrong, first }: { entry: ReturnType<typeof useNewPassword>; wrong: string | undefined; first: boolean }) {
  const say = useSay();
  return (
    <>
      <TextField label={say('ui.sandi.baru')} type="password" autoComplete="new-password" required autoFocus={first} size="medium" value={entry.password} error={wrong !== undefined} helperText={wrong ?? say('ui.sandi.petunjuk')} onChange={(event) => { entry.setPassword(event.target.value); }} />
      <TextField label={say('ui.sandi.ulang')} type="password" autoComplete="new-password" required size="medium" value={entry.again} error={entry.differs} helperText={entry.differs ? say('ui.sandi.beda') : ' '} onChange={(event) => { entry.setAgain(event.target.value); }} />
    </>
  );
}
