/** @jsxImportSource preact */
import { getAgreements } from './api.ts';
import { useLoad, useTitle } from './hooks.ts';
import { say } from './language.ts';
import { Loading, Paragraphs } from './pieces.tsx';

/** The privacy notice in force, readable without beginning an application. */
export function PrivacyPage() {
  useTitle(say('laman.privasi.judul'));
  const { value, problem, again } = useLoad(getAgreements);
  const notice = value?.find((text) => text.kind === 'privasi');
  return (
    <div class="page">
      <h1>{say('laman.privasi.judul')}</h1>
      {!value && <Loading problem={problem} again={again} />}
      {notice && <div class="card"><Paragraphs text={notice.text} /><p class="hint">{say('laman.setuju.versi', { versi: notice.version })}</p></div>}
    </div>
  );
}
